"""What was read lately: for what may be a moment old, because another process may change it."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from hub.actions.ports import Clock
from hub.storage.lru import Lru

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_REMEMBERED = 20_000


class Expiring(Generic[Key, Value]):
    """Reads through; again after `seconds`, and after what this process itself changed."""

    def __init__(
        self,
        read: Callable[[Key], Awaitable[Value]],
        clock: Clock,
        seconds: float,
        remembered: int = _REMEMBERED,
    ) -> None:
        self._read = read
        self._clock = clock
        self._seconds = seconds
        self._known: Lru[Key, tuple[float, Value]] = Lru(remembered)
        self._forgotten = 0

    async def get(self, key: Key) -> Value:
        """Raises what reading raises."""
        now, known = self._clock.monotonic(), self._known.get(key)
        if known is not None and now - known[0] < self._seconds:
            return known[1]
        forgotten = self._forgotten
        value = await self._read(key)
        if forgotten == self._forgotten:  # else it may have changed while it was read
            self._known.put(key, (now, value))
        return value

    def forget(self, key: Key) -> None:
        """It is another one now."""
        self._known.drop(key)
        self._forgotten += 1
