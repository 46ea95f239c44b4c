"""Repeated offences: every blocked message is a strike that fades; too many pause the sender.

Nothing but the times of the strikes is kept. What they bring is worked out from them, so lifting
one (a decision is overturned) undoes all that followed from it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 100
"""Strikes that are looked at, the newest ones."""


@dataclass(frozen=True, slots=True)
class StrikePolicy:
    """A strike counts half after each half-life. What `*_at` strikes bring begins with the last."""

    half_life: timedelta = timedelta(days=7)
    cool_down_at: float = 3
    cool_down: timedelta = timedelta(minutes=10)
    suspend_at: float = 6
    suspension: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against a sender: times of strikes, and what staff decided.

    Strikes up to `forgiven_at` still count, but what they brought is lifted.
    """

    strikes: tuple[datetime, ...] = ()
    suspended_until: datetime | None = None
    forgiven_at: datetime | None = None
    warnings: int = 0


CLEAN = Standing()


def level(strikes: Iterable[datetime], now: datetime, policy: StrikePolicy) -> float:
    """How many strikes count at `now`, the faded ones in part."""
    half_life = max(policy.half_life, timedelta.resolution)
    return math.fsum(math.pow(0.5, (now - at) / half_life) for at in strikes if at <= now)


def cool_down_until(standing: Standing, policy: StrikePolicy) -> datetime | None:
    """Until when strikes keep the sender from sending for a while; None if they never did."""
    return _until(standing, policy, policy.cool_down_at, policy.cool_down)


def suspended_until(standing: Standing, policy: StrikePolicy) -> datetime | None:
    """Until when the sender is suspended, by strikes or by staff; None if they never were."""
    by_strikes = _until(standing, policy, policy.suspend_at, policy.suspension)
    return _latest(by_strikes, standing.suspended_until)


def paused_until(standing: Standing, policy: StrikePolicy, now: datetime) -> datetime | None:
    """Until when this sender may not send; None when they may now."""
    if standing is CLEAN:
        return None
    until = _latest(cool_down_until(standing, policy), suspended_until(standing, policy))
    return until if until is not None and until > now else None


def _until(
    standing: Standing, policy: StrikePolicy, enough: float, lasts: timedelta
) -> datetime | None:
    strikes = sorted(standing.strikes)
    reached = [
        at + lasts
        for index, at in enumerate(strikes)
        if not _forgiven(standing, at) and _reaches(strikes[: index + 1], policy, enough)
    ]
    return max(reached, default=None)


def _reaches(strikes: Sequence[datetime], policy: StrikePolicy, enough: float) -> bool:
    return level(strikes, strikes[-1], policy) >= enough - _TOLERANCE


_TOLERANCE = 0.1
"""Strikes of one day have faded a little, and still are as many as they are."""


def _forgiven(standing: Standing, at: datetime) -> bool:
    return standing.forgiven_at is not None and at <= standing.forgiven_at


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)
