"""Group commit: what arrives while a write is in flight goes together into the next one.

No timer and no added delay when idle; batches grow with the load by themselves.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Flush = Callable[[Sequence[Item]], Awaitable[Sequence[Result | Exception]]]


class Batcher(Generic[Item, Result]):
    """Runs `flush` over batches of at most `limit` items, one batch at a time, in order.

    `flush` returns one result or exception per item; what it raises goes to every item.
    """

    def __init__(
        self, flush: Flush[Item, Result], *, limit: int, observe: Callable[[int], None]
    ) -> None:
        self._flush = flush
        self._limit = limit
        self._observe = observe
        self._pending: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._in_flight = 0
        self._newest: asyncio.Future[Result] | None = None
        self._worker: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def unfinished(self) -> int:
        """Items that wait or are in flight."""
        return len(self._pending) + self._in_flight

    def submit(self, item: Item) -> asyncio.Future[Result]:
        """Queue an item; the future holds its result."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._pending.append((item, future))
        self._newest = future
        if self._worker is None:
            self._worker = asyncio.create_task(self._work())
        return future

    async def settled(self) -> None:
        """Return once everything submitted so far has been flushed."""
        if self._newest is not None:
            await asyncio.wait([self._newest])

    async def _work(self) -> None:
        try:
            while self._pending:
                size = min(len(self._pending), self._limit)
                await self._run([self._pending.popleft() for _ in range(size)])
        finally:
            self._worker = None

    async def _run(self, batch: list[tuple[Item, "asyncio.Future[Result]"]]) -> None:
        self._observe(len(batch))
        self._in_flight = len(batch)
        try:
            results = await self._flush([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - each waiting caller gets it
            results = [error] * len(batch)
        self._in_flight = 0
        for (_, future), result in zip(batch, results, strict=True):
            if future.cancelled():
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)
