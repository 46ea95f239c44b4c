"""What is gone: for one's own side, or erased for both."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command


class HideConversation(Command):
    conversation_id: Id


class HideMessages(Command):
    conversation_id: Id
    seqs: Annotated[
        list[Annotated[int, Field(ge=1, le=2**53)]], Field(min_length=1, max_length=200)
    ]


class ChangeData(TypedDict):
    change: int


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
