"""What becomes of what a person sends: it passes, it waits for staff, or it is refused."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hub.domain.findings import Finding
from hub.domain.incidents import Incident
from hub.domain.messages import Draft
from hub.errors import BlockedContent

_SHOWN = ("start", "end", "category", "rule", "view")


@dataclass(frozen=True, slots=True)
class Held:
    """A message that waits for staff: kept, but in no thread."""

    draft: Draft
    incident_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Passed:
    """It may be delivered; `incidents` where staff are to look at it all the same."""

    incidents: tuple[Incident, ...] = ()


def blocked(incident: Incident, hint: str) -> BlockedContent:
    """The refusal of a message or a picture, telling its sender what is wrong with it."""
    findings = [shown(one) for one in incident.findings if one.message == 0]
    return BlockedContent(findings=findings, hint=hint, incident_id=incident.id)


def shown(finding: Finding) -> dict[str, Any]:
    """What the writer of a text is told of a finding in it, or whoever uploaded a picture."""
    told = asdict(finding)
    spot = finding.spot
    place = {"kind": spot.kind, "box": asdict(spot.box), "text": spot.text} if spot else {}
    return {**{name: told[name] for name in _SHOWN}, **place}
