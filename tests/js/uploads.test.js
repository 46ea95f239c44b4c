import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { settled } from "./support/scripted-hub.js";
import { attachment, file, loadPage, memoryUploads } from "./support/uploading.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

/** A page on which some pictures were chosen. */
async function chosen(names = ["one"], given = {}) {
  const page = loadPage(given);
  page.drafts.attach("c1", names.map((name) => file(name)));
  await settled();
  return page;
}

test("three are under way at once, the others wait their turn", async () => {
  const { uploader, states } = await chosen(["1", "2", "3", "4", "5"]);
  assert.deepEqual(states(), ["1: sending", "2: sending", "3: sending", "4: waiting", "5: waiting"]);
  await uploader.done(1);
  assert.deepEqual(states(), ["1: sending", "2: ready", "3: sending", "4: sending", "5: waiting"]);
});

test("how much has gone is told", async () => {
  const { uploader, uploads } = await chosen();
  uploader.posts[0]?.onProgress(0.4);
  assert.equal(Object.values(uploads.all)[0]?.progress, 0.4);
  await uploader.done(0);
  assert.equal(Object.values(uploads.all)[0]?.progress, 1);
});

test("one that fails says why and leaves the others; tried again, it is the same upload", async () => {
  const { uploader, uploads, states, prepared } = await chosen(["1", "2"]);
  await uploader.refuse(0, new HubError("invalid", "no", { reason: "broken" }));
  await uploader.done(1);
  assert.deepEqual(states(), ["1: failed", "2: ready"]);
  const [id = ""] = Object.keys(uploads.all);
  assert.deepEqual(uploads.all[id]?.error?.data, { reason: "broken" });
  uploads.retry(id);
  await settled();
  assert.equal(uploader.posts[2]?.id, id);
  await uploader.done(2);
  assert.deepEqual(states(), ["1: ready", "2: ready"]);
  assert.equal(prepared.count, 2);
});

test("a lost connection is waited for, and the same upload goes on", async () => {
  const { uploader, states, leave, begin } = await chosen();
  leave();
  await uploader.refuse(0, new HubError("offline"));
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual(states(), ["one: waiting"]);
  assert.equal(uploader.posts.length, 1);
  begin();
  await settled();
  assert.equal(uploader.posts[1]?.id, uploader.posts[0]?.id);
  await uploader.done(1);
  assert.deepEqual(states(), ["one: ready"]);
});

test("what is chosen offline is uploaded once there is a connection", async () => {
  const { uploader, begin } = await chosen(["one"], { online: false });
  assert.equal(uploader.posts.length, 0);
  begin();
  await settled();
  assert.equal(uploader.posts.length, 1);
});

test("a busy hub is asked again later, but not for ever", async () => {
  const { uploader, states } = await chosen();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await uploader.refuse(attempt, new HubError("overloaded", "busy", { retry_after_s: 2 }));
    assert.deepEqual(states(), ["one: waiting"]);
    mock.timers.tick(1_999);
    await settled();
    assert.equal(uploader.posts.length, attempt + 1);
    mock.timers.tick(1);
    await settled();
  }
  await uploader.refuse(5, new HubError("overloaded"));
  assert.deepEqual(states(), ["one: failed"]);
});

test("one that is taken out is broken off and makes room", async () => {
  const pictures = memoryUploads();
  const { uploader, uploads, drafts, states } = await chosen(["1", "2", "3", "4"], { pictures });
  const [first = ""] = Object.keys(uploads.all);
  drafts.detach("c1", first);
  await settled();
  assert.equal(uploader.posts[0]?.signal.aborted, true);
  assert.deepEqual(states(), ["2: sending", "3: sending", "4: sending"]);
  assert.equal(pictures.kept.has(first), false);
  uploader.posts[0]?.onProgress(0.9);
  await uploader.done(0);
  assert.equal(uploads.all[first], undefined);
});

test("what is too large for the hub is not sent to it", async () => {
  const { uploader, uploads, drafts } = loadPage();
  drafts.attach("c1", [file("large", 1_001)]);
  await settled();
  assert.equal(uploader.posts.length, 0);
  assert.deepEqual(Object.values(uploads.all)[0]?.error?.data, { limit: 1_000 });
});

test("words about a picture that come too late for the upload follow it", async () => {
  const { uploader, uploads, states } = await chosen();
  const [id = ""] = Object.keys(uploads.all);
  uploads.describe(id, "A cup");
  await uploader.done(0);
  assert.deepEqual(states(), ["one: sending"]);
  assert.deepEqual(uploader.described.map(({ alt }) => alt), ["A cup"]);
  uploader.described[0]?.resolve(attachment("a1", { alt: "A cup" }));
  await settled();
  assert.deepEqual(states(), ["one: ready"]);
  uploads.describe(id, "A cracked cup");
  assert.deepEqual(states(), ["one: sending"]);
  uploader.described[1]?.reject(new HubError("blocked_content", "no", { hint: "Stay.", incident_id: "i1" }));
  await settled();
  assert.deepEqual(states(), ["one: failed"]);
  uploads.describe(id, "A cup with a crack");
  uploader.described[2]?.resolve(attachment("a1", { alt: "A cup with a crack" }));
  await settled();
  assert.deepEqual(states(), ["one: ready"]);
  assert.equal(uploader.posts.length, 1);
});

test("a reload takes up what was under way and what was there", async () => {
  const pictures = memoryUploads();
  const first = await chosen(["1", "2"], { pictures });
  await first.uploader.done(0);
  const second = loadPage(first.keeps);
  assert.deepEqual(second.drafts.of("c1").pictures.length, 2);
  await settled();
  assert.deepEqual(second.states(), ["1: ready", "2: sending"]);
  assert.deepEqual(second.uploader.posts.map(({ id }) => id), [first.uploader.posts[1]?.id]);
  assert.equal(second.prepared.count, 0);
});

test("a picture that nothing was kept of says that it is lost", async () => {
  const first = await chosen(["1"]);
  const second = loadPage(first.keeps);
  await settled();
  const [upload] = Object.values(second.uploads.all);
  assert.equal(upload?.error?.code, "lost");
  second.uploads.retry(upload?.upload_id ?? "");
  assert.equal(upload?.state, "failed");
});

test("a refused picture is reviewed once asked for, and uploaded again if it was wrong", async () => {
  const { uploader, uploads, reviews, hub, states } = await chosen();
  const [id = ""] = Object.keys(uploads.all);
  await uploader.refuse(0, new HubError("blocked_content", "no", { incident_id: "i1", hint: "A code." }));
  const asked = reviews.appealPicture(id, "It is the shop's own.");
  assert.deepEqual(hub.requests[0], { event: "message:appeal", payload: { incident_id: "i1", comment: "It is the shop's own." } });
  await hub.answer({});
  await asked;
  assert.equal(uploads.all[id]?.review?.appeal, "It is the shop's own.");
  await reviews.appealPicture(id, "Again");
  assert.equal(hub.requests.length, 1);
  uploads.decided("i1", "overturned");
  await settled();
  assert.deepEqual(states(), ["one: sending"]);
  assert.equal(uploader.posts[1]?.id, id);
});

test("a decision that was missed is learned with the next session", async () => {
  const { uploader, uploads, reviews, hub, leave, begin } = await chosen();
  const [id = ""] = Object.keys(uploads.all);
  await uploader.refuse(0, new HubError("blocked_content", "no", { incident_id: "i1" }));
  void reviews.appealPicture(id, "Please");
  await hub.answer({});
  leave();
  begin();
  await settled();
  await hub.answer({ outcome: "upheld" });
  assert.equal(uploads.all[id]?.review?.outcome, "upheld");
  assert.equal(uploads.all[id]?.state, "failed");
});
