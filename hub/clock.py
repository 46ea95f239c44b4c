"""Time as the hub tells it: UTC, to the millisecond, as MongoDB keeps it."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Implements `hub.actions.ports.Clock`."""

    def now(self) -> datetime:
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1_000 * 1_000)

    def monotonic(self) -> float:
        return time.monotonic()
