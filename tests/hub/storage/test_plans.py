"""Every question of a busy shop is answered from an index, and by little more than the answer.

A few thousand documents are enough to tell a walk to the answer from a walk over everything.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bson import ObjectId

from hub.actions.ports import Before, Folder
from hub.domain.conversations import Conversation, Inbox, Side
from hub.domain.messages import Draft, Kind, Message, appended
from hub.domain.search_terms import parse_query
from hub.storage.documents import conversation_document, message_document
from hub.storage.driver import Database, Document
from hub.storage.driver import database as open_database
from hub.storage.indexes import ensure_indexes
from tests.hub.storage.conftest import stores_over
from tests.support.profiler import Account, profiled
from tests.support.stores import Stores
from tests.support.talks import NOW, SENDERS, Thread, fresh

SIZE = 3_000
LIMIT = 20
SHOP = Inbox(Side.SELLER, "busy")
OPERATOR = (Inbox(Side.BUYER, "wei"), SHOP)
LONG = "long"


def listed() -> Iterable[Conversation]:
    """The busy shop's conversations, a second apart, every tenth of them unread."""
    for n in range(SIZE):
        at = NOW - timedelta(seconds=n)
        sender = "seller" if n % 10 else "buyer"
        message = replace_time(Thread(f"c{n:05}").say(sender), at)
        opened = fresh(f"c{n:05}", buyer=f"b{n}", shop="busy", at=at - timedelta(days=1))
        yield appended(opened, message)


def replace_time(message: Message, at: Any) -> Message:
    return replace(message, sent_at=at)


def spoken() -> Iterable[Message]:
    """A thread as long as that."""
    for seq in range(1, SIZE + 1):
        text = "your parcel" + (" giraffe" if seq % 500 == 0 else "")
        draft = Draft(LONG, f"{seq}", Kind.TEXT, SENDERS["buyer"], text, "en")
        yield Message(ObjectId(), seq, (seq, 0), NOW + timedelta(seconds=seq), draft)


async def fill(database: Database) -> None:
    await ensure_indexes(database)
    conversations = [conversation_document(one) for one in listed()]
    await database["conversations"].insert_many(conversations)
    documents = [with_hidden(message_document(message)) for message in spoken()]
    await database["messages"].insert_many(documents)
    stores, long = stores_over(database), fresh(LONG, buyer="ana", shop="busy")
    for message in spoken():
        stores.search.add(long, message)
    await stores.search.settled()


def with_hidden(document: Document) -> Document:
    """The buyer deleted every hundredth message."""
    deleted = document["seq"] % 100 == 0
    return {**document, "hidden": {"buyer": document["seq"] // 100}} if deleted else document


@pytest.fixture(scope="module")
def filled(mongo_uri: str) -> str:
    """The name of a database with all that."""

    async def prepare() -> None:
        async with open_database(mongo_uri, "test_plans") as database:
            await fill(database)

    asyncio.run(prepare())
    return "test_plans"


@pytest.fixture
async def busy(mongo_uri: str, filled: str) -> AsyncIterator[Stores]:
    async with open_database(mongo_uri, filled) as database:
        yield stores_over(database)


def check(account: Account, collection: str, *, most: int) -> None:
    """Reads by index, in its order, of at most so many keys altogether."""
    reads = account.of(collection)
    assert reads
    for read in reads:
        assert "COLLSCAN" not in read.plan, read
        assert not read.sorted_in_memory, read
    assert sum(read.keys for read in reads) <= most, reads
    assert sum(read.documents for read in reads) <= most, reads


# -- the inbox ------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [0, 1_000, 2_900])
@pytest.mark.parametrize("inboxes", [(SHOP,), OPERATOR], ids=["one inbox", "two inboxes"])
async def test_an_inbox_page(busy: Stores, inboxes: tuple[Inbox, ...], start: int) -> None:
    before = Before(NOW - timedelta(seconds=start), f"c{start:05}") if start else None
    async with profiled(busy.database) as account:
        page = await busy.conversations.page(inboxes, "all", before, LIMIT)
    assert [one.id for one in page] == [
        f"c{n:05}" for n in range(start + bool(start), start + bool(start) + LIMIT)
    ]
    check(account, "conversations", most=LIMIT + 6)


@pytest.mark.parametrize("start", [0, 2_000])
async def test_a_page_of_the_unread(busy: Stores, start: int) -> None:
    before = Before(NOW - timedelta(seconds=start), f"c{start:05}") if start else None
    folder: Folder = "unread"
    async with profiled(busy.database) as account:
        page = await busy.conversations.page(OPERATOR, folder, before, LIMIT)
    assert len(page) == LIMIT
    check(account, "conversations", most=LIMIT + 6)


async def test_the_unread_counts_of_an_inbox(busy: Stores) -> None:
    async with profiled(busy.database) as account:
        counts = await busy.conversations.unread(SHOP)
    assert len(counts) == SIZE // 10
    check(account, "conversations", most=SIZE // 10 + 1)


async def test_opening_what_is_open(busy: Stores) -> None:
    context = fresh("c00777").context
    async with profiled(busy.database) as account:
        found = await busy.conversations.find(context, "b777")
    assert found is not None
    check(account, "conversations", most=1)


# -- the thread -----------------------------------------------------------------------------------


@pytest.mark.parametrize("below", [None, 1_500, 30])
@pytest.mark.parametrize("side", Side)
async def test_a_page_of_history(busy: Stores, side: Side, below: int | None) -> None:
    async with profiled(busy.database) as account:
        page = await busy.messages.visible(LONG, side, above=0, below=below, limit=LIMIT)
    assert len(page) == LIMIT
    check(account, "messages", most=LIMIT + 2)


async def test_catching_up(busy: Stores) -> None:
    async with profiled(busy.database) as account:
        missed = await busy.messages.visible_after(LONG, Side.SELLER, above=2_950, limit=301)
    assert len(missed) == 50
    check(account, "messages", most=51)


async def test_deletions_since(busy: Stores) -> None:
    async with profiled(busy.database) as account:
        hidden = await busy.messages.hidden_since(LONG, Side.BUYER, 20, 301)
    assert hidden == [(n, 100 * n) for n in range(21, 31)]
    check(account, "messages", most=11)


async def test_which_of_some_are_deleted(busy: Stores) -> None:
    async with profiled(busy.database) as account:
        hidden = await busy.messages.hidden_among(LONG, Side.BUYER, range(1_990, 2_010))
    assert hidden == {2_000}
    check(account, "messages", most=22)


async def test_the_end_of_a_thread_and_a_place_in_it(busy: Stores) -> None:
    async with profiled(busy.database) as account:
        assert await busy.messages.ordinal(LONG, 1_234, Side.BUYER) == 1_234
        message = await busy.messages.commit(
            Draft(LONG, f"{ObjectId()}", Kind.TEXT, SENDERS["seller"], "Hi", "en")
        )
    assert message.message.seq > SIZE
    check(account, "messages", most=2)


# -- search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [("parcel ", LIMIT), ("parc", LIMIT), ("giraffe ", 6), ("parcel giraffe ", 6), ("your gir", 6)],
)
async def test_search(busy: Stores, query: str, found: int) -> None:
    async with profiled(busy.database) as account:
        ids = await busy.search.find(
            OPERATOR, parse_query(query), conversation_id=None, before=None, limit=LIMIT
        )
    assert len(ids) == found
    [walk] = [read for read in account.of("search_postings") if read.returned == found]
    assert "COLLSCAN" not in walk.plan
    assert not walk.sorted_in_memory
    assert walk.keys <= 2 * LIMIT + 6, walk


async def test_a_later_page_of_hits(busy: Stores) -> None:
    query = parse_query("parcel ")
    ids = [
        document["_id"]
        async for document in busy.database["search_postings"].find().sort("_id").limit(1_000)
    ]
    async with profiled(busy.database) as account:
        page = await busy.search.find(
            OPERATOR, query, conversation_id=None, before=str(ids[-1]), limit=LIMIT
        )
    assert page == [str(id) for id in ids[-2 : -2 - LIMIT : -1]]
    check(account, "search_postings", most=LIMIT + 6)
