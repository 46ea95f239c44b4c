"""Appeal a refusal: once for each message, by whoever wrote it."""

from dataclasses import dataclass
from functools import partial

from hub.actions.moderation_ports import Incidents
from hub.actions.ports import Clock
from hub.domain.identity import Identity
from hub.domain.incidents import Outcome, appealed
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class AppealMessage:
    """The incident returns to the queue, with what its sender has to say."""

    incidents: Incidents
    clock: Clock

    async def __call__(self, who: Identity, incident_id: str, comment: str) -> Outcome | None:
        """What staff have decided since the appeal, if anything; the same appeal may be repeated.

        Raises NotFound, Conflict, Overloaded.
        """
        known = await self.incidents.get(incident_id)
        if known is None or known.sender.id != who.user or known.kind not in ("blocked", "held"):
            raise NotFound("There is no such incident.")
        appeal = partial(appealed, comment=comment, now=self.clock.now())
        after = (await self.incidents.change(incident_id, appeal)).after
        return after.decision.outcome if after.decision else None
