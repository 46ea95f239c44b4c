"""Staff look at the pictures of an incident, ban what looks like one of them, and lift a ban."""

from dataclasses import dataclass

from hub.actions.banned import likeness_of
from hub.actions.moderation_ports import BannedPictures, Incidents
from hub.actions.picture_ports import CopyMaker, Pictures, Size
from hub.actions.ports import Before, Clock
from hub.actions.staff.ledger import Ledger
from hub.actions.staff.queue import found
from hub.domain.bans import Act, Ban
from hub.domain.identity import Identity
from hub.domain.incidents import Incident
from hub.domain.pictures import Evidence
from hub.errors import Conflict, NotFound
from hub.images.alike import telling
from hub.images.result import Rendition


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """Shows what somebody sent, so it is audited first."""

    incidents: Incidents
    pictures: Pictures
    ledger: Ledger

    async def __call__(self, who: Identity, id: str, number: int, size: Size) -> Rendition:
        """One of an incident's pictures, from 0; raises NotFound, Overloaded."""
        evidence = _evidence(await found(self.incidents, id), number)
        detail = {"picture": evidence.picture}
        await self.ledger.record(who, "picture.opened", id, detail)
        kept = await self.pictures.read(evidence.picture, size)
        if kept is None:
            raise NotFound("This picture is no longer kept.")
        return kept


@dataclass(frozen=True, slots=True)
class BanPicture:
    """Whatever looks like it is refused from now on, whoever uploads it."""

    incidents: Incidents
    pictures: Pictures
    bans: BannedPictures
    images: CopyMaker
    ledger: Ledger
    clock: Clock

    async def __call__(self, who: Identity, incident_id: str, number: int, reason: str) -> Ban:
        """The ban, also one that there was; raises NotFound, Conflict, Overloaded."""
        evidence = _evidence(await found(self.incidents, incident_id), number)
        likeness = await likeness_of(evidence, self.pictures)
        if likeness is None:
            raise NotFound("This picture is no longer kept.")
        if not telling(likeness.whole):
            raise Conflict("There is too little in this picture to tell it from others.")
        copies = await self._copies(evidence)
        act = Act(who.user, who.name, self.clock.now(), reason)
        ban = Ban(likeness.whole, act, incident_id, copies=copies)
        detail = {"incident": incident_id, "picture": evidence.picture, "reason": reason}
        await self.ledger.record(who, "picture.banned", ban.id, detail)
        return await self.bans.put(ban)

    async def _copies(self, evidence: Evidence) -> tuple[int, ...]:
        """None of a picture that is no longer kept: it is known by its likeness alone."""
        thumb = await self.pictures.read(evidence.picture, "thumb")
        return await self.images.copies(thumb.data) if thumb else ()


@dataclass(frozen=True, slots=True)
class LiftBan:
    bans: BannedPictures
    ledger: Ledger
    clock: Clock

    async def __call__(self, who: Identity, id: str, reason: str) -> Ban:
        """Raises NotFound, Overloaded."""
        if await self.bans.get(id) is None:
            raise NotFound("There is no such ban.")
        await self.ledger.record(who, "picture.unbanned", id, {"reason": reason})
        return await self.bans.lift(id, Act(who.user, who.name, self.clock.now(), reason))


@dataclass(frozen=True, slots=True)
class ReadBans:
    bans: BannedPictures

    async def page(self, before: Before | None, limit: int) -> list[Ban]:
        """Newest first, also those that were lifted; raises Overloaded."""
        return await self.bans.page(before, limit)


def _evidence(incident: Incident, number: int) -> Evidence:
    if number >= len(incident.pictures):
        raise NotFound("There is no such picture.")
    return incident.pictures[number]
