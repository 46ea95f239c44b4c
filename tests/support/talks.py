"""Conversations for tests below the wire: a thread that grows message by message."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bson import ObjectId

from hub.domain.conversations import Context, ContextType, Conversation, Side, opened
from hub.domain.marketplace import Card
from hub.domain.messages import SYSTEM, Draft, Kind, Message, Sender, Tail

NOW = datetime(2026, 11, 21, 20, 12, tzinfo=UTC)

SENDERS = {
    "buyer": Sender("ana", "buyer", "Ana"),
    "seller": Sender("wei", "seller", "Wei"),
    "system": Sender(SYSTEM, SYSTEM, ""),
}


def fresh(
    id: str = "c1",
    *,
    topic: ContextType = ContextType.PRODUCT,
    about: str | None = None,
    by: Side = Side.BUYER,
    buyer: str = "ana",
    shop: str = "lamps",
    at: datetime = NOW,
) -> Conversation:
    """A conversation that was just opened; about something of its own unless told."""
    context = Context(topic, about or f"of-{id}")
    return opened(id, context, Card(title="Lamp"), buyer=buyer, shop=shop, by=by, now=at)


def draft(
    conversation_id: str, sender: str = "buyer", client_id: str = "1", text: str = "Hello"
) -> Draft:
    kind = Kind.SYSTEM if sender == SYSTEM else Kind.TEXT
    return Draft(conversation_id, client_id, kind, SENDERS[sender], text, "en")


class Thread:
    """The messages of one conversation, numbered as the hub numbers them."""

    def __init__(self, conversation_id: str = "c1") -> None:
        self.conversation_id = conversation_id
        self.messages: list[Message] = []
        self._tail = Tail()

    def say(self, sender: str, text: str = "Hello") -> Message:
        """The next message: `buyer`, `seller` or `system` says something."""
        self._tail = self._tail.next(sender)
        written = draft(self.conversation_id, sender, f"{self._tail.seq}", text)
        at = NOW + timedelta(seconds=self._tail.seq)
        message = Message(ObjectId(), self._tail.seq, self._tail.counts, at, written)
        self.messages.append(message)
        return message

    def at(self, seq: int) -> Message:
        return self.messages[seq - 1]

    def ordinal(self, seq: int, of: Side) -> int:
        """How many of a side's messages stand at or below `seq`."""
        return self.at(seq).counts[list(Side).index(of)] if seq else 0

    def ordinals(self, seqs: Sequence[int], of: Side) -> tuple[int, ...]:
        """Which of a side's messages those are, counted from its first."""
        return tuple(
            self.ordinal(seq, of) for seq in seqs if self.at(seq).draft.sender.side == of.value
        )
