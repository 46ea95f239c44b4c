"""One pool for the tests of this folder that do it no harm."""

from collections.abc import AsyncIterator

import pytest_asyncio

from hub.images.pool import Options, Pool


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pool() -> AsyncIterator[Pool]:
    async with Pool(Options(workers=2)) as shared:
        yield shared
