"""Collect pictures that were uploaded and never sent.

A day after it was uploaded or reserved, each is looked at once. What a message carries is kept for
good. What waits with a held message, or is kept with a refused one, which an appeal could bring
back, is looked at again. The others are gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.actions.attachment_ports import Attachments
from hub.actions.moderation_ports import HeldMessages, Incidents
from hub.actions.picture_ports import Pictures
from hub.actions.ports import Clock, Messages
from hub.domain.attachments import UNUSED, Attachment, ids

_BATCH = 100


@dataclass(frozen=True, slots=True)
class CollectAttachments:
    attachments: Attachments
    pictures: Pictures
    messages: Messages
    held: HeldMessages
    incidents: Incidents
    clock: Clock

    async def __call__(self) -> int:
        """How many are gone; raises Overloaded."""
        now, gone = self.clock.now(), 0
        while due := await self.attachments.due(now, _BATCH):
            gone += await self._look_at(due, now)
        return gone

    async def _look_at(self, due: Sequence[Attachment], now: datetime) -> int:
        asked = [one.id for one in due]
        sent = await self._sent(due)
        waiting = await self.held.carrying(asked)
        waiting |= await self.incidents.evidence([one.picture for one in due])
        waiting = waiting.intersection(asked) - sent
        await self.attachments.look_again(sent.intersection(asked), None)
        await self.attachments.look_again(waiting, now + UNUSED)
        lost = [one for one in due if one.id not in sent | waiting]
        gone = [one for one in lost if await self.attachments.discard(one.id, now)]
        await self.pictures.drop_unreferenced({one.picture for one in gone})
        return len(gone)

    async def _sent(self, due: Sequence[Attachment]) -> set[str]:
        """Those that messages carry."""
        by_conversation: dict[str, list[str]] = {}
        for one in due:
            by_conversation.setdefault(one.conversation_id, []).append(one.id)
        found = [await self.messages.carrying(*asked) for asked in by_conversation.items()]
        return {id for page in found for one in page for id in ids(one.draft.attachments)}
