"""A conversation as one of its sides sees it."""

from dataclasses import dataclass

from hub.domain.conversations import Conversation, Side
from hub.domain.marketplace import Card
from hub.domain.messages import Message


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on a side, as shown to the other one. A shop may have a UTC offset, in minutes."""

    id: str
    name: str
    lang: str
    picture_url: str | None = None
    utc_offset_min: int | None = None


@dataclass(frozen=True, slots=True)
class ConversationView:
    """`live_card` is given only where it differs from the frozen one."""

    conversation: Conversation
    side: Side
    buyer: Party
    shop: Party
    live_card: Card | None
    last_message: Message | None
    """The newest message that this side may see."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A found message, and what to highlight.

    Spans are in code points of its text, and of its translation for the reader.
    """

    message: Message
    view: ConversationView
    spans: tuple[tuple[int, int], ...]
    translation_spans: tuple[tuple[int, int], ...] = ()
