"""Conversations as they are stored: opened once, changed without a loss, listed in pages."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from hub.actions.ports import Before, Folder
from hub.domain import deletion, receipts
from hub.domain.conversations import ContextType, Conversation, Inbox, Side
from hub.domain.messages import appended
from hub.errors import NotFound
from hub.storage.conversation_writer import ConversationWriter
from tests.support.stores import Stores
from tests.support.talks import NOW, Thread, fresh

OpenedBy = Callable[[], Stores]
Page = list[str]


def cleared(conversation: Conversation) -> Conversation:
    """A decision that counts: each one is one more change."""
    return deletion.hide_conversation(conversation, Side.BUYER)


# -- opening --------------------------------------------------------------------------------------


async def test_it_comes_back_as_it_was_opened(opened_by: OpenedBy, id: str) -> None:
    opened = await opened_by().open(id)
    assert opened == fresh(id)
    assert await opened_by().conversations.get(id) == opened


async def test_opened_by_many_at_once_it_is_one(opened_by: OpenedBy, id: str) -> None:
    processes = [opened_by() for _ in range(5)]
    attempts = [fresh(f"{id}-{n}", about=f"about-{id}") for n in range(20)]
    found = await asyncio.gather(
        *(processes[n % 5].conversations.open(one) for n, one in enumerate(attempts))
    )
    assert len({one.id for one in found}) == 1


async def test_it_is_found_by_what_it_is_about_and_its_buyer(stores: Stores, id: str) -> None:
    opened = await stores.open(id)
    assert await stores.conversations.find(opened.context, "ana") == opened
    assert await stores.conversations.find(opened.context, "ben") is None


async def test_what_is_not_there(stores: Stores, id: str) -> None:
    assert await stores.conversations.get(id) is None
    with pytest.raises(NotFound):
        await stores.conversations.change(id, cleared)


# -- changing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("durable", [True, False])
async def test_no_change_of_many_at_once_is_lost(
    opened_by: OpenedBy, id: str, *, durable: bool
) -> None:
    mine, theirs = opened_by(), opened_by()
    await mine.open(id)
    await asyncio.gather(
        *(
            process.conversations.change(id, cleared, durable=durable)
            for _ in range(30)
            for process in (mine, theirs)
        )
    )
    await asyncio.gather(mine.settled(), theirs.settled())
    await until_written(mine, theirs)
    stored = await opened_by().conversations.get(id)
    assert stored is not None
    assert stored.sides[Side.BUYER].change == 60


async def until_written(*processes: Stores) -> None:
    """A change that lost a race is written again after it has settled once."""
    while any(len(process.conversations) for process in processes):
        await asyncio.gather(*(process.settled() for process in processes))


async def test_two_processes_change_different_conversations_and_the_same(
    opened_by: OpenedBy, id: str
) -> None:
    processes = [opened_by(), opened_by()]
    ids = [f"{id}-{n}" for n in range(10)]
    for one in ids:
        await processes[0].open(one)
    await asyncio.gather(
        *(process.conversations.change(one, cleared) for one in ids * 3 for process in processes)
    )
    stored = await opened_by().conversations.many(ids)
    assert {one.sides[Side.BUYER].change for one in stored.values()} == {6}


async def test_a_change_that_another_process_built_on_is_not_made_twice(
    opened_by: OpenedBy, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch in which one change lost its race, and another had won when somebody went on."""
    mine, theirs = opened_by(), opened_by()
    lost, won = f"{id}-lost", f"{id}-won"
    for one in (lost, won):
        await mine.open(one)
        await theirs.open(one)
    await theirs.conversations.change(lost, cleared)
    look = ConversationWriter._won

    async def look_late(self: ConversationWriter, changes: Any) -> set[str]:
        monkeypatch.undo()
        last = Thread(won).say("seller")
        await opened_by().conversations.change(won, partial(appended, last=last))
        return await look(self, changes)

    monkeypatch.setattr(ConversationWriter, "_won", look_late)
    await asyncio.gather(*(mine.conversations.change(one, cleared) for one in (lost, won)))
    stored = await opened_by().conversations.many([lost, won])
    assert stored[lost].sides[Side.BUYER].change == 2
    assert stored[won].sides[Side.BUYER].change == 1
    assert stored[won].sides[Side.BUYER].listed, "what came after the deletion is shown"


async def test_different_marks_of_both_sides_are_all_kept(opened_by: OpenedBy, id: str) -> None:
    mine, theirs, thread = opened_by(), opened_by(), Thread(id)
    await mine.open(id)
    for sender in ("buyer", "seller") * 10:
        thread.say(sender)
    append = partial(appended, last=thread.messages[-1])
    await mine.conversations.change(id, append)
    notes = [
        partial(receipts.read, side=side, seq=seq, ordinal=thread.ordinal(seq, side.other))
        for seq in range(1, 21)
        for side in Side
    ]
    await asyncio.gather(
        *((mine, theirs)[n % 2].conversations.change(id, note) for n, note in enumerate(notes))
    )
    stored = await opened_by().conversations.get(id)
    assert stored is not None
    assert [stored.sides[side].read_seq for side in Side] == [20, 20]
    assert [stored.sides[side].unread for side in Side] == [0, 0]


async def test_a_decision_sees_the_one_before_it(stores: Stores, id: str) -> None:
    await stores.open(id)
    changes = await asyncio.gather(*(stores.conversations.change(id, cleared) for _ in range(10)))
    seen = [changed.after.sides[Side.BUYER].change for changed in changes]
    assert seen == list(range(1, 11))
    assert all(a.after.rev == b.before.rev for a, b in pairwise(changes))


async def test_a_decision_that_changes_nothing_writes_nothing(stores: Stores, id: str) -> None:
    opened = await stores.open(id)
    changed = await stores.conversations.change(id, lambda conversation: conversation)
    assert not changed.anything
    stored = await stores.database["conversations"].find_one({"_id": id})
    assert stored is not None
    assert stored["rev"] == opened.rev


async def test_a_decision_that_fails_is_its_callers_alone(stores: Stores, id: str) -> None:
    await stores.open(id)

    def fails(_conversation: Conversation) -> Conversation:
        raise KeyError(id)

    outcomes = await asyncio.gather(
        *(stores.conversations.change(id, one) for one in (cleared, fails, cleared)),
        return_exceptions=True,
    )
    assert [isinstance(outcome, KeyError) for outcome in outcomes] == [False, True, False]
    stored = await stores.conversations.get_fresh(id)
    assert stored is not None
    assert stored.sides[Side.BUYER].change == 2


async def test_a_durable_change_is_stored_when_it_returns(opened_by: OpenedBy, id: str) -> None:
    mine = opened_by()
    await mine.open(id)
    for number in range(1, 4):
        await mine.conversations.change(id, cleared)
        stored = await opened_by().conversations.get(id)
        assert stored is not None
        assert stored.sides[Side.BUYER].change == number


async def test_a_caller_who_gives_up_loses_nothing(opened_by: OpenedBy, id: str) -> None:
    mine = opened_by()
    await mine.open(id)
    asking = [asyncio.ensure_future(mine.conversations.change(id, cleared)) for _ in range(5)]
    await asyncio.sleep(0)
    for one in asking[::2]:
        one.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    await mine.settled()
    stored = await opened_by().conversations.get(id)
    assert stored is not None
    assert stored.sides[Side.BUYER].change == 5


# -- pages ----------------------------------------------------------------------------------------


class Owner:
    """A buyer with conversations, the newest first, a minute apart."""

    def __init__(self, stores: Stores, name: str) -> None:
        self.stores = stores
        self.name = name
        self.inbox = Inbox(Side.BUYER, name)

    async def open(self, count: int, topic: ContextType = ContextType.PRODUCT) -> Page:
        ids = [f"{self.name}-{topic}-{n:03}" for n in range(count)]
        for n, id in enumerate(ids):
            at = NOW - timedelta(minutes=n)
            await self.stores.conversations.open(
                fresh(id, topic=topic, buyer=self.name, shop=f"of-{self.name}", at=at)
            )
        return ids

    async def page(
        self, limit: int, after: Conversation | None = None, folder: Folder = "all"
    ) -> list[Conversation]:
        before = Before(after.activity_at, after.id) if after else None
        return await self.stores.conversations.page([self.inbox], folder, before, limit)

    async def touch(self, id: str, minutes: int) -> None:
        """Something is said at a time."""
        message = Thread(id).say("seller")
        at = NOW + timedelta(minutes=minutes)
        late = type(message)(message.id, message.seq, message.counts, at, message.draft)
        await self.stores.conversations.change(id, partial(appended, last=late))


@pytest.fixture
def owner(stores: Stores, id: str) -> Owner:
    return Owner(stores, f"owner-{id}")


def ids(page: list[Conversation]) -> Page:
    return [one.id for one in page]


async def test_pages_have_no_holes_and_no_doubles(owner: Owner) -> None:
    expected = await owner.open(25)
    seen: Page = []
    page = await owner.page(7)
    while page:
        seen += ids(page)
        page = await owner.page(7, page[-1])
    assert seen == expected


async def test_pages_hold_still_while_things_happen(owner: Owner) -> None:
    expected = await owner.open(20)
    first = await owner.page(5)
    for n, id in enumerate((expected[12], expected[2], expected[7]), start=1):
        await owner.touch(id, minutes=n)
    seen = ids(first)
    page = await owner.page(5, first[-1])
    while page:
        seen += ids(page)
        page = await owner.page(5, page[-1])
    assert len(seen) == len(set(seen)), "nothing twice"
    assert set(expected) - set(seen) == {expected[12], expected[7]}, "they went to the top"
    assert ids(await owner.page(3)) == [expected[7], expected[2], expected[12]]


async def test_many_of_one_moment_are_paged_by_their_ids(owner: Owner, stores: Stores) -> None:
    same = [f"{owner.name}-{n}" for n in range(9)]
    for id in same:
        await stores.conversations.open(fresh(id, buyer=owner.name))
    seen: Page = []
    page = await owner.page(2)
    while page:
        seen += ids(page)
        page = await owner.page(2, page[-1])
    assert seen == sorted(same, reverse=True)


async def test_folders(owner: Owner) -> None:
    products, orders = await owner.open(3), await owner.open(2, ContextType.ORDER)
    await owner.touch(orders[1], minutes=5)
    assert set(ids(await owner.page(10, folder="product"))) == set(products)
    assert set(ids(await owner.page(10, folder="order"))) == set(orders)
    assert ids(await owner.page(10, folder="unread")) == [orders[1]]
    assert await owner.page(10, folder="support") == []
    await owner.stores.conversations.change(products[0], cleared)
    assert set(ids(await owner.page(10, folder="product"))) == set(products[1:])


async def test_two_inboxes_are_merged_by_activity(owner: Owner, stores: Stores) -> None:
    bought = await owner.open(4)
    sold = [f"{owner.name}-sold-{n}" for n in range(4)]
    for n, id in enumerate(sold):
        at = NOW - timedelta(minutes=n, seconds=30)
        opened = fresh(id, buyer=f"b{n}", shop=owner.name, by=Side.SELLER, at=at)
        await stores.conversations.open(opened)
    both = [owner.inbox, Inbox(Side.SELLER, owner.name)]
    page = await stores.conversations.page(both, "all", None, 8)
    assert ids(page) == [id for pair in zip(bought, sold, strict=True) for id in pair]


async def test_unread_counts_of_an_inbox(owner: Owner) -> None:
    ids = await owner.open(3)
    await owner.touch(ids[0], minutes=1)
    await owner.touch(ids[2], minutes=2)
    counts = await owner.stores.conversations.unread(owner.inbox)
    assert counts == {ids[0]: 1, ids[2]: 1}
