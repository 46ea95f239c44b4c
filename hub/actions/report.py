"""Report a message to staff: participants only, once per person and message."""

from dataclasses import dataclass
from typing import Literal

from hub.actions.access import Access
from hub.actions.ports import Clock, Messages, Reports
from hub.domain.identity import Identity
from hub.errors import NotFound

Reason = Literal["spam", "abuse", "fraud", "off_platform", "other"]


@dataclass(frozen=True, slots=True)
class ReportMessage:
    """Keeps the report for the moderation queue."""

    access: Access
    messages: Messages
    reports: Reports
    clock: Clock

    async def __call__(
        self, who: Identity, conversation_id: str, seq: int, reason: Reason, note: str | None
    ) -> str:
        """The report's id, the same when repeated; raises NotFound, Overloaded."""
        await self.access.participation(who, conversation_id)
        if await self.messages.get(conversation_id, seq) is None:
            raise NotFound("There is no such message.")
        return await self.reports.add(
            conversation_id, seq, by=who.user, reason=reason, note=note, at=self.clock.now()
        )
