"""What the actions of staff need from storage."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from hub.actions.ports import Before
from hub.domain.audit import AuditEntry
from hub.domain.incidents import Incident
from hub.domain.messages import Message
from hub.domain.queue import Filter, Place
from hub.domain.rules import RuleVersion
from hub.domain.tallies import Tallies, Tally


class Audit(Protocol):
    async def add(self, entry: AuditEntry) -> None:
        """Durable on return; an entry whose id is there already is left as it is."""

    async def page(
        self, *, by: str | None, action: str | None, before: Before | None, limit: int
    ) -> list[AuditEntry]:
        """Newest first."""


class RuleVersions(Protocol):
    async def add(self, version: RuleVersion) -> bool:
        """Durable on return; False when its number is taken."""

    async def page(self, *, before: int | None, limit: int) -> list[RuleVersion]:
        """Newest first, below a number; also those that cannot be used."""


class Queue(Protocol):
    async def page(self, chosen: Filter, after: Place | None, limit: int) -> list[Incident]:
        """Open ones by priority and age, others newest first."""

    async def open_count(self, chosen: Filter) -> int:
        """How many of these are open, whatever state is asked for; counted up to a bound."""

    async def of_sender(self, sender: str) -> Tally: ...

    async def to_purge(self, before: datetime, limit: int) -> list[str]:
        """Ids of incidents from before then that still have their texts, the oldest first."""


class Counts(Protocol):
    async def tallies(self, since: datetime, until: datetime, shop: str | None) -> Tallies:
        """Incidents of a range of time (half-open), of one shop or of all."""

    async def by_rule(self, since: datetime, until: datetime) -> Mapping[str, Tally]: ...


class Spoken(Protocol):
    async def before(self, last: Message | None, since: datetime, limit: int) -> Sequence[Message]:
        """Texts of people, newest first: those before `last`, not older than `since`."""
