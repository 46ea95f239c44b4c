"""Every event of the socket, both directions, with its payload and what its ack holds.

A command is what a client sends; each is acked `{"ok": true, "data"}` or `{"ok": false, "error"}`.
Strict types and no unknown fields: ids are strings, numbers are whole, and nothing is guessed.
"""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id

Seq = Annotated[int, Field(ge=0, le=2**53)]
Limit = Annotated[int, Field(ge=1, le=2**53)]
Cursor = Annotated[str, Field(min_length=1, max_length=512)]
Text = Annotated[str, Field(max_length=200_000)]
ClientId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]
Language = Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z][A-Za-z0-9_-]+$")]
Filter = Literal["all", "unread", "product", "order", "support"]


class Command(BaseModel):
    """What a client asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ContextRef(Command):
    type: Literal["product", "order", "support"]
    id: Id


class OpenConversation(Command):
    context: ContextRef


class ListConversations(Command):
    filter: Filter = "all"
    cursor: Cursor | None = None
    limit: Limit | None = None


class ReadHistory(Command):
    """Without bounds: the newest page. `limit` above the most is capped."""

    conversation_id: Id
    before_seq: Seq | None = None
    after_seq: Seq | None = None
    limit: Limit | None = None


class SearchMessages(Command):
    query: Annotated[str, Field(min_length=1, max_length=200)]
    conversation_id: Id | None = None
    cursor: Cursor | None = None
    limit: Limit | None = None


class CatchUp(Command):
    conversation_id: Id
    after_seq: Seq
    after_change: Seq


class HideConversation(Command):
    conversation_id: Id


class SendMessage(Command):
    conversation_id: Id
    client_id: ClientId
    text: Text | None = None
    attachment_ids: Annotated[list[Id], Field(max_length=9)] = []
    reply_to: Seq | None = None


class CheckMessage(Command):
    conversation_id: Id
    text: Text


class MarkDelivered(Command):
    conversation_id: Id
    seq: Seq


class Shown(Command):
    """A message that was on screen in a translation, and its language."""

    seq: Annotated[int, Field(ge=1, le=2**53)]
    lang: Language


class MarkRead(Command):
    """`shown`: which of the messages up to `seq` were read in translation."""

    conversation_id: Id
    seq: Seq
    shown: Annotated[list[Shown], Field(max_length=200)] = []


class HideMessages(Command):
    conversation_id: Id
    seqs: Annotated[
        list[Annotated[int, Field(ge=1, le=2**53)]], Field(min_length=1, max_length=200)
    ]


class AppealMessage(Command):
    """Of a message that was refused or is held, by whoever wrote it."""

    incident_id: Id
    comment: Annotated[str, Field(min_length=1, max_length=25_000)]


class ReportMessage(Command):
    conversation_id: Id
    seq: Seq
    reason: Literal["spam", "abuse", "fraud", "off_platform", "other"]
    note: Annotated[str, Field(max_length=1_000)] | None = None


class TranslateMessage(Command):
    """`lang` is one of the marketplace's languages, as a base code ("en", "zh")."""

    conversation_id: Id
    seq: Seq
    lang: Language


class GetPreferences(Command):
    pass


class SetPreferences(Command):
    """`reads` is one of `languages`; null: the language of one's token again."""

    reads: Language | None


class SwitchTranslation(Command):
    """For the caller alone."""

    conversation_id: Id
    on: bool


class PreviewMessage(Command):
    conversation_id: Id
    text: Text


class ListQuickReplies(Command):
    pass


class Typing(Command):
    conversation_id: Id
    typing: bool


# -- objects ------------------------------------------------------------------------------------


class PriceObject(TypedDict):
    amount: str
    currency: str


class TrackingObject(TypedDict):
    carrier: str
    number: str
    url: NotRequired[str]


class CardObject(TypedDict):
    title: str
    image_url: str | None
    price: PriceObject | None
    url: str | None
    status: NotRequired[str]
    tracking: NotRequired[TrackingObject]
    item_count: NotRequired[int]


class ContextObject(TypedDict):
    type: str
    id: str
    card: CardObject
    live_card: NotRequired[CardObject]


class BuyerObject(TypedDict):
    id: str
    name: str
    lang: str
    avatar_url: NotRequired[str]


class ShopObject(TypedDict):
    id: str
    name: str
    lang: str
    logo_url: NotRequired[str]
    utc_offset_min: NotRequired[int]


class ReceiptObject(TypedDict):
    delivered_seq: int
    read_seq: int


class ReceiptsObject(TypedDict):
    buyer: ReceiptObject
    seller: ReceiptObject


class SenderObject(TypedDict):
    id: str
    side: Literal["buyer", "seller", "system"]
    name: str


class SystemObject(TypedDict):
    type: Literal["order_status"]
    status: str
    tracking: NotRequired[TrackingObject]


class AttachmentObject(TypedDict):
    id: str
    width: int
    height: int
    thumb_url: str
    url: str


class TranslationObject(TypedDict):
    """`text` in `lang`, made from one in `source`; a `rough` one readers should not rely on."""

    lang: str
    text: str
    engine: str
    rough: bool
    source: str


TranslationReason = Literal["same_language", "no_language", "unavailable", "withheld"]
"""Why there is none. `no_language`: as of "ok", numbers or emoji; `unavailable`: ask again some
time; `withheld`: the translated text is not allowed."""


class MessageObject(TypedDict):
    """`held` ones wait for staff: they have no `seq` and only their sender knows of them.

    Of an `erased` one the text is empty. `lang` is the language it was found to be in; until that
    is known, its sender's. `translation` is in the language that the receiver reads.
    """

    conversation_id: str
    seq: int | None
    client_id: str
    kind: Literal["text", "image", "system"]
    sender: SenderObject
    text: str
    lang: str
    attachments: list[AttachmentObject]
    sent_at: str
    reply_to: NotRequired[int]
    system: NotRequired[SystemObject]
    translation: NotRequired[TranslationObject]
    erased: NotRequired[bool]
    held: NotRequired[bool]
    incident_id: NotRequired[str]


class ConversationObject(TypedDict):
    """As one side sees it. Nothing at or below `cleared_seq` is visible to that side.

    Without `translation_on` this user wants its messages in the original only.
    """

    id: str
    context: ContextObject
    buyer: BuyerObject
    shop: ShopObject
    last_seq: int
    last_message: MessageObject | None
    unread: int
    receipts: ReceiptsObject
    state: Literal["open"]
    updated_at: str
    listed: bool
    cleared_seq: int
    change: int
    translation_on: bool


class SpanObject(TypedDict):
    """Half-open, in Unicode code points of the text."""

    start: int
    end: int


class FindingObject(TypedDict):
    start: int
    end: int
    category: str
    rule: str
    view: str


class HitObject(TypedDict):
    message: MessageObject
    conversation: ConversationObject
    spans: list[SpanObject]
    translation_spans: NotRequired[list[SpanObject]]


class ChangeObject(TypedDict):
    change: int
    type: Literal["hidden", "erased", "cleared"]
    seqs: NotRequired[list[int]]
    cleared_seq: NotRequired[int]


class UserObject(TypedDict):
    id: str
    name: str
    role: str
    lang: str
    shop: str | None


class LimitsObject(TypedDict):
    text_graphemes: int
    frame_bytes: int
    sends_per_second: float
    send_burst: int
    connections_per_user: int
    page: int
    page_max: int


# -- acks: what `data` holds ----------------------------------------------------------------------


class Nothing(TypedDict):
    pass


class ConversationData(TypedDict):
    conversation: ConversationObject


class ConversationsData(TypedDict):
    conversations: list[ConversationObject]
    next_cursor: str | None
    unread_total: int


class MessagesData(TypedDict):
    messages: list[MessageObject]
    has_more: bool


class HitsData(TypedDict):
    hits: list[HitObject]
    next_cursor: str | None


class CatchUpData(TypedDict):
    messages: list[MessageObject]
    changes: list[ChangeObject]
    receipts: ReceiptsObject
    change: int
    reset: bool


class MessageData(TypedDict):
    message: MessageObject


class CheckData(TypedDict):
    action: Literal["allow", "review", "block"]
    findings: list[FindingObject]
    hint: str


class ChangeData(TypedDict):
    change: int


class AppealData(TypedDict):
    """What staff have decided since the appeal, if anything."""

    outcome: Literal["upheld", "overturned"] | None


class ReportData(TypedDict):
    report_id: str


class TranslationData(TypedDict):
    """Without a translation there is a reason; `source` is None for what is in no language."""

    translation: TranslationObject | None
    source: str | None
    reason: NotRequired[TranslationReason]


class PreferencesData(TypedDict):
    """What the caller reads, and what may be chosen; base codes."""

    reads: str
    languages: list[str]


class SwitchData(TypedDict):
    on: bool


class PreviewData(TypedDict):
    """What the other side will read in `lang`, and that translated `back`.

    Without a translation there is a reason. `lang` is None where nobody there wants one. `tip`
    names what would help with a `rough` one.
    """

    lang: str | None
    translation: TranslationObject | None
    back: str | None
    rough: bool
    tip: Literal["short_sentences"] | None
    reason: NotRequired[TranslationReason]


class QuickReplyObject(TypedDict):
    """`text` is the one of `texts` that is in `lang`: what the caller reads, if there is such."""

    id: str
    text: str
    lang: str
    texts: dict[str, str]


class QuickRepliesData(TypedDict):
    replies: list[QuickReplyObject]


# -- server to client -----------------------------------------------------------------------------


class SessionReady(TypedDict):
    """Until `suspended_until` this user may not send, but everything else.

    Messages come in the language that this user `reads`; `languages` are those to choose from.
    """

    user: UserObject
    side: Literal["buyer", "seller", "staff"]
    unread_total: int
    limits: LimitsObject
    server_time: str
    suspended_until: str | None
    reads: str
    languages: list[str]


class SessionEnded(TypedDict):
    code: Literal["unauthenticated", "suspended", "overloaded"]


class MessageNew(TypedDict):
    """`unread` is the conversation's and `unread_total` the receiver's, this message counted."""

    message: MessageObject
    unread: int
    unread_total: int


class MessageHidden(TypedDict):
    """For the other devices of the side that deleted them."""

    conversation_id: str
    seqs: list[int]
    change: int
    unread: int
    unread_total: int


class MessageErased(TypedDict):
    """Its content is gone for both sides; `change` is the receiving side's."""

    conversation_id: str
    seq: int
    change: int


class MessageTranslated(TypedDict):
    """For devices of a side on which `lang` is read; one that reads another language ignores it.

    It is not sent for a text in its sender's usual language to those who read that.
    """

    conversation_id: str
    seq: int
    source: str | None
    lang: str
    translation: TranslationObject | None
    reason: NotRequired[TranslationReason]


class PreferencesUpdated(TypedDict):
    """For this user's own devices: messages come in this language from now on."""

    reads: str


class IncidentDecided(TypedDict):
    """For whoever wrote it: an overturned `held` one is delivered, a `blocked` one may be sent."""

    incident_id: str
    conversation_id: str
    client_id: str
    kind: Literal["blocked", "held"]
    outcome: Literal["upheld", "overturned"]


class ReceiptUpdated(TypedDict):
    """The unread counts are given to the side whose receipt it is."""

    conversation_id: str
    side: Literal["buyer", "seller"]
    delivered_seq: int
    read_seq: int
    unread: NotRequired[int]
    unread_total: NotRequired[int]


class ConversationUpdated(TypedDict):
    conversation: ConversationObject
    unread_total: int


class TypingPush(TypedDict):
    conversation_id: str
    side: Literal["buyer", "seller"]
    typing: bool


class PresenceUpdated(TypedDict):
    conversation_id: str
    side: Literal["buyer", "seller"]
    online: bool
    last_seen: str | None


COMMANDS: dict[str, tuple[type[Command], Any]] = {
    "conversation:open": (OpenConversation, ConversationData),
    "conversation:list": (ListConversations, ConversationsData),
    "conversation:history": (ReadHistory, MessagesData),
    "conversation:search": (SearchMessages, HitsData),
    "conversation:catch_up": (CatchUp, CatchUpData),
    "conversation:hide": (HideConversation, Nothing),
    "message:send": (SendMessage, MessageData),
    "message:check": (CheckMessage, CheckData),
    "message:delivered": (MarkDelivered, ReceiptObject),
    "message:read": (MarkRead, ReceiptObject),
    "message:hide": (HideMessages, ChangeData),
    "message:appeal": (AppealMessage, AppealData),
    "message:report": (ReportMessage, ReportData),
    "message:translate": (TranslateMessage, TranslationData),
    "message:preview": (PreviewMessage, PreviewData),
    "conversation:translation": (SwitchTranslation, SwitchData),
    "preferences:get": (GetPreferences, PreferencesData),
    "preferences:set": (SetPreferences, PreferencesData),
    "quick_replies:list": (ListQuickReplies, QuickRepliesData),
    "typing": (Typing, Nothing),
}
"""Client to server: the payload, and what the ack's `data` holds."""

PUSHES: dict[str, Any] = {
    "session:ready": SessionReady,
    "session:ended": SessionEnded,
    "message:new": MessageNew,
    "message:hidden": MessageHidden,
    "message:erased": MessageErased,
    "message:translated": MessageTranslated,
    "preferences:updated": PreferencesUpdated,
    "incident:decided": IncidentDecided,
    "receipt:updated": ReceiptUpdated,
    "conversation:updated": ConversationUpdated,
    "typing": TypingPush,
    "presence:updated": PresenceUpdated,
}
"""Server to client."""
