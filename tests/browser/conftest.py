"""The demo marketplace and the people who use it, each in a browser window of their own."""

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from hub.app import running
from hub.config import Settings
from tests.browser.people import People
from tests.support.background import in_background
from tests.support.running import reached
from tests.support.tokens import SECRET

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Best without the browser's own windows: a third less CPU time for the same pages."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright's objects belong to one event loop, so all these tests share one."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def demo_settings(mongo_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of the demo that these tests share; each test talks about things of its own."""
    return Settings(
        port=0,
        data_dir=tmp_path_factory.mktemp("browser"),
        mongo_uri=mongo_uri,
        mongo_database="browser",
        jwt_secret=SECRET,
        send_rate=100,
        send_burst=200,
        upload_rate=100,
        upload_burst=200,
        translation="off",
    )


@pytest.fixture(scope="package")
def demo_url(demo_settings: Settings) -> Iterator[str]:
    with in_background(lambda: running(demo_settings, demo=True)) as hub:
        yield hub.url


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def people(browser: Browser, demo_url: str, demo_settings: Settings) -> AsyncIterator[People]:
    """Opens windows; afterwards nobody may have seen anything wrong."""
    async with reached(demo_url, demo_settings) as hub:
        came = People(browser, hub)
        yield came
        await came.leave()
