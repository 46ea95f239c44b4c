/** Messages with pictures: what is written, what waits, what comes back. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { conversation, finding, message } from "./support/builders.js";
import { settled } from "./support/scripted-hub.js";
import { file, loadPage, memoryUploads } from "./support/uploading.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

/** A message with pictures was sent; they are still on their way. */
async function written(text = "Look", names = ["one", "two"], given = {}) {
  const page = loadPage(given);
  page.drafts.attach("c1", names.map((name) => file(name)));
  page.drafts.write("c1", text);
  await settled();
  page.drafts.send("c1");
  return page;
}

const broken = new HubError("invalid", "no", { reason: "broken" });

test("a message waits for its pictures, and what was written after it waits too", async () => {
  const { uploader, drafts, outbox, sent, store } = await written();
  outbox.add("c1", { text: "after it" });
  outbox.add("c2", { text: "elsewhere" });
  assert.deepEqual(drafts.of("c1").pictures, []);
  assert.deepEqual(sent().map(({ text }) => text), ["elsewhere"]);
  await uploader.done(1, { id: "a2" });
  assert.equal(sent().length, 1);
  await uploader.done(0, { id: "a1" });
  assert.deepEqual(sent()[1]?.attachment_ids, ["a1", "a2"]);
  assert.deepEqual(store.state.outbox[0]?.attachments?.map(({ id }) => id), ["a1", "a2"]);
  assert.equal(sent().length, 2);
});

test("pictures need no text", async () => {
  const { uploader, sent } = await written("", ["one"]);
  await uploader.done(0, { id: "a1" });
  assert.deepEqual(Object.keys(sent()[0]).sort(), ["attachment_ids", "client_id", "conversation_id"]);
});

test("once it is stored, nothing of its pictures stays", async () => {
  const pictures = memoryUploads();
  const { uploader, hub, sent, uploads, store } = await written("", ["one"], { pictures });
  await uploader.done(0, { id: "a1" });
  const { client_id } = sent()[0];
  await hub.answer({ message: message(1, { side: "buyer", client_id, text: "" }) });
  assert.deepEqual(store.state.outbox, []);
  assert.deepEqual([uploads.all, pictures.kept.size], [{}, 0]);
});

test("a picture that fails brings its message back, whole; the others go on", async () => {
  const { uploader, drafts, outbox, sent, states, store } = await written();
  outbox.add("c1", { text: "after it" });
  await uploader.refuse(0, broken);
  assert.equal(drafts.of("c1").text, "Look");
  assert.equal(drafts.of("c1").pictures.length, 2);
  assert.deepEqual(sent().map(({ text }) => text), ["after it"]);
  await uploader.done(1);
  assert.deepEqual(states(), ["one: failed", "two: ready"]);
  assert.equal(drafts.send("c1"), null);
  drafts.detach("c1", drafts.of("c1").pictures[0] ?? "");
  assert.ok(drafts.send("c1"));
  assert.deepEqual(store.state.outbox.map(({ text, pictures }) => [text, pictures?.length]), [["after it", 0], ["Look", 1]]);
});

test("a message without text comes back too, and is gone with its last picture", async () => {
  const { uploader, drafts, store } = await written("", ["one"]);
  await uploader.refuse(0, broken);
  assert.equal(store.state.outbox[0]?.state, "failed");
  drafts.detach("c1", drafts.of("c1").pictures[0] ?? "");
  assert.deepEqual(store.state.outbox, []);
  assert.equal(drafts.of("c1").returned, null);
});

test("a text that was refused is mended and sent with the same pictures, which are not uploaded again", async () => {
  const { uploader, drafts, hub, sent } = await written("write me on whatsapp", ["one"]);
  await uploader.done(0, { id: "a1" });
  const data = { findings: [finding(12, 20)], hint: "Stay here.", incident_id: "i1" };
  await hub.refuse(new HubError("blocked_content", "no", data));
  assert.equal(drafts.of("c1").pictures.length, 1);
  drafts.write("c1", "write me here");
  drafts.send("c1");
  await settled();
  assert.deepEqual(sent().map(({ attachment_ids }) => attachment_ids), [["a1"], ["a1"]]);
  assert.notEqual(sent()[0].client_id, sent()[1].client_id);
  assert.equal(uploader.posts.length, 1);
});

test("a message that waits for its pictures survives a reload with them", async () => {
  const first = await written("Look", ["one"], { pictures: memoryUploads() });
  const second = loadPage(first.keeps);
  await settled();
  assert.equal(second.uploader.posts[0]?.id, first.uploader.posts[0]?.id);
  await second.uploader.done(0, { id: "a1" });
  assert.deepEqual(second.sent().map(({ text, attachment_ids }) => [text, attachment_ids]), [["Look", ["a1"]]]);
});

test("where no pictures are kept, a reload keeps the text and says that they are lost", async () => {
  const first = await written("Look", ["one"]);
  const second = loadPage(first.keeps);
  await settled();
  assert.equal(second.drafts.of("c1").text, "Look");
  assert.equal(Object.values(second.uploads.all)[0]?.error?.code, "lost");
  assert.deepEqual(second.sent(), []);
});

test("nine are the most, and the rest is counted", () => {
  const { drafts } = loadPage();
  const files = Array.from({ length: 7 }, (_, index) => file(`${index}`));
  assert.equal(drafts.attach("c1", files), 0);
  assert.equal(drafts.attach("c1", files), 5);
  assert.equal(drafts.of("c1").pictures.length, 9);
});

test("an emptied text keeps its pictures", async () => {
  const { drafts } = loadPage();
  drafts.attach("c1", [file()]);
  drafts.write("c1", "a");
  drafts.write("c1", "");
  assert.equal(drafts.of("c1").pictures.length, 1);
});

test("new addresses reach a picture wherever it is known", () => {
  const { store } = loadPage();
  const old = { id: "a1", width: 1, height: 1, thumbhash: "", thumb_url: "/old", url: "/old" };
  const told = message(1, { attachments: [old], kind: "image", text: "" });
  store.dispatch("conversation:updated", { conversation: conversation({ last_seq: 1, last_message: told }) });
  store.dispatch("history:fetched", { conversation_id: "c1", messages: [told], has_more: false, last_seq: 1, change: 0 });
  const links = [{ id: "a1", thumb_url: "/thumb", url: "/full" }];
  store.dispatch("attachment:links", { conversation_id: "c1", links });
  const [inThread] = store.state.threads["c1"]?.messages[0]?.attachments ?? [];
  const [inList] = store.state.conversations["c1"]?.last_message?.attachments ?? [];
  for (const it of [inThread, inList]) assert.deepEqual([it?.thumb_url, it?.url, it?.width], ["/thumb", "/full", 1]);
});

test("one that waits for its pictures can be taken back, and what was written after it goes", async () => {
  const { uploader, drafts, outbox, sent, store, states } = await written();
  outbox.add("c1", { text: "after it" });
  const { client_id = "" } = store.state.outbox[0] ?? {};
  outbox.cancel(client_id);
  assert.equal(drafts.of("c1").text, "Look");
  assert.equal(drafts.of("c1").pictures.length, 2);
  assert.deepEqual(sent().map(({ text }) => text), ["after it"]);
  await uploader.done(0);
  await uploader.done(1);
  assert.deepEqual(states(), ["one: ready", "two: ready"]);
  assert.equal(sent().length, 1);
  drafts.send("c1");
  await settled();
  assert.equal(store.state.outbox.at(-1)?.text, "Look");
});

test("one that the hub may have can not be taken back", async () => {
  const { uploader, outbox, store, drafts } = await written("Look", ["one"]);
  await uploader.done(0);
  outbox.cancel(store.state.outbox[0]?.client_id ?? "");
  assert.equal(store.state.outbox[0]?.state, "sending");
  assert.equal(drafts.of("c1").text, "");
});
