"""Which bans a picture falls under."""

from dataclasses import dataclass
from itertools import chain

from hub.actions.moderation_ports import BannedPictures
from hub.actions.picture_ports import Pictures
from hub.domain.bans import Ban
from hub.domain.incidents import Incident
from hub.domain.pictures import Evidence
from hub.images.alike import NEAR, turned


async def alike(bans: BannedPictures, likeness: int) -> list[Ban]:
    """Those that count, of pictures that look like this one, be it turned; raises Overloaded."""
    ways = turned(likeness)
    return [
        ban
        for ban in await bans.active()
        if any((way ^ ban.likeness).bit_count() <= NEAR for way in ways)
    ]


async def likeness_of(evidence: Evidence, pictures: Pictures) -> int | None:
    """None where the picture is no longer kept; raises Overloaded."""
    if evidence.likeness is not None:
        return evidence.likeness
    return await pictures.likeness(evidence.picture)


@dataclass(frozen=True, slots=True)
class FindBans:
    """Which bans an incident's pictures fall under."""

    bans: BannedPictures
    pictures: Pictures

    async def __call__(self, incident: Incident) -> list[Ban]:
        """Those that count, each once; raises Overloaded."""
        known = [await likeness_of(one, self.pictures) for one in incident.pictures]
        found = [await alike(self.bans, one) for one in known if one is not None]
        return list(dict.fromkeys(chain.from_iterable(found)))
