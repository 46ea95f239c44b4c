"""History as each side may see it."""

import asyncio

import pytest
from bson import ObjectId

from hub.domain.conversations import Side
from hub.domain.messages import Message
from tests.support.stores import Stores


@pytest.fixture
async def thread(stores: Stores, id: str) -> list[Message]:
    """Ten messages, the buyer's and the seller's in turn."""
    await stores.open(id)
    return [
        message
        for n in range(5)
        for sender in ("buyer", "seller")
        for message in await stores.talk(id, f"{n}", sender=sender)
    ]


def seqs(messages: list[Message]) -> list[int]:
    return [message.seq for message in messages]


async def test_the_newest_below(stores: Stores, thread: list[Message], id: str) -> None:
    assert len(thread) == 10
    messages = stores.messages
    newest = await messages.visible(id, Side.BUYER, above=0, below=None, limit=3)
    assert seqs(newest) == [8, 9, 10]
    older = await messages.visible(id, Side.BUYER, above=0, below=8, limit=3)
    assert seqs(older) == [5, 6, 7]
    rest = await messages.visible(id, Side.BUYER, above=3, below=6, limit=10)
    assert seqs(rest) == [4, 5]


async def test_the_oldest_above(stores: Stores, thread: list[Message], id: str) -> None:
    assert len(thread) == 10
    found = await stores.messages.visible_after(id, Side.SELLER, above=4, limit=3)
    assert seqs(found) == [5, 6, 7]


async def test_hiding_is_one_sides(stores: Stores, thread: list[Message], id: str) -> None:
    assert len(thread) == 10
    await stores.messages.hide(id, Side.BUYER, [2, 9], 1)
    await stores.messages.hide(id, Side.BUYER, [4], 2)
    mine = await stores.messages.visible_after(id, Side.BUYER, above=0, limit=10)
    theirs = await stores.messages.visible_after(id, Side.SELLER, above=0, limit=10)
    assert seqs(mine) == [1, 3, 5, 6, 7, 8, 10]
    assert seqs(theirs) == list(range(1, 11))
    assert await stores.messages.hidden_among(id, Side.BUYER, range(1, 5)) == {2, 4}
    assert await stores.messages.hidden_among(id, Side.SELLER, range(1, 5)) == set()


async def test_what_was_hidden_since(stores: Stores, thread: list[Message], id: str) -> None:
    assert len(thread) == 10
    for change, hidden in enumerate(([9, 2], [4], [1, 3]), start=1):
        await stores.messages.hide(id, Side.BUYER, hidden, change)
    since = stores.messages.hidden_since
    assert await since(id, Side.BUYER, 0, 10) == [(1, 2), (1, 9), (2, 4), (3, 1), (3, 3)]
    assert await since(id, Side.BUYER, 1, 2) == [(2, 4), (3, 1)]
    assert await since(id, Side.BUYER, 3, 10) == []
    assert await since(id, Side.SELLER, 0, 10) == []


async def test_hidden_again_it_keeps_its_first_number(
    stores: Stores, thread: list[Message], id: str
) -> None:
    assert len(thread) == 10
    await stores.messages.hide(id, Side.BUYER, [1, 2], 1)
    await stores.messages.hide(id, Side.BUYER, [2, 3], 2)
    assert await stores.messages.hidden_since(id, Side.BUYER, 0, 10) == [(1, 1), (1, 2), (2, 3)]


async def test_ordinals_count_one_sides_messages(
    stores: Stores, thread: list[Message], id: str
) -> None:
    assert len(thread) == 10
    counted = [await stores.messages.ordinal(id, seq, Side.SELLER) for seq in (0, 1, 2, 5, 10)]
    assert counted == [0, 0, 1, 2, 5]


async def test_by_number_and_by_id(stores: Stores, thread: list[Message], id: str) -> None:
    one = await stores.messages.get(id, 3)
    assert one is not None
    assert one.id == thread[2].id
    assert await stores.messages.get(id, 11) is None
    assert seqs(await stores.messages.by_seqs(id, [9, 3, 99])) == [3, 9]
    found = await stores.messages.by_ids([thread[0].id, str(thread[4].id), ObjectId()])
    assert {message.seq for message in found.values()} == {1, 5}


async def test_a_running_commit_settles(stores: Stores, id: str) -> None:
    await stores.open(id)
    sending = [asyncio.ensure_future(stores.talk(id, f"{n}")) for n in range(20)]
    await asyncio.sleep(0)
    await stores.messages.settled()
    assert all(one.done() or one for one in sending)
    found = await stores.messages.visible_after(id, Side.BUYER, above=0, limit=100)
    assert seqs(found) == list(range(1, 21))
    await asyncio.gather(*sending)


async def test_many_sends_at_once_are_busy_for_a_moment(
    stores: Stores, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.storage.messages.BUSY_SECONDS", 0.2)
    await stores.open(id)
    await stores.talk(id, "one", "two")
    assert not stores.messages.busy()
    await asyncio.gather(*(stores.talk(id, f"{n}") for n in range(20)))
    assert stores.messages.busy()
    async with asyncio.timeout(10):
        while stores.messages.busy():
            await asyncio.sleep(0.01)
