"""Work that can wait for more urgent work."""

import asyncio
from collections.abc import Sequence

from hub.storage.backlog import Backlog


class Desk:
    """Does what the backlog gives it, and can be busy with something else."""

    def __init__(
        self,
        *,
        most: int = 1_000,
        patience_s: float = 60,
        batch: int = 3,
        linger_s: float = 0,
    ) -> None:
        self.busy = False
        self.batches: list[list[int]] = []
        self.backlog: Backlog[int] = Backlog(
            self._work,
            busy=lambda: self.busy,
            batch=batch,
            most=most,
            patience_s=patience_s,
            linger_s=linger_s,
        )

    @property
    def done(self) -> list[int]:
        return [item for batch in self.batches for item in batch]

    async def _work(self, items: Sequence[int]) -> None:
        await asyncio.sleep(0)
        self.batches.append(list(items))

    def add(self, *items: int) -> None:
        for item in items:
            self.backlog.add(item)


async def test_everything_is_done_in_order_and_in_batches() -> None:
    desk = Desk()
    desk.add(1, 2, 3, 4)
    assert len(desk.backlog) == 4
    await desk.backlog.settled()
    assert desk.batches == [[1, 2, 3], [4]]
    assert len(desk.backlog) == 0


async def test_it_starts_again_after_it_was_empty() -> None:
    desk = Desk()
    for item in (1, 2):
        desk.add(item)
        await desk.backlog.settled()
    assert desk.done == [1, 2]


async def test_nothing_is_done_while_something_else_is_urgent() -> None:
    desk = Desk()
    desk.busy = True
    desk.add(1)
    await asyncio.sleep(0.2)  # there is no event for what does not happen
    assert desk.done == []
    desk.busy = False
    await desk.backlog.settled()
    assert desk.done == [1]


async def test_hurrying_ends_the_wait() -> None:
    desk = Desk()
    desk.busy = True
    desk.add(1, 2, 3, 4)
    await desk.backlog.hurried(10)
    assert desk.done == [1, 2, 3, 4]


async def test_hurrying_is_over_when_all_is_done() -> None:
    desk = Desk()
    desk.busy = True
    desk.add(1)
    await desk.backlog.hurried(10)
    desk.add(2)
    await asyncio.sleep(0.2)
    assert desk.done == [1]


async def test_patience_ends() -> None:
    desk = Desk(patience_s=0.1)
    desk.busy = True
    desk.add(1)
    async with asyncio.timeout(10):
        await desk.backlog.settled()


async def test_no_more_than_so_many_wait() -> None:
    desk = Desk(most=5, batch=1)
    desk.busy = True
    desk.add(*range(8))
    async with asyncio.timeout(10):
        while len(desk.done) < 4:
            await asyncio.sleep(0)
    assert desk.done == [0, 1, 2, 3]


async def test_a_wait_can_be_given_up() -> None:
    desk = Desk()
    desk.busy = True
    desk.add(1)
    waiting = asyncio.ensure_future(desk.backlog.settled())
    await asyncio.sleep(0)
    waiting.cancel()
    desk.busy = False
    await desk.backlog.settled()
    assert desk.done == [1]


async def test_after_a_hurry_it_holds_back_again() -> None:
    desk = Desk()
    desk.busy = True
    desk.add(*range(9))
    await desk.backlog.hurried(0)
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(desk.done) < 9, "the hurry is over"
    desk.busy = False
    await desk.backlog.settled()


async def test_a_batch_waits_for_more_to_go_with_it() -> None:
    desk = Desk(linger_s=0.2)
    desk.add(1)
    await asyncio.sleep(0.1)
    desk.add(2)
    async with asyncio.timeout(10):
        while not desk.batches:
            await asyncio.sleep(0)
    assert desk.batches == [[1, 2]]


async def test_who_waits_for_it_does_not_wait_for_more() -> None:
    desk = Desk(linger_s=60)
    desk.add(1)
    async with asyncio.timeout(10):
        await desk.backlog.settled()
