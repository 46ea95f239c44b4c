"""Opening and listing conversations."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.cards import ContextObject
from hub.protocol.events.command import Command
from hub.protocol.events.messages import MessageObject
from hub.protocol.events.receipts import ReceiptsObject
from hub.protocol.fields import Cursor, Limit

Filter = Literal["all", "unread", "product", "order", "support"]


class ContextRef(Command):
    type: Literal["product", "order", "support"]
    id: Id


class OpenConversation(Command):
    context: ContextRef


class ListConversations(Command):
    filter: Filter = "all"
    cursor: Cursor | None = None
    limit: Limit | None = None


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


class ConversationData(TypedDict):
    conversation: ConversationObject


class ConversationsData(TypedDict):
    conversations: list[ConversationObject]
    next_cursor: str | None
    unread_total: int


class ConversationUpdated(TypedDict):
    conversation: ConversationObject
    unread_total: int
