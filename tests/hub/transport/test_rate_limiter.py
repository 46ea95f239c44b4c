"""A bucket for everybody, and no bucket for those who have long been quiet."""

from datetime import UTC, datetime

import pytest

from hub.errors import RateLimited
from hub.transport import limits
from hub.transport.limits import RateLimiter


class StoppedClock:
    """Time that the test moves."""

    def __init__(self) -> None:
        self.seconds = 50.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def limiter(clock: StoppedClock) -> RateLimiter:
    """Two a second, three at once."""
    return RateLimiter(clock, rate=2, burst=3)


def taken(limiter: RateLimiter, who: str) -> int:
    """How often somebody is let through before the first refusal."""
    for count in range(100):
        try:
            limiter.take(who)
        except RateLimited:
            return count
    raise AssertionError("never refused")


def test_everybody_has_a_bucket_of_their_own(limiter: RateLimiter) -> None:
    assert [taken(limiter, who) for who in ("ana", "ben", "ana")] == [3, 3, 0]


def test_a_refusal_says_how_long_to_wait(limiter: RateLimiter, clock: StoppedClock) -> None:
    taken(limiter, "ana")
    with pytest.raises(RateLimited) as refused:
        limiter.take("ana")
    assert refused.value.data == {"retry_after_s": 0.5}
    clock.seconds += 0.5
    limiter.take("ana")


def test_only_full_buckets_are_forgotten(
    limiter: RateLimiter, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_SWEEP_ABOVE", 10)
    limiter._sweep_at = 10
    for number in range(10):
        limiter.take(f"quiet-{number}")
    clock.seconds += 100
    taken(limiter, "busy")
    assert limiter._buckets.keys() == {"busy"}
    assert taken(limiter, "busy") == 0
    assert taken(limiter, "quiet-1") == 3
