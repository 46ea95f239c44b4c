"""What staff are shown."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hub.domain.bans import Ban
from hub.domain.incidents import Incident
from hub.domain.messages import Message
from hub.domain.tallies import Tallies, Tally
from hub.domain.views import ConversationView


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody stands. Times are None once they have passed; faded strikes count in part."""

    id: str
    name: str
    strikes: float
    cool_down_until: datetime | None
    suspended_until: datetime | None
    warnings: int
    incidents: Tally


@dataclass(frozen=True, slots=True)
class Around:
    """What was said around an incident, by either side, also what a side deleted for itself."""

    messages: list[Message]
    view: ConversationView


@dataclass(frozen=True, slots=True)
class OpenedIncident:
    """`bans` are those that count and that a picture of it looks like."""

    incident: Incident
    around: Around | None
    sender: Person
    bans: list[Ban]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """`open_count`: how many open incidents the filter fits."""

    incidents: list[Incident]
    more: bool
    open_count: int


@dataclass(frozen=True, slots=True)
class Report:
    """Of UTC days, both included. `names` are those of the repeat offenders that are known."""

    first: date
    last: date
    shop: str | None
    tallies: Tallies
    names: dict[str, str]

    @property
    def days(self) -> list[str]:
        """Every day of the range."""
        length = (self.last - self.first).days + 1
        return [(self.first + timedelta(days=n)).isoformat() for n in range(length)]
