"""Characters sent to an engine, by day and by month, and what an account allows of them.

Counted as providers do: in UTC, every question, whether or not an answer came.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from translation.engines.port import QuotaSpent

_RETRY_SECONDS = 900.0


class Quota:
    """`by_day` and `by_month` in characters; 0: no limit."""

    def __init__(
        self,
        *,
        by_day: int = 0,
        by_month: int = 0,
        today: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._by_day, self._by_month = by_day, by_month
        self._now = today
        self._day = self._month = ""
        self._in_day = self._in_month = 0

    def check(self, characters: int) -> None:
        """That so many more are allowed; raises QuotaSpent."""
        self._turn()
        if _over(self._in_day + characters, self._by_day):
            raise QuotaSpent("today's characters are spent", _RETRY_SECONDS)
        if _over(self._in_month + characters, self._by_month):
            raise QuotaSpent("this month's characters are spent", _RETRY_SECONDS)

    def spend(self, characters: int) -> None:
        """Count them."""
        self._turn()
        self._in_day += characters
        self._in_month += characters

    def spent(self) -> tuple[int, int]:
        """Characters today and this month."""
        self._turn()
        return self._in_day, self._in_month

    def _turn(self) -> None:
        day = self._now().strftime("%Y-%m-%d")
        if day != self._day:
            self._day, self._in_day = day, 0
        if day[:7] != self._month:
            self._month, self._in_month = day[:7], 0


def _over(characters: int, limit: int) -> bool:
    return bool(limit) and characters > limit
