"""Staff decide an incident: first the decision is durable, then what follows from it is done.

Two people never decide the same one: a decision is a compare-and-set. What follows (release,
erase, strike lifted, warning, suspension) may be done twice without harm, and whatever a crash or
a database that was away left undone is done later, by `finish`.
"""

from dataclasses import dataclass
from functools import partial

import structlog

from hub.actions.moderation_ports import Incidents
from hub.actions.ports import Clock, Mirror
from hub.actions.settle import SettleIncident
from hub.actions.staff.ports import Audit
from hub.actions.staff.queue import found
from hub.actions.staff.standing import check_ahead
from hub.domain.audit import AuditEntry
from hub.domain.identity import Identity
from hub.domain.incidents import Decision, Incident, decided
from hub.errors import Invalid, Overloaded

log = structlog.get_logger("hub")

_BATCH = 100


@dataclass(frozen=True, slots=True)
class DecideIncident:
    incidents: Incidents
    settle: SettleIncident
    mirror: Mirror
    audit: Audit
    clock: Clock

    async def __call__(self, who: Identity, id: str, decision: Decision) -> Incident:
        """The incident, decided; raises NotFound, Invalid, Conflict, Overloaded.

        Once it is decided nothing is raised any more: what could not be done is done later.
        """
        _check(await found(self.incidents, id), decision)
        changed = await self.incidents.change(id, partial(decided, decision=decision))
        try:
            await self._finish(changed.after, who.name)
        except Overloaded:
            log.warning("decision_not_finished", incident=id)
        return await found(self.incidents, id)

    async def finish(self) -> int:
        """Do what is left to do of earlier decisions; how many there were. Raises Overloaded."""
        left = await self.incidents.unsettled(_BATCH)
        for incident in left:
            assert incident.decision is not None
            user = await self.mirror.user(incident.decision.by)
            await self._finish(incident, user.name if user else incident.decision.by)
        return len(left)

    async def _finish(self, incident: Incident, name: str) -> None:
        await self.audit.add(_entry(incident, name))
        await self.settle(incident)


def _check(incident: Incident, decision: Decision) -> None:
    """Raise Invalid for consequences that do not go with the incident or with each other."""
    check_ahead(decision.suspended_until, decision.at, "suspend_until")
    consequences = {
        "erase": decision.erased,
        "warn": decision.warned,
        "suspend_until": decision.suspended_until is not None,
    }
    for field, chosen in consequences.items():
        if chosen and decision.outcome == "overturned":
            raise Invalid(field, "goes with upheld only")
        if chosen and incident.conversation_id is None:
            raise Invalid(field, "goes with messages only")
    if decision.erased and incident.seq is None:
        raise Invalid("erase", "goes with a delivered message only")


def _entry(incident: Incident, name: str) -> AuditEntry:
    """One a decision, however often it is finished."""
    decision = incident.decision
    assert decision is not None
    until = decision.suspended_until
    return AuditEntry(
        id=f"decision-{incident.id}-{len(incident.decisions)}",
        at=decision.at,
        by=decision.by,
        name=name,
        action="incident.decided",
        subject=incident.id,
        detail={
            "outcome": decision.outcome,
            "erased": decision.erased,
            "warned": decision.warned,
            "suspended_until": until.isoformat(timespec="milliseconds") if until else None,
        },
    )
