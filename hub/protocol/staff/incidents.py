"""The queue of incidents: reading, deciding, writing notes.

Offsets are half-open and in Unicode code points of the text.
"""

from typing import Literal

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id, Lang
from hub.protocol.events.moderation import SpotObject
from hub.protocol.fields import Cursor, Limit
from hub.protocol.staff.bodies import StaffBody, StaffQuery
from hub.protocol.staff.fields import Category, Moment, Note, RuleId
from hub.protocol.staff.messages import ThreadObject
from hub.protocol.staff.people import StandingObject
from hub.protocol.staff.pictures import BanObject

Kind = Literal["blocked", "held", "delivered", "reported", "record"]
State = Literal["open", "decided", "all"]
Outcome = Literal["upheld", "overturned"]


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


class Decide(StaffBody):
    """`erase` takes a delivered message from all sides."""

    outcome: Outcome
    erase: bool = False
    warn: bool = False
    suspend_until: Moment | None = None
    note: Note | None = None


class WriteNote(StaffBody):
    note: Note


class IncidentFinding(TypedDict):
    """`message`: 0 is the judged text, -1 the sender's message before it, and so on.

    `seq` is the number of such an earlier message in its conversation. With a `spot` it was found
    in the picture, and lies in what was read there.
    """

    start: int
    end: int
    category: str
    rule: str
    view: str
    certainty: str
    message: int
    seq: int | None
    spot: SpotObject | None


class IncidentPicture(TypedDict):
    """One that an incident keeps; its number counts from 0. Sizes are in pixels."""

    width: int
    height: int
    alt: str | None


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
    given where `text` is a machine's translation of the message, which was withheld. `upload`: it
    is about a picture alone, and `text` is what was written about that.
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
    pictures: list[IncidentPicture]
    upload: bool
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


class IncidentsPage(TypedDict):
    """`open_count`: how many open ones match the filters, 10,000 at most."""

    incidents: list[IncidentObject]
    next_cursor: str | None
    open_count: int


class IncidentOpened(TypedDict):
    """`bans`: those that count and that a picture of it looks like."""

    incident: IncidentObject
    bans: list[BanObject]
    thread: ThreadObject | None
    sender: StandingObject


class IncidentAnswer(TypedDict):
    incident: IncidentObject
