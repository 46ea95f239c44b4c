"""A message: what a person drafts, what is kept, and what a new one changes."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from hub.domain import attachments
from hub.domain.attachments import Attached
from hub.domain.conversations import Conversation, Side, SideState, evolved
from hub.domain.marketplace import OrderStatus, Tracking
from hub.domain.translations import MessageTranslation, Shown

SYSTEM: Literal["system"] = "system"
"""The sender id and side of messages that no person wrote."""


class Kind(StrEnum):
    """What has a text is a text, also with pictures."""

    TEXT = "text"
    IMAGE = "image"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Sender:
    id: str
    side: Literal["buyer", "seller", "system"]
    name: str


@dataclass(frozen=True, slots=True)
class OrderStatusChange:
    """What a system message about an order tells."""

    status: OrderStatus
    tracking: Tracking | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is about to be committed: everything but its place in the conversation."""

    conversation_id: str
    client_id: str
    kind: Kind
    sender: Sender
    text: str
    lang: str
    reply_to: int | None = None
    system: OrderStatusChange | None = None
    attachments: tuple[Attached, ...] = ()
    """Each is in no other message."""


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """A committed message; equal only to itself, so that what is made of it can be kept by it.

    `seq` is gapless per conversation, from 1. `counts` are how many messages the (buyer, seller)
    had written up to and including this one. Of an `erased` one only a stub is left, without text
    and pictures. `draft.lang` is what it was found to be written in, once that is known.
    """

    id: Any
    seq: int
    counts: tuple[int, int]
    sent_at: datetime
    draft: Draft
    erased: bool = False
    translations: tuple[MessageTranslation, ...] = ()
    """At most one a language."""
    shown: tuple[Shown, ...] = ()
    """At most one a side."""

    @property
    def conversation_id(self) -> str:
        return self.draft.conversation_id

    def translation(self, lang: str) -> MessageTranslation | None:
        """Its text in a language, where it was translated."""
        return next((one for one in self.translations if one.lang == lang), None)


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a conversation, from which the next message's place follows."""

    seq: int = 0
    counts: tuple[int, int] = (0, 0)

    def next(self, sender_side: str) -> "Tail":
        buyer, seller = self.counts
        return Tail(
            self.seq + 1,
            (buyer + (sender_side == Side.BUYER), seller + (sender_side == Side.SELLER)),
        )


def same_content(kept: Draft, resent: Draft) -> bool:
    """Whether a draft with a used `client_id` is the same message sent again."""
    return _content(kept) == _content(resent)


def _content(draft: Draft) -> tuple[object, ...]:
    return draft.text, draft.reply_to, draft.kind, attachments.ids(draft.attachments)


def appended(conversation: Conversation, last: Message) -> Conversation:
    """The conversation once `last` (and so every message before it) is part of it."""
    if last.seq <= conversation.last_seq:
        return conversation
    buyer, seller = last.counts
    sides = {
        Side.BUYER: _counted(conversation.sides[Side.BUYER], buyer),
        Side.SELLER: _counted(conversation.sides[Side.SELLER], seller),
    }
    return evolved(
        conversation,
        sides,
        last_seq=last.seq,
        last_message_id=last.id,
        activity_at=max(conversation.activity_at, last.sent_at),
    )


def _counted(state: SideState, sent: int) -> SideState:
    return replace(state, sent=sent) if sent > state.sent else state
