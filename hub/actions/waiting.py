"""Messages and the incidents of their pictures: what a message has to wait for, and what not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.actions.moderation_ports import HeldMessages, Incidents, Moderator
from hub.actions.outcomes import Held, Passed, blocked
from hub.domain.incidents import Incident
from hub.domain.messages import Draft, same_content
from hub.errors import BlockedContent, Conflict


@dataclass(frozen=True, slots=True)
class PictureIncidents:
    """Those of a message's pictures: it waits for some, and others are to know its number."""

    waiting: tuple[Incident, ...] = ()
    passed: tuple[Incident, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """What it waits for."""
        return tuple(incident.id for incident in self.waiting)


@dataclass(frozen=True, slots=True)
class WaitForPictures:
    """Holds messages while staff have not decided about a picture."""

    incidents: Incidents
    held: HeldMessages
    moderator: Moderator

    async def look(self, ids: Sequence[str], lang: str) -> PictureIncidents:
        """What staff say so far; raises BlockedContent where they refuse a picture, Overloaded."""
        known = [await self.incidents.get(id) for id in dict.fromkeys(ids)]
        incidents = [incident for incident in known if incident is not None]
        for incident in incidents:
            if incident.kind == "held" and incident.upheld:
                raise blocked(incident, self.moderator.hint(incident.findings, lang))
        return PictureIncidents(
            tuple(one for one in incidents if one.kind == "held" and one.state == "open"),
            tuple(one for one in incidents if one.kind == "delivered"),
        )

    async def again(self, draft: Draft, ids: Sequence[str]) -> Held | None:
        """It waits already; raises Conflict where that is another message, Overloaded."""
        for id in ids:
            kept = await self.held.get(id)
            if kept is not None and kept.draft.client_id == draft.client_id:
                if not same_content(kept.draft, draft):
                    raise Conflict
                return Held(draft, id, kept.at)
        return None

    async def __call__(self, draft: Draft, ids: Sequence[str], at: datetime) -> Passed | Held:
        """Keep it until these are decided; raises BlockedContent, Conflict, Overloaded."""
        if not ids:
            return Passed()
        first, *others = ids
        await self.held.keep(first, draft, at, also=others)
        try:  # a decision that came before the message was kept did not find it
            left = await self.look(ids, draft.lang)
        except BlockedContent:
            await self.held.drop(first)
            raise
        if left.waiting:
            return Held(draft, first, at)
        await self.held.drop(first)
        return Passed()
