"""Group commit: what arrives during a write goes together into the next one."""

import asyncio
from collections.abc import Sequence

import pytest

from hub.storage.batcher import Batcher
from hub.storage.lru import Lru


class Store:
    """Takes batches when the test lets it; an odd number is refused, and 99 breaks everything."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = asyncio.Event()

    async def flush(self, items: Sequence[int]) -> list[str | Exception]:
        self.batches.append(list(items))
        await self.gate.wait()
        if 99 in items:
            raise OSError("away")
        return [ValueError(item) if item % 2 else f"kept {item}" for item in items]


@pytest.fixture
async def store() -> Store:
    return Store()


@pytest.fixture
async def batcher(store: Store) -> Batcher[int, str]:
    return Batcher(store.flush, limit=4, observe=lambda _: None)


async def started(store: Store) -> None:
    """Return when a batch is being written."""
    while not store.batches:
        await asyncio.sleep(0)


async def test_an_idle_store_gets_the_first_item_at_once(
    store: Store, batcher: Batcher[int, str]
) -> None:
    store.gate.set()
    assert await batcher.submit(2) == "kept 2"
    assert store.batches == [[2]]


async def test_what_gathers_meanwhile_goes_together_up_to_the_limit(
    store: Store, batcher: Batcher[int, str]
) -> None:
    first = batcher.submit(0)
    await started(store)
    others = [batcher.submit(n) for n in range(2, 20, 2)]
    assert (len(batcher), batcher.unfinished) == (9, 10)
    store.gate.set()
    assert await asyncio.gather(first, *others) == [f"kept {n}" for n in range(0, 20, 2)]
    assert store.batches == [[0], [2, 4, 6, 8], [10, 12, 14, 16], [18]]
    assert (len(batcher), batcher.unfinished) == (0, 0)


async def test_a_refusal_is_one_items_alone(store: Store, batcher: Batcher[int, str]) -> None:
    store.gate.set()
    waiting = [batcher.submit(n) for n in (2, 3, 4)]
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, ValueError, str]


async def test_a_store_that_is_away_fails_its_batch_and_serves_the_next(
    store: Store, batcher: Batcher[int, str]
) -> None:
    store.gate.set()
    waiting = [batcher.submit(n) for n in (2, 99)]
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [OSError, OSError]
    assert await batcher.submit(4) == "kept 4"


async def test_who_gives_up_changes_nothing_for_others(
    store: Store, batcher: Batcher[int, str]
) -> None:
    waiting = [batcher.submit(n) for n in (2, 4, 6)]
    await started(store)
    waiting[1].cancel()
    store.gate.set()
    assert (await waiting[0], await waiting[2]) == ("kept 2", "kept 6")
    assert store.batches == [[2, 4, 6]], "it was on its way"


async def test_settled_is_when_all_before_is_flushed(
    store: Store, batcher: Batcher[int, str]
) -> None:
    waiting = [batcher.submit(n) for n in range(0, 12, 2)]
    await started(store)
    settled = asyncio.ensure_future(batcher.settled())
    await asyncio.sleep(0)
    assert not settled.done()
    store.gate.set()
    await settled
    assert all(one.done() for one in waiting)
    await batcher.settled()


def test_a_bounded_memory_forgets_what_was_used_longest_ago() -> None:
    memory: Lru[str, int] = Lru(3)
    for number, key in enumerate("abc"):
        memory.put(key, number)
    memory.get("a")
    memory.put("d", 3)
    assert [memory.get(key) for key in "abcd"] == [0, None, 2, 3]
    memory.drop("a")
    memory.drop("a")
    assert memory.get("a") is None
