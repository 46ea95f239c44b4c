/** A session over its life: a token runs out, a token is refused, the hub goes and comes back. */

import assert from "node:assert/strict";

import { Device, given, signedIn, textsOf, until } from "./support.js";

/** A device whose supplier of tokens has these in store; the last one is given again. */
function withTokens(/** @type {string[]} */ ...tokens) {
  let asked = 0;
  const device = new Device({ token: () => tokens[Math.min(asked++, tokens.length - 1)] ?? "" });
  device.start();
  return { device, asked: () => asked };
}

const scenarios = {
  async "a token that runs out is replaced without anybody noticing"() {
    const { device, asked } = withTokens(given.short, given.buyer);
    const { id } = await device.requests.openConversation({ type: "product", id: "lamp" });
    await device.openThread(id);
    await until(() => asked() === 2 && device.state.session.status === "online", "a second session");
    device.send(id, { text: "still here" });
    await until(() => textsOf(device, id).includes("still here"), "sent in the second session");
    device.stop();
  },

  async "a token that is refused twice ends the session"() {
    const { device, asked } = withTokens(given.expired);
    await assert.rejects(device.whenReady(), { code: "unauthenticated" });
    assert.equal(asked(), 2);
    assert.equal(device.state.session.status, "ended");
    device.stop();
  },

  async "a user who is suspended is told so and not let in again"() {
    const { device } = withTokens(given.suspended);
    await assert.rejects(device.whenReady(), { code: "suspended" });
    assert.equal(device.state.session.ended_code, "suspended");
    device.stop();
  },

  async "a connection cut in the middle of sends loses and doubles nothing"() {
    const [buyer, seller] = await Promise.all([signedIn(given.buyer), signedIn(given.seller)]);
    const { id } = await buyer.requests.openConversation({ type: "product", id: "shade" });
    await buyer.openThread(id);
    const texts = Array.from({ length: 20 }, (_, index) => `cut ${index}`);
    texts.forEach((text, index) => {
      buyer.send(id, { text });
      if (index % 5 === 0) setTimeout(() => buyer.cut(), index * 15);
    });
    await until(() => !buyer.state.outbox.length && textsOf(buyer, id).length >= 20, "all sent", 40);
    await seller.findConversation(id);
    await seller.openThread(id);
    assert.deepEqual(textsOf(seller, id), texts);
    assert.deepEqual(textsOf(buyer, id), texts);
    for (const device of [buyer, seller]) device.stop();
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  await scenario();
  console.log(name);
}
console.log("held");
process.exit(0);
