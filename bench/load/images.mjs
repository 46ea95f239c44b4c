/**
 * Load client: people write at random moments of a steady rate, whether or not the messages before
 * are acked, in turns: while the runner uploads pictures, and as long while it does not. Both turns
 * of a round have the same moments, and whichever comes first changes from round to round.
 *
 * Plan: `{url, pairs: [{buyer, seller, context}], texts, per_second, rounds, least_s}`; no turn is
 * shorter than `least_s`, and a first round is not counted. Reports `{phase: "ready", conversations}`, then after one line from the runner, for each
 * round, `{phase: "uploading"}`, after which the turn lasts until the next line; at last
 * `{phase: "done", uploading_ms, quiet_ms, errors}`: each ack's latency.
 */
import { randomUUID } from 'node:crypto'
import { Connection, inBatches } from './connection.mjs'
import { moments, pause } from './moments.mjs'
import { nextLine, report } from './report.mjs'

const ANSWER_SECONDS = 30

const plan = await nextLine()
/** @type {string[]} */
const errors = []
/** @type {Connection[]} */
const connections = []
/** @typedef {{buyer: string, seller: string, context: object}} Pair */
/** @type {Map<Pair, {buyer: Connection, id: string}>} */
const opened = new Map()
/** @type {{buyer: Connection, id: string}[]} */
let pairs = []
let unanswered = 0
let said = 0

/** @param {Pair} pair */
async function openPair(pair) {
  const buyer = await Connection.open(plan.url, pair.buyer)
  connections.push(buyer, await Connection.open(plan.url, pair.seller))
  const { conversation } = await buyer.request('conversation:open', { context: pair.context })
  opened.set(pair, { buyer, id: conversation.id })
}

/** @param {number[]} latencies */
function say(latencies) {
  const started = performance.now()
  const pair = pairs[said % pairs.length]
  const text = plan.texts[said % plan.texts.length]
  said++
  unanswered++
  pair.buyer.emit('message:send', { conversation_id: pair.id, client_id: randomUUID(), text }, (body) => {
    unanswered--
    if (body.includes('"ok":true')) latencies.push(performance.now() - started)
    else errors.push(body)
  })
}

/**
 * Says something at each moment, so that a slow answer is not waited for, until it is over; then
 * waits for the answers.
 * @param {number} seed
 * @param {(elapsed: number) => boolean} over
 */
async function turn(seed, over) {
  /** @type {number[]} */
  const latencies = []
  const started = performance.now()
  for (const at of moments(seed, plan.per_second)) {
    const wait = started + at - performance.now()
    if (wait > 1) await pause(wait)
    if (over(at)) break
    say(latencies)
  }
  const lasted = performance.now() - started
  const deadline = performance.now() + ANSWER_SECONDS * 1000
  while (performance.now() < deadline && unanswered > 0) await pause(5)
  return { latencies, lasted }
}

/** @param {number} round */
async function uploading(round) {
  let uploaded = false
  report({ phase: 'uploading' })
  nextLine().then(() => (uploaded = true))
  return await turn(round, (at) => uploaded && at > plan.least_s * 1000)
}

await inBatches(plan.pairs, openPair)
pairs = plan.pairs.map((/** @type {Pair} */ pair) => opened.get(pair))
await report({ phase: 'ready', conversations: pairs.map((pair) => pair.id) })
await nextLine()
/** @type {{uploading_ms: number[], quiet_ms: number[]}} */
const measured = { uploading_ms: [], quiet_ms: [] }
let length = 0
for (let round = 0; round <= plan.rounds; round++) {
  const quietFirst = round % 2 === 0 && round > 0
  const before = quietFirst ? await turn(round, (at) => at > length) : null
  const loud = await uploading(round)
  length = loud.lasted
  const quiet = before ?? (await turn(round, (at) => at > length))
  if (round === 0) continue
  measured.uploading_ms.push(...loud.latencies)
  measured.quiet_ms.push(...quiet.latencies)
}
if (unanswered > 0) errors.push(`${unanswered} messages were not acked`)
await report({ phase: 'done', ...measured, errors: errors.slice(0, 5) })
for (const connection of connections) connection.close()
process.exit(errors.length > 0 ? 1 : 0)
