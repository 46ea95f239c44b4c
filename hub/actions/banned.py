"""Which bans a picture falls under."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from hub.actions.moderation_ports import BannedPictures
from hub.actions.picture_ports import Pictures
from hub.domain.bans import Ban
from hub.domain.incidents import Incident
from hub.domain.pictures import Evidence
from hub.images.alike import Likeness, Looks


async def alike(bans: BannedPictures, likeness: Likeness) -> list[Ban]:
    """Those that count, of pictures that look like this one; raises Overloaded."""
    # Beside the loop: there may be thousands.
    return await asyncio.to_thread(_covering, await bans.active(), Looks(likeness))


def _covering(bans: Iterable[Ban], looks: Looks) -> list[Ban]:
    return [ban for ban in bans if looks.known(ban.likeness, ban.families)]


async def likeness_of(evidence: Evidence, pictures: Pictures) -> Likeness | None:
    """None where the picture is no longer kept; raises Overloaded."""
    return known_likeness(evidence) or await pictures.likeness(evidence.picture)


def known_likeness(evidence: Evidence) -> Likeness | None:
    """As far as the evidence itself tells."""
    whole, bare = evidence.likeness, evidence.bare
    return None if whole is None else Likeness(whole, whole if bare is None else bare)


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
