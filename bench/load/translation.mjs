/**
 * Load client: buyers write at random moments of a steady rate, whether or not the messages before
 * are acked; the sellers are told of each message, and then of its translation. Several hubs take
 * turns of a moment each, so that what disturbs the machine disturbs them all; each hub has the
 * same moments.
 *
 * Plan: `{hubs: {name: {url, pairs: [{buyer, seller, context}]}}, texts, per_second, turn_s,
 * rounds, settle_s}`; a first round is not counted. Reports `{phase: "ready"}`, then after one line
 * from the runner `{phase: "done", hubs: {name: {acks_ms, translated_ms}}, errors}`: each ack's
 * latency, and each translation's delay behind its message.
 */
import { randomUUID } from 'node:crypto'
import { Connection, inBatches } from './connection.mjs'
import { moments, pause } from './moments.mjs'
import { nextLine, report } from './report.mjs'

/**
 * @typedef {{acks_ms: number[], translated_ms: number[]}} Measured
 * @typedef {{name: string, pairs: Pair[], told: Map<string, number>, measured: Measured}} Hub
 * @typedef {{buyer: Connection, id: string}} Pair
 */

const ANSWER_SECONDS = 30

const plan = await nextLine()
/** @type {string[]} */
const errors = []
/** @type {Connection[]} */
const connections = []
let measuring = false
let unanswered = 0

/**
 * @param {Hub} hub
 * @param {string} json
 */
function pushed(hub, json) {
  if (json.startsWith('["message:new"')) {
    const { message } = JSON.parse(json)[1]
    if (measuring) hub.told.set(`${message.conversation_id}/${message.seq}`, performance.now())
  } else if (json.startsWith('["message:translated"')) {
    const { conversation_id, seq, translation } = JSON.parse(json)[1]
    const at = hub.told.get(`${conversation_id}/${seq}`)
    if (at !== undefined && translation) hub.measured.translated_ms.push(performance.now() - at)
  }
}

/**
 * @param {Hub} hub
 * @param {string} url
 * @param {{buyer: string, seller: string, context: object}} pair
 */
async function openPair(hub, url, pair) {
  const buyer = await Connection.open(url, pair.buyer)
  connections.push(buyer)
  connections.push(await Connection.open(url, pair.seller, (json) => pushed(hub, json)))
  const { conversation } = await buyer.request('conversation:open', { context: pair.context })
  hub.pairs.push({ buyer, id: conversation.id })
}

/** @param {string} name */
async function openHub(name) {
  const { url, pairs } = plan.hubs[name]
  /** @type {Hub} */
  const hub = { name, pairs: [], told: new Map(), measured: { acks_ms: [], translated_ms: [] } }
  await inBatches(pairs, (/** @type {any} */ pair) => openPair(hub, url, pair))
  return hub
}

/**
 * @param {Hub} hub
 * @param {number} number
 */
function say(hub, number) {
  const started = performance.now()
  const counts = measuring
  const pair = hub.pairs[number % hub.pairs.length]
  const text = plan.texts[number % plan.texts.length]
  unanswered++
  pair.buyer.emit('message:send', { conversation_id: pair.id, client_id: randomUUID(), text }, (body) => {
    unanswered--
    if (!body.includes('"ok":true')) errors.push(`${hub.name}: ${body}`)
    else if (counts) hub.measured.acks_ms.push(performance.now() - started)
  })
}

/**
 * A turn's moments in milliseconds.
 * @param {number} seed
 */
function draw(seed) {
  const found = []
  for (const at of moments(seed, plan.per_second)) {
    if (at >= plan.turn_s * 1000) break
    found.push(at)
  }
  return found
}

/**
 * At the moments that were drawn, so that a slow answer is not waited for; then until all is quiet.
 * @param {Hub} hub
 * @param {number[]} drawn
 * @param {number} first
 */
async function turn(hub, drawn, first) {
  const started = performance.now()
  for (const [place, at] of drawn.entries()) {
    const wait = started + at - performance.now()
    if (wait > 1) await pause(wait)
    say(hub, first + place)
  }
  const deadline = performance.now() + ANSWER_SECONDS * 1000
  while (performance.now() < deadline && unanswered > 0) await pause(5)
  await pause(plan.settle_s * 1000)
}

/** In a short run on a busy machine the first one may come after the last message. */
async function firstTranslation() {
  const deadline = performance.now() + ANSWER_SECONDS * 1000
  const none = () => hubs.every((hub) => hub.measured.translated_ms.length === 0)
  while (performance.now() < deadline && none()) await pause(20)
}

/** @type {Hub[]} */
const hubs = []
for (const name of Object.keys(plan.hubs)) hubs.push(await openHub(name))
report({ phase: 'ready' })
await nextLine()
let sent = 0
for (let round = 0; round <= plan.rounds; round++) {
  measuring = round > 0
  const drawn = draw(round)
  for (const hub of round % 2 ? hubs : hubs.toReversed()) await turn(hub, drawn, sent)
  sent += drawn.length
}
await firstTranslation()
if (unanswered > 0) errors.push(`${unanswered} messages were not acked`)
await report({
  phase: 'done',
  hubs: Object.fromEntries(hubs.map((hub) => [hub.name, hub.measured])),
  errors: errors.slice(0, 5),
})
for (const connection of connections) connection.close()
process.exit(errors.length > 0 ? 1 : 0)
