"""How a person stands, and staff's suspending them from sending."""

from dataclasses import dataclass
from datetime import datetime

from hub.actions.moderation_ports import Moderator, Standings
from hub.actions.ports import Clock, Mirror
from hub.actions.staff.ledger import Ledger
from hub.actions.staff.ports import Queue
from hub.domain import strikes
from hub.domain.identity import Identity
from hub.domain.staff import Person
from hub.errors import Invalid


@dataclass(frozen=True, slots=True)
class ReadStanding:
    standings: Standings
    moderator: Moderator
    queue: Queue
    mirror: Mirror
    clock: Clock

    async def __call__(self, user: str, known_as: str | None = None) -> Person:
        """Of anybody, also of whom nothing is known yet; raises Overloaded."""
        now, policy = self.clock.now(), self.moderator.strike_policy()
        standing = await self.standings.fresh(user, now)
        record = await self.mirror.user(user)
        return Person(
            id=user,
            name=record.name if record else known_as or user,
            strikes=round(strikes.level(standing.strikes, now, policy), 2),
            cool_down_until=_ahead(strikes.cool_down_until(standing, policy), now),
            suspended_until=_ahead(strikes.suspended_until(standing, policy), now),
            warnings=standing.warnings,
            incidents=await self.queue.of_sender(user),
        )


@dataclass(frozen=True, slots=True)
class OpenStanding:
    """The same for a member of staff who asks for it: audited first."""

    read: ReadStanding
    ledger: Ledger

    async def __call__(self, who: Identity, user: str) -> Person:
        """Raises Overloaded."""
        await self.ledger.record(who, "user.opened", user)
        return await self.read(user)


@dataclass(frozen=True, slots=True)
class SuspendUser:
    """No sending until a time; None ends it, and what strikes have brought so far."""

    standings: Standings
    read: ReadStanding
    ledger: Ledger
    clock: Clock

    async def __call__(
        self, who: Identity, user: str, until: datetime | None, reason: str
    ) -> Person:
        """Raises Invalid, Overloaded."""
        now = self.clock.now()
        check_ahead(until, now, "until")
        told = until.isoformat(timespec="milliseconds") if until else None
        await self.ledger.record(who, "user.suspended", user, {"until": told, "reason": reason})
        await self.standings.suspend(user, until, now)
        return await self.read(user)


def check_ahead(until: datetime | None, now: datetime, field: str) -> None:
    """Raise Invalid for a time that has passed."""
    if until is not None and until <= now:
        raise Invalid(field, "must be in the future")


def _ahead(at: datetime | None, now: datetime) -> datetime | None:
    return at if at is not None and at > now else None
