"""One hub for the many tests that do not mind each other, and one in a process of its own."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from hub.app import running
from hub.config import Settings
from tests.support import programs
from tests.support.background import in_background
from tests.support.people import Person
from tests.support.programs import Program
from tests.support.running import RunningHub, reached
from tests.support.tokens import SECRET


@pytest.fixture(scope="package")
def common_settings(mongo_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of the hub that these tests share."""
    return Settings(
        port=0,
        data_dir=tmp_path_factory.mktemp("common"),
        mongo_uri=mongo_uri,
        mongo_database="common",
        jwt_secret=SECRET,
        connections_per_address=2_000,
        translation="off",
    )


@pytest.fixture(scope="package")
def common_url(common_settings: Settings) -> Iterator[str]:
    """Where it is; it knows the small marketplace of `tests.support.people`."""

    @asynccontextmanager
    async def filled() -> AsyncIterator[str]:
        async with running(common_settings) as app:
            async with reached(app.url) as hub:
                await hub.fill()
            yield app.url

    with in_background(filled) as url:
        yield url


@pytest.fixture
async def common(common_url: str, common_settings: Settings) -> AsyncIterator[RunningHub]:
    """The shared hub: come as a `buyer` of your own, and leave its records as they are."""
    async with reached(common_url, common_settings) as hub:
        yield hub


@pytest.fixture
def buyer() -> Person:
    """Somebody whom the hub has never seen."""
    return Person(f"buyer-{secrets.token_hex(4)}", "buyer", "Nia")


@pytest.fixture
async def served(mongo_uri: str, mongo_database: str) -> AsyncIterator[Program]:
    """A hub as its own process, whose log and memory are its own; it says `ready URL`."""
    env = {
        "HUB_PORT": "0",
        "HUB_MONGO_URI": mongo_uri,
        "HUB_MONGO_DATABASE": mongo_database,
        "HUB_JWT_SECRET": SECRET,
        "HUB_EVENT_BURST": "2000",
        "HUB_TRANSLATION": "off",
    }
    async with programs.python("-m", "hub", "serve", ready="ready ", env=env) as program:
        yield program
