"""The token bucket behind every rate limit."""

from dataclasses import dataclass


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

    def take(self, now: float) -> float:
        """Take one token: 0.0 when there was one, else the seconds until there will be."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.rate

    def is_full(self, now: float) -> bool:
        """Whether forgetting this bucket would change nothing."""
        return self.tokens + (now - self.at) * self.rate >= self.burst
