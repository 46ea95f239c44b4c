/**
 * Load client: pairs of a buyer and a seller, one message in flight in each pair, the two taking
 * turns.
 *
 * Plan: `{url, pairs: [{buyer, seller, context}], texts, warmup_s, seconds, max_messages}` where
 * buyer and seller are tokens. Reports `{phase: "ready"}`, then after one line from the runner warms up,
 * `{phase: "measuring"}`, and `{phase: "done", ...}` with the counts.
 */
import { randomUUID } from 'node:crypto'
import { Connection, inBatches } from './connection.mjs'
import { Histogram } from './histogram.mjs'
import { nextLine, report } from './report.mjs'

const PUSH = '["message:new"'
const SETTLE_MS = 3000

const plan = await nextLine()
const latency = new Histogram()
let measuring = false
let sending = true
let sent = 0
let acked = 0
let measured = 0
let pushes = 0
/** @type {string[]} */
const errors = []
/** @type {() => void} */
let limitReached = () => {}

/** @param {string} json */
function countPush(json) {
  if (json.startsWith(PUSH)) pushes++
}

/** @param {string} reason */
function fail(reason) {
  if (errors.length < 5) errors.push(reason)
  limitReached()
}

/** @param {{buyer: string, seller: string, context: object}} pair */
async function openPair(pair) {
  const members = await Promise.all([
    Connection.open(plan.url, pair.buyer, countPush),
    Connection.open(plan.url, pair.seller, countPush),
  ])
  for (const member of members) member.onLost = (error) => fail(error.message)
  const { conversation } = await members[0].request('conversation:open', { context: pair.context })
  return { members, conversationId: conversation.id, turn: 0 }
}

/** @param {{members: Connection[], conversationId: string, turn: number}} pair */
function say(pair) {
  if (!sending) return
  const started = performance.now()
  const message = {
    conversation_id: pair.conversationId,
    client_id: randomUUID(),
    text: plan.texts[pair.turn % plan.texts.length],
  }
  sent++
  pair.members[pair.turn++ % 2].emit('message:send', message, (body) => {
    if (!body.includes('"ok":true')) return fail(body)
    acked++
    if (measuring) {
      latency.record(performance.now() - started)
      if (++measured >= plan.max_messages) limitReached()
    }
    say(pair)
  })
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>} earlier when the message limit is reached or something failed
 */
function runFor(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    limitReached = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

async function settle() {
  const deadline = performance.now() + SETTLE_MS
  while (performance.now() < deadline && (acked < sent || pushes < 2 * acked)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** @type {Awaited<ReturnType<typeof openPair>>[]} */
const pairs = []
await inBatches(plan.pairs, async (pair) => {
  pairs.push(await openPair(pair))
})
report({ phase: 'ready' })
await nextLine()
for (const pair of pairs) {
  pair.turn = Math.floor(Math.random() * plan.texts.length)
  say(pair)
}
await runFor(plan.warmup_s * 1000)
measuring = true
report({ phase: 'measuring' })
const started = performance.now()
await runFor(plan.seconds * 1000)
measuring = false
const seconds = (performance.now() - started) / 1000
report({ phase: 'measured', messages: latency.total, seconds, ...latency.summary() })
sending = false
await settle()
report({ phase: 'done', sent, acked, pushes, errors })
for (const pair of pairs) for (const member of pair.members) member.close()
process.exit(errors.length > 0 ? 1 : 0)
