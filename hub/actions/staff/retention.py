"""What people sent is kept with incidents for a time; who, when and by which rule stays."""

from dataclasses import dataclass
from datetime import timedelta

from hub.actions.moderation_ports import HeldMessages, Incidents
from hub.actions.picture_ports import Pictures
from hub.actions.ports import Clock
from hub.actions.staff.ports import Queue
from hub.domain.incidents import purged

_BATCH = 100


@dataclass(frozen=True, slots=True)
class PurgeTexts:
    queue: Queue
    incidents: Incidents
    held: HeldMessages
    pictures: Pictures
    clock: Clock
    keep: timedelta

    async def __call__(self) -> int:
        """How many incidents lost what they had of people; raises Overloaded."""
        before, count = self.clock.now() - self.keep, 0
        while ids := await self.queue.to_purge(before, _BATCH):
            for id in ids:
                await self.held.drop(id)
                before_it = (await self.incidents.change(id, purged)).before
                await self.pictures.drop_unreferenced(one.picture for one in before_it.pictures)
            count += len(ids)
        return count
