"""Tells live devices what changed, in the order in which they need it.

A change may be told after a later one: it waited to be stored, or for the names to show with it.
So what is told is the newest state, and a conversation's announcements take turns.
"""

from asyncio import Lock
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

from hub.actions.access import Participation
from hub.actions.ports import Conversations, Delivery
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.domain.conversations import Changed, Conversation, Inbox, Side
from hub.domain.events import (
    ConversationChanged,
    IncidentDecided,
    MessageCommitted,
    MessageErased,
    MessagesHidden,
    MessageTranslated,
    ReceiptMoved,
)
from hub.domain.incidents import Incident
from hub.domain.messages import Message
from hub.domain.translations import Translated
from hub.errors import Overloaded


@dataclass(frozen=True, slots=True)
class Announcer:
    """Turns carried-out decisions into pushes."""

    delivery: Delivery
    unread: UnreadTotals
    views: Views
    conversations: Conversations
    _turns: WeakValueDictionary[str, Lock] = field(default_factory=WeakValueDictionary)
    """By conversation, as long as somebody is at it or waits."""

    async def message(self, changed: Changed, message: Message) -> None:
        """A new message; a side for which it brings the conversation (back) learns that first."""
        self._noted(changed.after)
        async with self._turn(changed.after.id):
            for side in Side:
                if changed.after.sides[side].listed and not changed.before.sides[side].listed:
                    # The message is durable: names that cannot be read are no reason to refuse it.
                    with suppress(Overloaded):
                        await self._tell(changed.after, side)
            newest = self._noted(changed.after)
            for side in Side:
                fact = MessageCommitted(message, newest.sides[side].unread)
                self.delivery.push(newest.inbox(side), fact)

    async def conversation(self, conversation: Conversation, side: Side) -> None:
        """The conversation itself changed for one side; raises Overloaded."""
        async with self._turn(conversation.id):
            await self._tell(conversation, side)

    async def to_one(self, place: Participation, user: str) -> None:
        """The same where it changed for one person only; raises Overloaded."""
        async with self._turn(place.conversation.id):
            await self._tell(place.conversation, place.side, Inbox(Side.BUYER, user))

    def receipt(self, changed: Changed, side: Side) -> None:
        """A side's watermarks moved; only the side itself is told its unread count."""
        newest = self._noted(changed.after)
        state = newest.sides[side]
        for told in Side:
            fact = ReceiptMoved(
                conversation_id=newest.id,
                side=side,
                delivered_seq=state.delivered_seq,
                read_seq=state.read_seq,
                unread=state.unread if told is side else None,
            )
            self.delivery.push(newest.inbox(told), fact)

    def hidden(self, changed: Changed, side: Side, seqs: tuple[int, ...]) -> None:
        """A side deleted messages for itself."""
        newest = self._noted(changed.after)
        change = changed.after.sides[side].change
        fact = MessagesHidden(newest.id, seqs, change, newest.sides[side].unread)
        self.delivery.push(newest.inbox(side), fact)

    async def erased(self, changed: Changed, seq: int) -> None:
        """A message was taken from both sides; raises Overloaded."""
        newest = self._noted(changed.after)
        for side in Side:
            fact = MessageErased(newest.id, seq, changed.after.sides[side].change)
            self.delivery.push(newest.inbox(side), fact)
            if seq == newest.last_seq:  # inboxes show it
                await self.conversation(newest, side)

    def translated(
        self,
        conversation: Conversation,
        message: Message,
        lang: str,
        outcome: Translated,
        sides: Iterable[Side],
    ) -> None:
        """What became of a message in another language, for sides that see it."""
        fact = MessageTranslated(conversation.id, message.seq, lang, outcome)
        for side in sides:
            self.delivery.push(conversation.inbox(side), fact)

    def decided(self, incident: Incident) -> None:
        """What staff decided of a message that its sender could not send."""
        decision, conversation, client_id = (
            incident.decision,
            incident.conversation_id,
            incident.client_id,
        )
        if decision is None or conversation is None or client_id is None:
            return
        fact = IncidentDecided(
            incident.id, conversation, client_id, incident.kind, decision.outcome
        )
        # Everybody has an inbox as a buyer, on every device: that of this one person.
        self.delivery.push(Inbox(Side.BUYER, incident.sender.id), fact)

    def _turn(self, id: str) -> Lock:
        return self._turns.setdefault(id, Lock())

    async def _tell(
        self, conversation: Conversation, side: Side, inbox: Inbox | None = None
    ) -> None:
        seen = self.conversations.newest(conversation)
        view = await self.views.of(Participation(seen, side))
        newest = self._noted(seen)
        view = replace(view, conversation=newest)
        self.delivery.push(inbox or newest.inbox(side), ConversationChanged(view))

    def _noted(self, conversation: Conversation) -> Conversation:
        """The newest state that is known of it, its unread counts taken into the totals."""
        newest = self.conversations.newest(conversation)
        self.unread.note(newest)
        return newest
