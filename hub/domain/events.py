"""Facts that decisions produce, and that live devices are told."""

from dataclasses import dataclass
from datetime import datetime

from hub.domain.conversations import Side
from hub.domain.incidents import Kind, Outcome
from hub.domain.messages import Message
from hub.domain.translations import Translated
from hub.domain.views import ConversationView


@dataclass(frozen=True, slots=True)
class MessageCommitted:
    """`unread` is the conversation's count for the side that is told."""

    message: Message
    unread: int


@dataclass(frozen=True, slots=True)
class ReceiptMoved:
    """A side received or read further. `unread` is told only to that side itself."""

    conversation_id: str
    side: Side
    delivered_seq: int
    read_seq: int
    unread: int | None


@dataclass(frozen=True, slots=True)
class ConversationChanged:
    """A conversation came into an inbox, left it, or its context changed."""

    view: ConversationView


@dataclass(frozen=True, slots=True)
class MessagesHidden:
    """One's own side deleted messages; for its other devices."""

    conversation_id: str
    seqs: tuple[int, ...]
    change: int
    unread: int


@dataclass(frozen=True, slots=True)
class MessageErased:
    """Staff took a message from both sides; only its stub is left."""

    conversation_id: str
    seq: int
    change: int


@dataclass(frozen=True, slots=True)
class MessageTranslated:
    """What became of translating a message into `lang`, for a side on which that is read."""

    conversation_id: str
    seq: int
    lang: str
    outcome: Translated


@dataclass(frozen=True, slots=True)
class PreferencesChanged:
    """What a person reads from now on; for their own devices."""

    reads: str


@dataclass(frozen=True, slots=True)
class IncidentDecided:
    """What became of a message that was not delivered; for the person who wrote it."""

    incident_id: str
    conversation_id: str
    client_id: str
    kind: Kind
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Typing:
    conversation_id: str
    side: Side
    typing: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether anyone of a side is connected, and since when no longer (None: not known)."""

    conversation_id: str
    side: Side
    online: bool
    last_seen: datetime | None


Fact = (
    MessageCommitted
    | ReceiptMoved
    | ConversationChanged
    | MessagesHidden
    | MessageErased
    | MessageTranslated
    | PreferencesChanged
    | IncidentDecided
    | Typing
    | Presence
)
