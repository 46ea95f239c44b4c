"""Tells live devices what changed, in the order in which they need it."""

from dataclasses import dataclass

from hub.actions.access import Participation
from hub.actions.ports import Delivery
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.domain.conversations import Changed, Conversation, Side
from hub.domain.events import ConversationChanged, MessageCommitted, MessagesHidden, ReceiptMoved
from hub.domain.messages import Message


@dataclass(frozen=True, slots=True)
class Announcer:
    """Turns carried-out decisions into pushes."""

    delivery: Delivery
    unread: UnreadTotals
    views: Views

    async def message(self, changed: Changed, message: Message) -> None:
        """A new message; a side for which it brings the conversation (back) learns that first."""
        self.unread.note(changed.after)
        for side in Side:
            state = changed.after.sides[side]
            if state.listed and not changed.before.sides[side].listed:
                await self.conversation(changed.after, side)
            self.delivery.push(changed.after.inbox(side), MessageCommitted(message, state.unread))

    async def conversation(self, conversation: Conversation, side: Side) -> None:
        """The conversation itself changed for one side."""
        self.unread.note(conversation)
        view = await self.views.of(Participation(conversation, side))
        self.delivery.push(conversation.inbox(side), ConversationChanged(view))

    def receipt(self, changed: Changed, side: Side) -> None:
        """A side's watermarks moved; only the side itself is told its unread count."""
        self.unread.note(changed.after)
        state = changed.after.sides[side]
        for told in Side:
            fact = ReceiptMoved(
                conversation_id=changed.after.id,
                side=side,
                delivered_seq=state.delivered_seq,
                read_seq=state.read_seq,
                unread=state.unread if told is side else None,
            )
            self.delivery.push(changed.after.inbox(told), fact)

    def hidden(self, changed: Changed, side: Side, seqs: tuple[int, ...]) -> None:
        """A side deleted messages for itself."""
        self.unread.note(changed.after)
        state = changed.after.sides[side]
        fact = MessagesHidden(changed.after.id, seqs, state.change, state.unread)
        self.delivery.push(changed.after.inbox(side), fact)
