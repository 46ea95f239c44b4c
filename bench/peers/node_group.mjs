/**
 * Peer (b): the same server with group commit. What arrives while a write is in flight is written
 * together by the next one; `seq` is counted in memory. The messages' own write is what an ack
 * waits for; the conversations' summaries go along and the next batch waits for both.
 */
import { connectDatabase, Directory, messageOf, serve } from './node_common.mjs'

/** @typedef {{message: ReturnType<typeof messageOf>, done: (message: object) => void,
 *   failed: (error: unknown) => void}} Waiting */

const { conversations, messages } = await connectDatabase()
/** @type {Map<string, number>} */
const lastSeq = new Map()
/** @type {Waiting[]} */
let waiting = []
let writing = false

/** @param {Waiting[]} batch */
async function insert(batch) {
  try {
    await messages.insertMany(batch.map(({ message }) => ({ ...message })))
    for (const { message, done } of batch) done(message)
  } catch (error) {
    for (const { failed } of batch) failed(error)
  }
}

/** @param {Waiting[]} batch */
async function summarise(batch) {
  const newest = new Map(batch.map(({ message }) => [message.conversation_id, message]))
  await conversations.bulkWrite(
    [...newest.values()].map((message) => ({
      updateOne: {
        filter: { _id: message.conversation_id },
        update: { $max: { last_seq: message.seq, updated_at: message.sent_at } },
      },
    })),
    { ordered: false },
  )
}

async function drain() {
  writing = true
  while (waiting.length > 0) {
    const batch = waiting
    waiting = []
    await Promise.all([insert(batch), summarise(batch)])
  }
  writing = false
}

serve(new Directory(conversations), (user, conversation, command) => {
  const seq = (lastSeq.get(conversation._id) ?? conversation.last_seq) + 1
  lastSeq.set(conversation._id, seq)
  const message = messageOf(user, command, seq)
  return new Promise((done, failed) => {
    waiting.push({ message, done, failed })
    if (!writing) void drain()
  })
})
