/** What both Node peers share: how they start, who is who, and who may speak where. */
import { createServer } from 'node:http'
import { MongoClient } from 'mongodb'
import { Server } from 'socket.io'

/**
 * @typedef {{_id: string, context: {type: string, id: string}, buyer: string, shop: string,
 *   last_seq: number, updated_at?: Date, last_message?: object}} Conversation
 * @typedef {{sub: string, role: 'buyer' | 'seller', shop?: string}} User
 * @typedef {{conversation_id: string, client_id: string, text: string}} SendMessage
 */

/** Connects with the guarantee the hub gives: a majority has it in its journal. */
export async function connectDatabase() {
  const client = new MongoClient(/** @type {string} */ (process.env.PEER_MONGO_URI), {
    writeConcern: { w: 'majority', journal: true },
  })
  await client.connect()
  const db = client.db(process.env.PEER_MONGO_DATABASE)
  /** @type {import('mongodb').Collection<Conversation>} */
  const conversations = db.collection('conversations')
  const messages = db.collection('messages')
  await conversations.createIndex({ 'context.type': 1, 'context.id': 1, buyer: 1 }, { unique: true })
  await messages.createIndex({ conversation_id: 1, seq: 1 }, { unique: true })
  await messages.createIndex(
    { conversation_id: 1, 'sender.id': 1, client_id: 1 },
    { unique: true },
  )
  return { conversations, messages }
}

/** Who may speak in a conversation is asked with every message: kept in memory once read. */
export class Directory {
  /** @type {Map<string, Conversation>} */
  #known = new Map()

  /** @param {import('mongodb').Collection<Conversation>} conversations */
  constructor(conversations) {
    this.conversations = conversations
  }

  /**
   * @param {User} user
   * @param {{type: string, id: string}} context
   */
  async open(user, context) {
    const conversation = await this.conversations.findOneAndUpdate(
      { 'context.type': context.type, 'context.id': context.id, buyer: user.sub },
      { $setOnInsert: { _id: `${context.id}.${user.sub}`, shop: shopOf(context), last_seq: 0 } },
      { upsert: true, returnDocument: 'after' },
    )
    return { id: /** @type {Conversation} */ (conversation)._id }
  }

  /**
   * @param {User} user
   * @param {string} id
   * @returns {Promise<Conversation | null>} null also when the user is not one of its two sides
   */
  async forMember(user, id) {
    const conversation = this.#known.get(id) ?? (await this.conversations.findOne({ _id: id }))
    if (!conversation) return null
    this.#known.set(id, conversation)
    const member =
      user.role === 'buyer' ? conversation.buyer === user.sub : conversation.shop === user.shop
    return member ? conversation : null
  }
}

/** @param {{id: string}} context a product, named `shop/number` */
function shopOf(context) {
  return context.id.split('/')[0]
}

/** @param {User} user */
function roomOf(user) {
  return user.role === 'buyer' ? `user:${user.sub}` : `shop:${user.shop}`
}

/**
 * @param {User} user
 * @param {SendMessage} command
 * @param {number} seq
 */
export function messageOf(user, command, seq) {
  return {
    conversation_id: command.conversation_id,
    seq,
    client_id: command.client_id,
    kind: 'text',
    sender: { id: user.sub, side: user.role, name: `Name of ${user.sub}` },
    text: command.text,
    lang: 'en',
    attachments: [],
    sent_at: new Date(),
  }
}

/**
 * Runs a Socket.IO server until the process is ended.
 * @param {Directory} directory
 * @param {(user: User, conversation: Conversation, command: SendMessage) => Promise<object>} commit
 *   gives the message once it is durable
 */
export function serve(directory, commit) {
  const http = createServer()
  const io = new Server(http, { transports: ['websocket'] })
  io.use((socket, next) => {
    try {
      socket.data.user = JSON.parse(socket.handshake.auth.token)
      next()
    } catch {
      next(new Error('unauthenticated'))
    }
  })
  io.on('connection', (socket) => {
    const { user } = socket.data
    socket.join(roomOf(user))
    socket.on('conversation:open', async ({ context }, ack) => {
      ack({ ok: true, data: { conversation: await directory.open(user, context) } })
    })
    socket.on('message:send', async (command, ack) => {
      try {
        const conversation = await directory.forMember(user, command.conversation_id)
        if (!conversation) return ack({ ok: false, error: { code: 'not_found' } })
        const message = await commit(user, conversation, command)
        ack({ ok: true, data: { message } })
        io.to(`user:${conversation.buyer}`).emit('message:new', { message })
        io.to(`shop:${conversation.shop}`).emit('message:new', { message })
      } catch (error) {
        ack({ ok: false, error: { code: 'internal', message: String(error) } })
      }
    })
  })
  http.listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (http.address())
    console.log(`ready http://127.0.0.1:${port}`)
  })
}
