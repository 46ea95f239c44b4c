"""Work that can wait for more urgent work: done in batches, late only within bounds.

A batch waits `linger_s` for more to go with it, unless somebody waits for what it holds. While the
rest of the process is busy the batches hold back, for at most `patience_s` and `most` items; so a
burst is served first, and what follows from it is made up for right after.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

Item = TypeVar("Item")

LOOK_AGAIN_SECONDS = 0.05


class Backlog(Generic[Item]):
    """Runs `work`, which must not raise, over batches of at most `batch` items, in order."""

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[None]],
        *,
        busy: Callable[[], bool],
        batch: int,
        most: int,
        patience_s: float,
        linger_s: float = 0.0,
    ) -> None:
        self._work = work
        self._busy = busy
        self._batch = batch
        self._most = most
        self._patience_s = patience_s
        self._linger_s = linger_s
        self._waiting: deque[tuple[float, Item]] = deque()
        self._added = self._done = 0
        self._watchers: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._hurriers = 0
        self._hurried = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return self._added - self._done

    def add(self, item: Item) -> None:
        loop = asyncio.get_running_loop()
        self._waiting.append((loop.time(), item))
        self._added += 1
        if self._worker is None:
            self._worker = loop.create_task(self._run())

    async def settled(self) -> None:
        """Return once everything added so far is done."""
        if self._done < self._added:
            watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.append((self._added, watcher))
            await watcher

    async def hurried(self, seconds: float) -> None:
        """The same, holding nothing back; not longer than `seconds`."""
        if self._done == self._added:
            return
        self._hurriers += 1
        self._hurried.set()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self.settled()
        finally:
            self._hurriers -= 1
            if not self._hurriers:
                self._hurried.clear()

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._turn()
                await self._work_off(min(len(self._waiting), self._batch))
        finally:
            self._worker = None

    async def _work_off(self, size: int) -> None:
        try:
            await self._work([self._waiting.popleft()[1] for _ in range(size)])
        finally:
            self._done += size
            self._tell()

    async def _turn(self) -> None:
        """Return once the next batch may run."""
        while self._may_wait():
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                    await self._hurried.wait()

    def _may_wait(self) -> bool:
        if self._hurried.is_set() or len(self._waiting) >= self._most:
            return False
        waited = asyncio.get_running_loop().time() - self._waiting[0][0]
        if waited < self._linger_s and not self._watchers:
            return True
        return waited < self._patience_s and self._busy()

    def _tell(self) -> None:
        while self._watchers and self._watchers[0][0] <= self._done:
            _, watcher = self._watchers.popleft()
            if not watcher.done():
                watcher.set_result(None)
