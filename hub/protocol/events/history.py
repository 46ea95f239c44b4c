"""Pages of a thread, and what a device missed while it was away."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command
from hub.protocol.events.messages import MessageObject
from hub.protocol.events.receipts import ReceiptsObject
from hub.protocol.fields import Limit, Seq


class ReadHistory(Command):
    """Without bounds: the newest page. `limit` above the most is capped."""

    conversation_id: Id
    before_seq: Seq | None = None
    after_seq: Seq | None = None
    limit: Limit | None = None


class MessagesData(TypedDict):
    messages: list[MessageObject]
    has_more: bool


class CatchUp(Command):
    conversation_id: Id
    after_seq: Seq
    after_change: Seq


class ChangeObject(TypedDict):
    change: int
    type: Literal["hidden", "erased", "cleared"]
    seqs: NotRequired[list[int]]
    cleared_seq: NotRequired[int]


class CatchUpData(TypedDict):
    messages: list[MessageObject]
    changes: list[ChangeObject]
    receipts: ReceiptsObject
    change: int
    reset: bool
