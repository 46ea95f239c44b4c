/** Peer (a): the Node server as most would write it, two awaited writes for each message. */
import { connectDatabase, Directory, messageOf, serve } from './node_common.mjs'

const { conversations, messages } = await connectDatabase()

serve(new Directory(conversations), async (user, conversation, command) => {
  const updated = await conversations.findOneAndUpdate(
    { _id: conversation._id },
    { $inc: { last_seq: 1 }, $set: { updated_at: new Date() } },
    { returnDocument: 'after', projection: { last_seq: 1 } },
  )
  if (!updated) throw new Error('the conversation is gone')
  const message = messageOf(user, command, updated.last_seq)
  await messages.insertOne({ ...message })
  return message
})
