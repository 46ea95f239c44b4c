"""A conversation: what it is about, its two sides, and where each side stands in it.

State changes are pure functions `Conversation -> Conversation` (here, in `receipts` and in
`deletion`). Each is idempotent, and what did not change is returned as the same object.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from hub.domain.identity import Identity, Role
from hub.domain.marketplace import Card, User
from hub.errors import Invalid

SUPPORT_DESK = "support"
"""The shop id that stands for the platform's own staff in support conversations."""


class Side(StrEnum):
    BUYER = "buyer"
    """One user."""
    SELLER = "seller"
    """One shop, any number of operators."""

    @property
    def other(self) -> "Side":
        return Side.SELLER if self is Side.BUYER else Side.BUYER


class ContextType(StrEnum):
    PRODUCT = "product"
    ORDER = "order"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation is about; there is one conversation per (type, id, buyer)."""

    type: ContextType
    id: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Whose inbox a side is: a user's (buyer side) or a shop's (seller side)."""

    side: Side
    owner: str


@dataclass(frozen=True, slots=True)
class SideState:
    """Where one side stands.

    `sent` counts this side's own messages; every `*_ordinal` counts the other side's, so that
    unread is a difference of counts. All marks only grow, so applying one twice is harmless.
    """

    delivered_seq: int = 0
    read_seq: int = 0
    read_ordinal: int = 0
    sent: int = 0
    cleared_seq: int = 0
    cleared_ordinal: int = 0
    cleared_change: int = 0
    hidden_ordinals: tuple[int, ...] = ()
    """The other side's messages that this side hid before reading them."""
    change: int = 0
    listed_from: int = 0
    """In this side's inbox once the conversation's last seq reaches this."""
    unread: int = 0
    folders: tuple[str, ...] = ()
    """The inbox filters that show it; none while it is not in the inbox."""

    @property
    def listed(self) -> bool:
        return bool(self.folders)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is stored. `rev` grows by one with every stored change."""

    id: str
    context: Context
    card: Card
    buyer: str
    shop: str
    opened_at: datetime
    activity_at: datetime
    sides: dict[Side, SideState]
    last_seq: int = 0
    last_message_id: Any = field(default=None)
    rev: int = 0

    def inbox(self, side: Side) -> Inbox:
        return Inbox(side, self.buyer if side is Side.BUYER else self.shop)


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision that was carried out: the conversation before and after it."""

    before: Conversation
    after: Conversation

    @property
    def anything(self) -> bool:
        return self.after is not self.before


Decision = Callable[[Conversation], Conversation]


def desk_of(who: Identity | User) -> str | None:
    """The shop that this person answers for: a seller's own, the support desk for staff."""
    return SUPPORT_DESK if who.role is Role.STAFF else who.shop


def inboxes_of(who: Identity) -> tuple[Inbox, ...]:
    """Every inbox that this person reads: one's own as a buyer, and the shop's."""
    own, desk = Inbox(Side.BUYER, who.user), desk_of(who)
    return (own,) if desk is None else (own, Inbox(Side.SELLER, desk))


def side_of(who: Identity, conversation: Conversation) -> Side | None:
    """The side on which this person takes part, or None if on neither."""
    if conversation.buyer == who.user:
        return Side.BUYER
    return Side.SELLER if desk_of(who) == conversation.shop else None


def opened(
    id: str, context: Context, card: Card, *, buyer: str, shop: str, by: Side, now: datetime
) -> Conversation:
    """A new conversation: in its opener's inbox at once, in the other's with the first message."""
    sides = {side: SideState(listed_from=0 if side is by else 1) for side in Side}
    fresh = Conversation(id, context, card, buyer, shop, now, now, sides)
    return evolved(fresh, sides)


def evolved(
    conversation: Conversation, sides: dict[Side, SideState], **changes: Any
) -> Conversation:
    """The conversation with these sides and changes; unread counts and folders follow."""
    last_seq = changes.get("last_seq", conversation.last_seq)
    topic = conversation.context.type
    buyer, seller = sides[Side.BUYER], sides[Side.SELLER]
    buyer, seller = (
        _derived(buyer, seller.sent, last_seq, topic),
        _derived(seller, buyer.sent, last_seq, topic),
    )
    known = conversation.sides
    if not changes and buyer is known[Side.BUYER] and seller is known[Side.SELLER]:
        return conversation
    return replace(conversation, sides={Side.BUYER: buyer, Side.SELLER: seller}, **changes)


def check_seq(conversation: Conversation, seq: int, field: str = "seq") -> None:
    """Raise Invalid unless `seq` is within the conversation (0 up to its last message)."""
    if not 0 <= seq <= conversation.last_seq:
        raise Invalid(field, f"must be from 0 to {conversation.last_seq}")


def _derived(state: SideState, other_sent: int, last_seq: int, topic: ContextType) -> SideState:
    floor = max(state.read_ordinal, state.cleared_ordinal)
    hidden = state.hidden_ordinals
    if hidden:
        hidden = tuple(ordinal for ordinal in hidden if ordinal > floor)
    unread = max(0, other_sent - floor - len(hidden))
    folders = _FOLDERS[topic, unread > 0] if last_seq >= state.listed_from else ()
    if (unread, folders, hidden) == (state.unread, state.folders, state.hidden_ordinals):
        return state
    return replace(state, unread=unread, folders=folders, hidden_ordinals=hidden)


_FOLDERS = {
    (topic, has_unread): ("all", topic.value, "unread") if has_unread else ("all", topic.value)
    for topic in ContextType
    for has_unread in (False, True)
}
