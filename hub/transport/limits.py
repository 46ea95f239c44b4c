"""Rate limits in memory: a token bucket per user or address, forgotten once it is full again."""

from hub.actions.ports import Clock
from hub.domain.limits import Bucket
from hub.errors import RateLimited

_SWEEP_ABOVE = 10_000


class RateLimiter:
    """Implements `hub.actions.ports.Limiter`; `rate` a second, up to `burst` at once."""

    def __init__(self, clock: Clock, *, rate: float, burst: int) -> None:
        self._clock = clock
        self._rate = rate
        self._burst = burst
        self._buckets: dict[str, Bucket] = {}
        self._sweep_at = _SWEEP_ABOVE

    def take(self, who: str, cost: int = 1) -> None:
        """Take `cost` tokens; raises RateLimited, saying in how many seconds to try again."""
        now = self._clock.monotonic()
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = Bucket.full(self._rate, self._burst, now)
            self._sweep(now)
        wait = bucket.take(now, cost)
        if wait:
            raise RateLimited(wait)

    def _sweep(self, now: float) -> None:
        if len(self._buckets) <= self._sweep_at:
            return
        full = [who for who, bucket in self._buckets.items() if bucket.is_full(now)]
        for who in full:
            del self._buckets[who]
        self._sweep_at = max(_SWEEP_ABOVE, 2 * len(self._buckets))
