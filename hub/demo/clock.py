"""A clock that stands where the story being told is."""

import time
from datetime import UTC, datetime


class StoryClock:
    """Implements `hub.actions.ports.Clock`; stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def move_to(self, at: datetime) -> None:
        """Let it be `at`, cut to the millisecond."""
        at = at.astimezone(UTC)
        self._at = at.replace(microsecond=at.microsecond // 1_000 * 1_000)

    def now(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return time.monotonic()
