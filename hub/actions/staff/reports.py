"""Counts of incidents over a range of days."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from hub.actions.ports import Mirror
from hub.actions.staff.ports import Counts
from hub.domain.staff import Report
from hub.errors import Invalid

LONGEST = 366
_LAST = date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """One at a time in this process: the database has other things to do."""

    counts: Counts
    mirror: Mirror
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, first: date, last: date, shop: str | None) -> Report:
        """Days are UTC, both included; raises Invalid, Overloaded."""
        _check(first, last)
        until = _midnight(last + timedelta(days=1))
        async with self.turn:
            tallies = await self.counts.tallies(_midnight(first), until, shop)
        users = await self.mirror.users(one.user for one in tallies.offenders)
        names = {id: user.name for id, user in users.items()}
        return Report(first, last, shop, tallies, names)


def _check(first: date, last: date) -> None:
    if last < first:
        raise Invalid("to", "must not be before from")
    if (last - first).days >= LONGEST:
        raise Invalid("to", f"must be within {LONGEST} days of from")
    if last > _LAST:
        raise Invalid("to", "is too far ahead")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
