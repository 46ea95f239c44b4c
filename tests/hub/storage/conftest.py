"""A database with its indexes, shared by tests whose conversations have ids of their own."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable

import pytest

from hub.clock import SystemClock
from hub.storage.conversations import ConversationStore
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from hub.storage.indexes import ensure_indexes
from hub.storage.messages import MessageStore
from hub.storage.search_index import SearchIndexStore
from tests.support.stores import Stores


@pytest.fixture(scope="package")
def indexed(mongo_uri: str) -> str:
    """The name of a database in which every index exists."""

    async def prepare() -> None:
        async with open_database(mongo_uri, "test_storage") as opened:
            await ensure_indexes(opened)

    asyncio.run(prepare())
    return "test_storage"


@pytest.fixture
async def kept(mongo_uri: str, indexed: str, driver: str) -> AsyncIterator[Database]:
    """That database, through each driver in turn."""
    async with open_database(mongo_uri, indexed, driver) as opened:
        yield opened


@pytest.fixture
async def empty(database: Database) -> Database:
    """A database of one's own with every index and nothing else, through each driver in turn."""
    await ensure_indexes(database)
    return database


@pytest.fixture
def opened_by(kept: Database) -> Callable[[], Stores]:
    """One more process over the shared database."""
    return lambda: stores_over(kept)


@pytest.fixture
def stores(kept: Database) -> Stores:
    """One process over the shared database."""
    return stores_over(kept)


@pytest.fixture
def own(empty: Database) -> Stores:
    """One process over a database of one's own."""
    return stores_over(empty)


def stores_over(opened: Database) -> Stores:
    ignore: list[int] = []
    return Stores(
        database=opened,
        messages=MessageStore(opened, SystemClock(), ignore.append),
        conversations=ConversationStore(opened, ignore.append),
        search=SearchIndexStore(opened, ignore.append),
    )


@pytest.fixture
def id() -> str:
    """Of a conversation, and of whatever belongs to it."""
    return secrets.token_hex(6)
