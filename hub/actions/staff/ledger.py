"""The audit log: who among staff did what, written before they are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hub.actions.ports import Before, Clock, Ids
from hub.actions.staff.ports import Audit
from hub.domain.audit import AuditEntry
from hub.domain.identity import Identity


@dataclass(frozen=True, slots=True)
class Ledger:
    audit: Audit
    clock: Clock
    ids: Ids

    async def record(
        self, who: Identity, action: str, subject: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Durable on return; raises Overloaded."""
        entry = AuditEntry(
            id=self.ids.new(),
            at=self.clock.now(),
            by=who.user,
            name=who.name,
            action=action,
            subject=subject,
            detail=detail or {},
        )
        await self.audit.add(entry)

    async def page(
        self, *, by: str | None, action: str | None, before: Before | None, limit: int
    ) -> list[AuditEntry]:
        """Newest first; raises Overloaded."""
        return await self.audit.page(by=by, action=action, before=before, limit=limit)
