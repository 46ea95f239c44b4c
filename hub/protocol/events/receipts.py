"""What was delivered, and what was read and in which language."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command
from hub.protocol.fields import Language, Seq


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
    shown: list[Shown] = Field([], max_length=200)


class ReceiptObject(TypedDict):
    delivered_seq: int
    read_seq: int


class ReceiptsObject(TypedDict):
    buyer: ReceiptObject
    seller: ReceiptObject


class ReceiptUpdated(TypedDict):
    """The unread counts are given to the side whose receipt it is."""

    conversation_id: str
    side: Literal["buyer", "seller"]
    delivered_seq: int
    read_seq: int
    unread: NotRequired[int]
    unread_total: NotRequired[int]
