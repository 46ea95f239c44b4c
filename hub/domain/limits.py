"""The token bucket behind every rate limit."""

from dataclasses import dataclass

_CODE_POINTS_A_TOKEN = 400


def tokens_to_check(text: str) -> int:
    """What a check of this text costs: one token, and one more for every 400 code points."""
    return 1 + len(text) // _CODE_POINTS_A_TOKEN


@dataclass(slots=True)
class Bucket:
    """Refills at `rate` a second up to `burst`. Times are seconds on any monotonic clock."""

    rate: float
    burst: int
    tokens: float
    at: float

    @classmethod
    def full(cls, rate: float, burst: int, now: float) -> "Bucket":
        return cls(rate, burst, float(burst), now)

    def take(self, now: float, cost: int = 1) -> float:
        """Take `cost` tokens, or a whole burst where it costs more than that.

        0.0 when there were as many, else nothing is taken: the seconds until there will be.
        """
        cost = min(cost, self.burst)
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= cost:
            self.tokens -= cost
            return 0.0
        return (cost - self.tokens) / self.rate

    def is_full(self, now: float) -> bool:
        """Whether forgetting this bucket would change nothing."""
        return self.tokens + (now - self.at) * self.rate >= self.burst
