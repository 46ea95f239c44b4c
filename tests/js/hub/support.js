/** Clients of a running hub, for the scripts beside this file. */

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import { io } from "socket.io-client";

import { Client } from "../../../static/sdk/client.js";
import { keyValueStorage } from "../../../static/sdk/storage.js";
import { memoryStorage } from "../support/scripted-hub.js";

/** @typedef {import("socket.io-client").Socket} Socket */

/** What the Python test that runs a script passes on, as JSON. */
export const given = JSON.parse(process.env["HUB_TEST"] ?? "{}");

/** A client whose connection can be cut. */
export class Device extends Client {
  /** @param {{token: () => string, kept?: Storage}} options */
  constructor({ token, kept = memoryStorage() }) {
    /** @type {Socket | undefined} */
    let socket;
    super({
      io: (url, options) => (socket = io(url, { ...options, forceNew: true })),
      url: given.url,
      getToken: async () => token(),
      storage: keyValueStorage(kept),
    });
    this.socket = /** @type {Socket} */ (/** @type {unknown} */ (socket));
  }

  /** Cuts the connection; the client comes back by itself. */
  cut() {
    this.socket.io.engine?.close();
  }
}

/**
 * A started device whose inbox is read.
 *
 * @param {string} token
 */
export async function signedIn(token) {
  const device = new Device({ token: () => token });
  device.start();
  await device.loadInbox("all");
  return device;
}

/**
 * Waits for a condition, never for a time.
 *
 * @template T
 * @param {() => T | Promise<T>} condition
 * @param {string} what
 * @returns {Promise<NonNullable<T>>} its first truthy value
 */
export async function until(condition, what, seconds = 15) {
  const deadline = Date.now() + seconds * 1_000 * (given.time_unit ?? 1);
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < deadline, `not in time: ${what}`);
    await pause(20);
  }
}

/**
 * @param {Client} device
 * @param {string} id
 */
export const textsOf = (device, id) => device.state.threads[id]?.messages.map(({ text }) => text) ?? [];
