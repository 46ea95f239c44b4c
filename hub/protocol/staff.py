"""Bodies, queries and answers of the staff API, under `/api/v1/staff`.

Offsets are half-open and in Unicode code points of the text; days are UTC.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id, Lang
from hub.domain.text import clean, line
from hub.errors import HubError
from hub.protocol.events.cards import ContextObject
from hub.protocol.events.conversations import BuyerObject, ShopObject
from hub.protocol.events.messages import MessageObject
from hub.protocol.fields import Cursor, Limit

NOTE_CHARACTERS = 2_000
TRY_CHARACTERS = 4_000
TRY_MESSAGES = 10
BACKTEST_DAYS = 30

Kind = Literal["blocked", "held", "delivered", "reported", "record"]
State = Literal["open", "decided", "all"]
Outcome = Literal["upheld", "overturned"]
Mode = Literal["live", "log_only", "off"]
Stage = Literal["before_purchase", "after_payment", "during_delivery", "after_delivery", "support"]
Table = Literal["by_day", "by_category", "by_lang", "by_shop", "by_rule", "repeat_offenders"]


def _written(text: str) -> str:
    try:
        return clean(text, limit=NOTE_CHARACTERS)
    except HubError as error:
        raise ValueError(error.message) from None


def _in_utc(at: datetime) -> datetime:
    try:
        moment = at.astimezone(UTC)
    except OverflowError:
        raise ValueError("is out of range") from None
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


Note = Annotated[str, Field(min_length=1, max_length=2 * NOTE_CHARACTERS), AfterValidator(_written)]
Reason = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(line)]
Moment = Annotated[AwareDatetime, Field(strict=False), AfterValidator(_in_utc)]
RuleId = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_.-]+$")]
Category = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Tried = Annotated[str, Field(min_length=1, max_length=TRY_CHARACTERS)]


class StaffBody(BaseModel):
    """What staff send: strict, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class StaffQuery(BaseModel):
    """The query of an address, read from strings."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# -- queries --------------------------------------------------------------------------------------


class IncidentsQuery(StaffQuery):
    """Open ones come by priority and then age, others newest first."""

    state: State = "open"
    kind: Kind | None = None
    category: Category | None = None
    lang: Lang | None = None
    shop: Id | None = None
    rule: RuleId | None = None
    sender: Id | None = None
    appealed: Literal["true"] | None = None
    cursor: Cursor | None = None
    limit: Limit | None = None


class VersionsQuery(StaffQuery):
    cursor: Cursor | None = None
    limit: Limit | None = None


class AuditQuery(StaffQuery):
    cursor: Cursor | None = None
    limit: Limit | None = None
    by: Id | None = None
    action: Annotated[str, Field(pattern=r"^[a-z_.]{1,40}$")] | None = None


class ReportQuery(StaffQuery):
    """Days from `from` to `to`, both included."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    shop: Id | None = None


class TableQuery(ReportQuery):
    table: Table


# -- bodies ---------------------------------------------------------------------------------------


class Nothing(StaffBody):
    """A call that says all by its address."""


class Decide(StaffBody):
    """`erase` takes a delivered message from all sides."""

    outcome: Outcome
    erase: bool = False
    warn: bool = False
    suspend_until: Moment | None = None
    note: Note | None = None


class WriteNote(StaffBody):
    note: Note


class SetSuspension(StaffBody):
    """`until` null ends the suspension."""

    until: Moment | None
    reason: Reason


class EraseMessage(StaffBody):
    conversation_id: Id
    seq: Annotated[int, Field(ge=1, le=2**53)]
    reason: Reason


class NewTerm(StaffBody):
    """`boundary`: where the term must stand by itself. `ambiguous` needs a second sign."""

    term: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(line)]
    lang: Lang
    category: Category
    strength: Literal["strong", "ambiguous"]
    boundary: Literal["word", "start", "none"]


class AddRule(NewTerm):
    mode: Mode
    reason: Reason


class ChangeRule(StaffBody):
    mode: Mode
    reason: Reason


class RemoveRule(StaffBody):
    reason: Reason


class PutPolicy(StaffBody):
    """Only what differs from the default policy."""

    policy: dict[str, Any]
    reason: Reason


class TryText(StaffBody):
    """Either `text`, or `messages` of one sender, oldest first."""

    text: Tried | None = None
    messages: Annotated[list[Tried], Field(min_length=1, max_length=TRY_MESSAGES)] | None = None
    stage: Stage = "before_purchase"
    side: Literal["buyer", "seller", "staff"] = "buyer"
    regions: Annotated[list[Region], Field(max_length=20)] = []


class Backtest(StaffBody):
    """Either `rule`, the id of one that there is, or `term`, one that might be added."""

    rule: RuleId | None = None
    term: NewTerm | None = None
    days: Annotated[int, Field(ge=1, le=BACKTEST_DAYS)] = BACKTEST_DAYS


# -- objects --------------------------------------------------------------------------------------


class IncidentFinding(TypedDict):
    """`message`: 0 is the judged text, -1 the sender's message before it, and so on.

    `seq` is the number of such an earlier message in its conversation.
    """

    start: int
    end: int
    category: str
    rule: str
    view: str
    certainty: str
    message: int
    seq: int | None


class IncidentContext(TypedDict):
    """A product, an order, a support topic; of a record also a user or a shop."""

    type: str
    id: str


class IncidentSender(TypedDict):
    id: str
    side: str
    name: str


class IncidentReport(TypedDict):
    by: str
    side: str
    reason: str
    note: str | None
    at: str


class IncidentAppeal(TypedDict):
    comment: str
    at: str


class IncidentClaim(TypedDict):
    by: str
    name: str
    until: str


class IncidentDecision(TypedDict):
    outcome: Outcome
    by: str
    at: str
    erased: bool
    warned: bool
    suspended_until: str | None
    note: str | None


class IncidentNote(TypedDict):
    by: str
    at: str
    note: str


class IncidentObject(TypedDict):
    """`purged`: its texts were removed after the time that they are kept.

    `decisions` are earlier ones, from before an appeal or another report. `translated_from` is
    given where `text` is a machine's translation of the message, which was withheld.
    """

    id: str
    kind: Kind
    state: Literal["open", "decided"]
    created_at: str
    conversation_id: str | None
    client_id: str | None
    seq: int | None
    context: IncidentContext
    stage: str
    shop: str | None
    sender: IncidentSender
    lang: str
    text: str | None
    translated_from: str | None
    findings: list[IncidentFinding]
    categories: list[str]
    rules: list[str]
    reports: list[IncidentReport]
    appeal: IncidentAppeal | None
    claim: IncidentClaim | None
    decision: IncidentDecision | None
    decisions: list[IncidentDecision]
    notes: list[IncidentNote]
    priority: int
    purged: bool


class IncidentCounts(TypedDict):
    open: int
    upheld: int
    overturned: int


class StandingObject(TypedDict):
    """`strikes` decays with time."""

    user: str
    name: str
    strikes: float
    cool_down_until: str | None
    suspended_until: str | None
    warnings: int
    incidents: IncidentCounts


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


class RuleDecided(TypedDict):
    """Of the last 90 days. `precision`: upheld of decided; null while nothing was decided."""

    upheld: int
    overturned: int
    precision: float | None


class RuleObject(TypedDict):
    id: str
    category: str
    description: str
    languages: list[str]
    terms: int
    mode: Mode
    source: Literal["builtin", "custom"]
    decided: RuleDecided


class TermObject(TypedDict):
    id: str
    term: str
    lang: str
    category: str
    strength: str
    boundary: str


class VersionObject(TypedDict):
    """`changes`: one line for each."""

    version: int
    at: str
    author: str
    name: str
    reason: str
    changes: list[str]


class SampleObject(TypedDict):
    conversation_id: str
    seq: int
    text: str
    start: int
    end: int


class DayObject(TypedDict):
    day: str
    total: int
    blocked: int
    held: int
    delivered: int
    reported: int
    record: int


class KeyObject(TypedDict):
    key: str
    total: int
    upheld: int
    overturned: int
    open: int


class OffenderObject(TypedDict):
    user: str
    name: str
    total: int
    upheld: int


class DecidedObject(TypedDict):
    """`share_overturned` of the decided; null while nothing was decided."""

    upheld: int
    overturned: int
    share_overturned: float | None


class TimeToDecision(TypedDict):
    """From the incident to its first decision; null while nothing was decided."""

    median_s: int | None
    p90_s: int | None


class AuditObject(TypedDict):
    id: str
    at: str
    by: str
    name: str
    action: str
    subject: str
    detail: dict[str, Any]


# -- answers --------------------------------------------------------------------------------------


class IncidentsPage(TypedDict):
    """`open_count`: how many open ones match the filters, 10,000 at most."""

    incidents: list[IncidentObject]
    next_cursor: str | None
    open_count: int


class IncidentOpened(TypedDict):
    incident: IncidentObject
    thread: ThreadObject | None
    sender: StandingObject


class IncidentAnswer(TypedDict):
    incident: IncidentObject


class StandingAnswer(TypedDict):
    standing: StandingObject


class Done(TypedDict):
    pass


class RulesAnswer(TypedDict):
    """`policy` is the whole policy in use, and `policy_overrides` what was changed of it."""

    version: int
    rules: list[RuleObject]
    policy: dict[str, Any]
    policy_overrides: dict[str, Any]
    custom: list[TermObject]


class RuleAnswer(TypedDict):
    """`rule` is null once it was removed."""

    rule: RuleObject | None
    version: int


class PolicyAnswer(TypedDict):
    version: int
    policy: dict[str, Any]
    policy_overrides: dict[str, Any]


class VersionsPage(TypedDict):
    versions: list[VersionObject]
    next_cursor: str | None


class TryAnswer(TypedDict):
    """`shadow`: found by rules that only log; they change nothing."""

    action: Literal["allow", "review", "block"]
    findings: list[IncidentFinding]
    shadow: list[IncidentFinding]
    hint: str


class BacktestAnswer(TypedDict):
    """`complete` is false when there were more messages than are read for one answer."""

    days: int
    messages: int
    caught: int
    share: float
    sample: list[SampleObject]
    took_ms: int
    complete: bool


ReportAnswer = TypedDict(
    "ReportAnswer",
    {
        "from": str,
        "to": str,
        "shop": NotRequired[str],
        "total": int,
        "open": int,
        "decided": DecidedObject,
        "by_day": list[DayObject],
        "by_category": list[KeyObject],
        "by_lang": list[KeyObject],
        "by_shop": list[KeyObject],
        "by_rule": list[KeyObject],
        "repeat_offenders": list[OffenderObject],
        "time_to_decision": TimeToDecision,
    },
)


class AuditPage(TypedDict):
    entries: list[AuditObject]
    next_cursor: str | None


TABLES: dict[Table, Any] = {
    "by_day": DayObject,
    "by_category": KeyObject,
    "by_lang": KeyObject,
    "by_shop": KeyObject,
    "by_rule": KeyObject,
    "repeat_offenders": OffenderObject,
}
"""What a row of each table of a report holds."""
