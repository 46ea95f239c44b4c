"""What every test can ask for: a real mongod, a database of its own, a running hub."""

import inspect
import secrets
from collections import deque
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import structlog
from hypothesis import settings as examples
from pymongo import AsyncMongoClient

from hub import embedded
from hub.app import running
from hub.config import Settings
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from tests.support.background import in_background
from tests.support.running import RunningHub, reached
from tests.support.timing import with_deadline
from tests.support.tokens import SECRET

# The same examples every time; `--hypothesis-profile=explore` looks for new ones.
examples.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
examples.register_profile("explore", deadline=None, print_blob=True)
examples.load_profile("steady")


TEST_SECONDS = 120

LONG = ("tests/hub/test_crash.py", "tests/bench", "tests/browser")
"""What takes longest begins first, so that no worker is left with it in the end."""

SPARE_DATABASES = 3
"""So many rest after their test, so that nothing of it is still on its way when they are used."""

# The hub's log is shown with the test that fails, and not in between.
structlog.configure(
    processors=[structlog.dev.ConsoleRenderer(colors=False)],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No test waits for ever; the traceback of one that would shows what it waited for."""
    items.sort(key=_begun)
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
            item.obj = with_deadline(item.obj, TEST_SECONDS)


def _begun(item: pytest.Item) -> int:
    """The place of its file among the long ones, or behind them; files stay together."""
    path = item.path.relative_to(item.config.rootpath)
    return next((n for n, long in enumerate(LONG) if path.is_relative_to(long)), len(LONG))


@pytest.fixture(scope="session")
def mongo_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One mongod for all tests of this process."""
    folder = tmp_path_factory.mktemp("data")
    with in_background(lambda: embedded.mongod(folder)) as uri:
        yield uri


@pytest.fixture
async def mongo_database(mongo_uri: str) -> AsyncIterator[str]:
    """The name of a database that only this test uses; gone afterwards."""
    name = f"test_{secrets.token_hex(8)}"
    yield name
    async with AsyncMongoClient[dict[str, Any]](mongo_uri) as client:
        await client.drop_database(name)


@pytest.fixture(scope="session")
def used_databases() -> deque[str]:
    """Names of databases in which a hub has made its indexes, those used last at the end."""
    return deque()


@pytest.fixture
async def hub_database(mongo_uri: str, used_databases: deque[str]) -> AsyncIterator[str]:
    """The name of an empty database that only this test uses, for a hub that ends with the test.

    It may have been another test's before: emptying one is quicker than building its indexes.
    """
    if len(used_databases) < SPARE_DATABASES:
        name = f"test_{secrets.token_hex(8)}"
    else:
        name = used_databases.popleft()
        await _empty(mongo_uri, name)
    yield name
    used_databases.append(name)


async def _empty(uri: str, database: str) -> None:
    async with AsyncMongoClient[dict[str, Any]](uri) as client:
        for collection in await client[database].list_collection_names():
            await client[database][collection].delete_many({})


@pytest.fixture(params=["pymongo", "motor"])
def driver(request: pytest.FixtureRequest) -> Literal["pymongo", "motor"]:
    """Each MongoDB driver in turn."""
    chosen: Literal["pymongo", "motor"] = request.param
    return chosen


@pytest.fixture
async def database(mongo_uri: str, mongo_database: str, driver: str) -> AsyncIterator[Database]:
    """An empty database, opened as storage gets it, through each driver in turn."""
    async with open_database(mongo_uri, mongo_database, driver) as opened:
        yield opened


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, tmp_path: Path, mongo_uri: str, hub_database: str
) -> Settings:
    """Settings of a hub for one test; `@pytest.mark.settings(send_burst=3)` changes some."""
    marks = [mark.kwargs for mark in request.node.iter_markers("settings")]
    changes = {name: value for mark in reversed(marks) for name, value in mark.items()}
    usual = {
        "port": 0,
        "data_dir": tmp_path,
        "mongo_uri": mongo_uri,
        "mongo_database": hub_database,
        "jwt_secret": SECRET,
        "drain_seconds": 2,
        "translation": "off",  # its engines would be started anew for every test
    }
    return Settings.model_validate(usual | changes)


@pytest.fixture
async def empty_hub(settings: Settings) -> AsyncIterator[RunningHub]:
    """A hub that knows nobody yet."""
    async with running(settings) as app, reached(app.url, settings) as hub:
        yield hub


@pytest.fixture
async def hub(empty_hub: RunningHub) -> RunningHub:
    """A hub with the small marketplace of `tests.support.people`."""
    await empty_hub.fill()
    return empty_hub
