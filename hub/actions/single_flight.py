"""Work that several ask for at the same time, and that is done once."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class SingleFlight(Generic[Key, Value]):
    """By key; whoever asks while it is on its way gets the same task."""

    def __init__(self) -> None:
        self._flying: dict[Key, asyncio.Task[Value]] = {}

    def __len__(self) -> int:
        return len(self._flying)

    def join(
        self, key: Key, start: Callable[[], Coroutine[Any, Any, Value]]
    ) -> asyncio.Task[Value]:
        """Its task, started if there is none. To give up waiting, shield it."""
        task = self._flying.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._fly(key, start))
            self._flying[key] = task
            task.add_done_callback(_seen)
        return task

    async def close(self) -> None:
        """Give up whatever is on its way."""
        flying = list(self._flying.values())
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)

    async def _fly(self, key: Key, start: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
        try:
            return await start()
        finally:
            # Within the task: who asks from now on is not told of what is over.
            self._flying.pop(key, None)


def _seen(done: asyncio.Task[Any]) -> None:
    """Even where everybody who asked has gone."""
    if not done.cancelled():
        done.exception()
