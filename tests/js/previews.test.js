import assert from "node:assert/strict";
import { test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { Previews, previewFor } from "../../static/sdk/previews.js";
import { translation } from "./support/builders.js";
import { ScriptedHub, settled } from "./support/scripted-hub.js";

/** @param {string} text */
const read = (text) => ({
  lang: "en", translation: translation(text, { lang: "en", source: "es" }), back: "de vuelta",
  rough: false, tip: null,
});

function previewing() {
  const hub = new ScriptedHub();
  const previews = new Previews(hub.request);
  /** @type {Record<string, import("../../static/sdk/types.js").Preview>} */
  let now = {};
  previews.subscribe((next) => { now = next; });
  const shown = (/** @type {string} */ text) => previewFor(now, "c1", text);
  return { hub, previews, shown };
}

test("it is shown for the very text it was asked for", async () => {
  const { hub, previews, shown } = previewing();
  void previews.ask("c1", " ¿Hay? ");
  assert.deepEqual(hub.requests[0]?.payload, { conversation_id: "c1", text: "¿Hay?" });
  assert.equal(shown("¿Hay?")?.state, "asked");
  await hub.answer(read("Is there?"));
  assert.equal(shown(" ¿Hay?")?.translation?.text, "Is there?");
  assert.equal(shown("¿Hay más?"), null);
  assert.equal(previewFor({}, "c1", ""), null);
});

test("a late answer about an older text never replaces that about the newer", async () => {
  const { hub, previews, shown } = previewing();
  void previews.ask("c1", "uno");
  void previews.ask("c1", "dos");
  hub.pending[1]?.resolve(read("two"));
  hub.pending[0]?.resolve(read("one"));
  await settled();
  assert.equal(shown("dos")?.translation?.text, "two");
  assert.equal(shown("uno"), null);
});

test("an answer that comes after it was closed opens nothing", async () => {
  const { hub, previews, shown } = previewing();
  void previews.ask("c1", "uno");
  previews.close("c1");
  await hub.answer(read("one"));
  assert.equal(shown("uno"), null);
});

test("why there is none is kept: a reason of the hub's, or its refusal", async () => {
  const { hub, previews, shown } = previewing();
  void previews.ask("c1", "ok");
  await hub.answer({ lang: "en", translation: null, back: null, rough: false, tip: null, reason: "no_language" });
  assert.equal(shown("ok")?.reason, "no_language");
  void previews.ask("c1", "uno");
  await hub.refuse(new HubError("rate_limited"));
  assert.equal(shown("uno")?.error?.code, "rate_limited");
});
