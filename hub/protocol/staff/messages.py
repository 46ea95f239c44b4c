"""What was said around an incident, and taking a message from all sides."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.cards import ContextObject
from hub.protocol.events.conversations import BuyerObject, ShopObject
from hub.protocol.events.messages import MessageObject
from hub.protocol.staff.bodies import StaffBody
from hub.protocol.staff.fields import Reason


class EraseMessage(StaffBody):
    conversation_id: Id
    seq: Annotated[int, Field(ge=1, le=2**53)]
    reason: Reason


class ThreadConversation(TypedDict):
    """A conversation as neither of its sides."""

    id: str
    context: ContextObject
    buyer: BuyerObject
    shop: ShopObject
    last_seq: int
    updated_at: str


class KeptTranslation(TypedDict):
    """`route`: the languages passed through, as in "es>pt>en"."""

    lang: str
    text: str
    engine: str
    route: str
    rough: bool
    source: str
    at: str


class ShownObject(TypedDict):
    """In which language a side read it, as its device said at that time."""

    side: str
    lang: str
    engine: str
    route: str
    at: str


class ThreadMessage(MessageObject):
    """`text` is the original, which counts; `translations` are what a machine made of it.

    `shown`: which of them were on somebody's screen. A side that is not there read the original, or
    did not say.
    """

    translations: list[KeptTranslation]
    shown: list[ShownObject]


class ThreadObject(TypedDict):
    """The messages around an incident, ascending; also those that a side deleted for itself."""

    messages: list[ThreadMessage]
    conversation: ThreadConversation
