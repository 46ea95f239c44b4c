"""Hubs with the demo marketplace."""

from collections.abc import AsyncIterator, Iterator

import pytest

from hub.app import running
from hub.config import Settings
from tests.support.background import in_background
from tests.support.running import RunningHub, reached
from tests.support.tokens import SECRET


@pytest.fixture(scope="package")
def demo_settings(mongo_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of the demo that these tests share."""
    folder = tmp_path_factory.mktemp("demo")
    return Settings(
        port=0,
        data_dir=folder,
        mongo_uri=mongo_uri,
        mongo_database="demo",
        jwt_secret=SECRET,
        translation="off",
    )


@pytest.fixture(scope="package")
def demo_url(demo_settings: Settings) -> Iterator[str]:
    with in_background(lambda: running(demo_settings, demo=True)) as hub:
        yield hub.url


@pytest.fixture
async def demo(demo_url: str, demo_settings: Settings) -> AsyncIterator[RunningHub]:
    """The shared demo: look around, and leave the stories as they are."""
    async with reached(demo_url, demo_settings) as hub:
        yield hub
