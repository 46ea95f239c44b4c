"""Whether somebody may send now, or has to wait: strikes, and what staff decided."""

from dataclasses import dataclass
from datetime import datetime

from hub.actions.moderation_ports import Moderator, Standings
from hub.actions.ports import Clock
from hub.domain.strikes import paused_until
from hub.errors import Suspended


@dataclass(frozen=True, slots=True)
class SendingPause:
    """Only sending is paused; reading, receipts and everything else go on."""

    standings: Standings
    moderator: Moderator
    clock: Clock

    async def __call__(self, user: str) -> datetime | None:
        """Until when they may not send; None when they may. Raises Overloaded."""
        now = self.clock.now()
        standing = await self.standings.of(user, now)
        return paused_until(standing, self.moderator.strike_policy(), now)


def paused(until: datetime) -> Suspended:
    """The refusal of whoever has to wait."""
    return Suspended(
        until, "Sending is paused for a while, because of messages that were not allowed."
    )
