"""Which bans a picture falls under."""

from hub.actions.moderation_ports import BannedPictures
from hub.domain.bans import Ban
from hub.domain.incidents import Incident
from hub.images.alike import NEAR, turned


async def alike(bans: BannedPictures, likeness: int) -> list[Ban]:
    """Those that count, of pictures that look like this one, be it turned; raises Overloaded."""
    ways = turned(likeness)
    return [
        ban
        for ban in await bans.active()
        if any((way ^ ban.likeness).bit_count() <= NEAR for way in ways)
    ]


async def looking_like(bans: BannedPictures, incident: Incident) -> list[Ban]:
    """The same of an incident's pictures, each once; raises Overloaded."""
    known = [one.likeness for one in incident.pictures if one.likeness is not None]
    found = [ban for likeness in known for ban in await alike(bans, likeness)]
    return list(dict.fromkeys(found))
