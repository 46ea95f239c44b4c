/**
 * Load client: buyers write at a steady rate, whether or not the messages before are acked; the
 * sellers are told of each message, and then of its translation.
 *
 * Plan: `{url, pairs: [{buyer, seller, context}], texts, per_second, warmup_s, seconds, settle_s}`.
 * Reports `{phase: "ready"}`, then after one line from the runner
 * `{phase: "done", sent, acks_ms, translated_ms, errors}`: each ack's latency, and each
 * translation's delay behind its message.
 */
import { randomUUID } from 'node:crypto'
import { Connection, inBatches } from './connection.mjs'
import { nextLine, report } from './report.mjs'

const plan = await nextLine()
/** @type {number[]} */
const acks = []
/** @type {number[]} */
const translated = []
/** @type {string[]} */
const errors = []
/** @type {Map<string, number>} message -> when the seller was told of it */
const told = new Map()
let measuring = false
let sent = 0
let answered = 0

/** @param {string} json */
function pushed(json) {
  if (json.startsWith('["message:new"')) {
    const { message } = JSON.parse(json)[1]
    if (measuring) told.set(`${message.conversation_id}/${message.seq}`, performance.now())
  } else if (json.startsWith('["message:translated"')) {
    const { conversation_id, seq, translation } = JSON.parse(json)[1]
    const at = told.get(`${conversation_id}/${seq}`)
    if (at !== undefined && translation) translated.push(performance.now() - at)
  }
}

/** @param {{buyer: string, seller: string, context: object}} pair */
async function openPair(pair) {
  const buyer = await Connection.open(plan.url, pair.buyer)
  const seller = await Connection.open(plan.url, pair.seller, pushed)
  const { conversation } = await buyer.request('conversation:open', { context: pair.context })
  return { buyer, seller, id: conversation.id }
}

/** @param {{buyer: Connection, id: string}} pair */
function say(pair) {
  const started = performance.now()
  const counts = measuring
  const text = plan.texts[sent++ % plan.texts.length]
  const message = { conversation_id: pair.id, client_id: randomUUID(), text }
  pair.buyer.emit('message:send', message, (body) => {
    answered++
    if (!body.includes('"ok":true')) errors.push(body)
    else if (counts) acks.push(performance.now() - started)
  })
}

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * At the times that the rate sets, so that a slow answer is not waited for.
 * @param {number} seconds
 */
async function writeFor(seconds) {
  const started = performance.now()
  const total = Math.round(seconds * plan.per_second)
  for (let number = 0; number < total; number++) {
    const wait = started + (number * 1000) / plan.per_second - performance.now()
    if (wait > 1) await pause(wait)
    say(pairs[number % pairs.length])
  }
}

/** @type {Awaited<ReturnType<typeof openPair>>[]} */
const pairs = []
await inBatches(plan.pairs, async (pair) => {
  pairs.push(await openPair(pair))
})
report({ phase: 'ready' })
await nextLine()
await writeFor(plan.warmup_s)
measuring = true
await writeFor(plan.seconds)
const deadline = performance.now() + plan.settle_s * 1000
while (performance.now() < deadline && answered < sent) await pause(20)
await pause(plan.settle_s * 250)
if (answered < sent) errors.push(`${sent - answered} messages were not acked`)
report({
  phase: 'done',
  sent,
  acks_ms: acks,
  translated_ms: translated,
  errors: errors.slice(0, 5),
})
for (const pair of pairs) {
  pair.buyer.close()
  pair.seller.close()
}
process.exit(errors.length > 0 ? 1 : 0)
