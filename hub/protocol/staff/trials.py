"""What the rules say of a text, and what one would have caught."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.protocol.staff.bodies import StaffBody
from hub.protocol.staff.fields import RuleId
from hub.protocol.staff.incidents import IncidentFinding
from hub.protocol.staff.rules import NewTerm

TRY_CHARACTERS = 4_000
TRY_MESSAGES = 10
BACKTEST_DAYS = 30
Stage = Literal["before_purchase", "after_payment", "during_delivery", "after_delivery", "support"]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Tried = Annotated[str, Field(min_length=1, max_length=TRY_CHARACTERS)]


class TryText(StaffBody):
    """Either `text`, or `messages` of one sender, oldest first."""

    text: Tried | None = None
    messages: Annotated[list[Tried], Field(min_length=1, max_length=TRY_MESSAGES)] | None = None
    stage: Stage = "before_purchase"
    side: Literal["buyer", "seller", "staff"] = "buyer"
    regions: list[Region] = Field([], max_length=20)


class Backtest(StaffBody):
    """Either `rule`, the id of one that there is, or `term`, one that might be added."""

    rule: RuleId | None = None
    term: NewTerm | None = None
    days: Annotated[int, Field(ge=1, le=BACKTEST_DAYS)] = BACKTEST_DAYS


class TryAnswer(TypedDict):
    """`shadow`: found by rules that only log; they change nothing."""

    action: Literal["allow", "review", "block"]
    findings: list[IncidentFinding]
    shadow: list[IncidentFinding]
    hint: str


class SampleObject(TypedDict):
    conversation_id: str
    seq: int
    text: str
    start: int
    end: int


class BacktestAnswer(TypedDict):
    """`complete` is false when there were more messages than are read for one answer."""

    days: int
    messages: int
    caught: int
    share: float
    sample: list[SampleObject]
    took_ms: int
    complete: bool
