/**
 * A buyer and a seller talk through an official Socket.IO client. Run by the Python tests:
 * `node conversation.mjs CLIENT_PACKAGE HUB_URL BUYER_TOKEN SELLER_TOKEN PRODUCT`.
 * Ends with status 0 and "held" when all went as the wire contract says.
 */
import assert from "node:assert/strict";

const [client, url, buyerToken, sellerToken, product] = /** @type {string[]} */ (
  process.argv.slice(2)
);
const { io } = await import(/** @type {string} */ (client));

/** What is pushed is kept until somebody awaits it. */
class Device {
  /** @param {string | undefined} token */
  constructor(token) {
    this.socket = io(url, { transports: ["websocket"], auth: { token }, forceNew: true });
    /** @type {[string, any][]} */
    this.pushed = [];
    this.wake = () => {};
    for (const event of ["session:ready", "message:new", "receipt:updated", "typing"]) {
      this.socket.on(event, (/** @type {any} */ payload) => {
        this.pushed.push([event, payload]);
        this.wake();
      });
    }
  }

  /**
   * @param {string} event
   * @param {object} payload
   * @returns {Promise<any>} the whole ack
   */
  emit(event, payload) {
    return new Promise((resolve) => this.socket.emit(event, payload, resolve));
  }

  /**
   * @param {string} event
   * @param {object} payload
   * @returns {Promise<any>} the ack's data
   */
  async ok(event, payload) {
    const ack = await this.emit(event, payload);
    assert.equal(ack.ok, true, `${event}: ${JSON.stringify(ack)}`);
    return ack.data;
  }

  /**
   * @param {string} event
   * @returns {Promise<any>} the oldest payload of that event not taken before
   */
  async pushedNext(event) {
    for (;;) {
      const index = this.pushed.findIndex(([name]) => name === event);
      if (index >= 0) return this.pushed.splice(index, 1)[0]?.[1];
      await new Promise((resolve) => (this.wake = () => resolve(undefined)));
    }
  }
}

/** @param {string} token */
async function refusalOf(token) {
  const device = new Device(token);
  const error = await new Promise((resolve) => device.socket.once("connect_error", resolve));
  device.socket.disconnect();
  return error;
}

const refusal = await refusalOf("no token at all");
assert.equal(refusal.message, "unauthenticated");
assert.equal(refusal.data.code, "unauthenticated");

const buyer = new Device(buyerToken);
const seller = new Device(sellerToken);
assert.equal((await buyer.pushedNext("session:ready")).side, "buyer");
assert.equal((await seller.pushedNext("session:ready")).side, "seller");

const context = { type: "product", id: product };
const { conversation } = await buyer.ok("conversation:open", { context });
const conversation_id = conversation.id;

const question = { conversation_id, client_id: "q1", text: "¿Está disponible? 你好" };
const asked = (await buyer.ok("message:send", question)).message;
assert.equal(asked.seq, 1);
assert.equal(asked.text, question.text);
const heard = await seller.pushedNext("message:new");
assert.equal(heard.message.text, question.text);
assert.equal(heard.unread_total, 1);

const again = (await buyer.ok("message:send", question)).message;
assert.equal(again.seq, 1, "a resend is the same message");

const reading = buyer.pushedNext("receipt:updated");
assert.equal((await seller.ok("message:read", { conversation_id, seq: 1 })).read_seq, 1);
assert.equal((await reading).read_seq, 1);

await seller.ok("typing", { conversation_id, typing: true });
assert.equal((await buyer.pushedNext("typing")).typing, true);

const answer = { conversation_id, client_id: "a1", text: "Yes", reply_to: 1 };
await seller.ok("message:send", answer);
const mine = await buyer.pushedNext("message:new");
const theirs = mine.message.seq === 1 ? await buyer.pushedNext("message:new") : mine;
assert.equal(theirs.message.reply_to, 1);

const wrong = await buyer.emit("message:send", { conversation_id: { $ne: null } });
assert.equal(wrong.error.code, "invalid");
assert.equal((await buyer.emit("no:such", {})).error.code, "unknown_event");

buyer.socket.disconnect();
await seller.ok("message:send", { conversation_id, client_id: "a2", text: "Still there?" });
buyer.socket.connect();
await buyer.pushedNext("session:ready");
const missed = await buyer.ok("conversation:catch_up", {
  conversation_id,
  after_seq: 2,
  after_change: 0,
});
assert.deepEqual(
  missed.messages.map((/** @type {any} */ message) => [message.seq, message.text]),
  [[3, "Still there?"]],
);

buyer.socket.disconnect();
seller.socket.disconnect();
console.log("held");
