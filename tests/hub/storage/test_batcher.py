"""Group commit: what arrives during a write goes together into the next one."""

import asyncio
from collections.abc import Sequence

from hub.storage.batcher import Batcher


class Press:
    """Prints batches, each when it is told to."""

    def __init__(self) -> None:
        self.printed: list[int] = []
        self.may = asyncio.Semaphore(0)
        self.batcher: Batcher[int, int] = Batcher(self._flush, limit=2, observe=lambda _: None)

    async def _flush(self, items: Sequence[int]) -> list[int | Exception]:
        await self.may.acquire()
        self.printed += items
        return [*items]


async def test_settled_does_not_wait_for_what_came_later() -> None:
    press = Press()
    first = press.batcher.submit(1)
    await asyncio.sleep(0)
    assert (len(press.batcher), press.batcher.unfinished) == (0, 1), "it is being written"
    settled = asyncio.ensure_future(press.batcher.settled())
    await asyncio.sleep(0)
    later = press.batcher.submit(2)
    press.may.release()
    async with asyncio.timeout(5):
        await settled
    assert first.result() == 1
    assert not later.done()
    press.may.release()
    assert await later == 2
