"""One hub, a process of its own, that most of these tests share; each in its own marketplace."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.background import in_background
from tests.support.cast import Cast
from tests.support.log import events_of
from tests.support.running import RunningHub, reached
from tests.support.serving import MANY, serving


@pytest.fixture(scope="package")
def shared_url(mongo_uri: str) -> Iterator[str]:
    """Its address. In the end it stops as it should, and nothing unforeseen is in its log."""
    with in_background(lambda: serving(mongo_uri, "test_shared", **MANY)) as program:
        yield program.ready.split()[-1]
    events = events_of(program.output)
    assert program.process.returncode == 0, program.output[-20:]
    assert [event for event in events if event["level"] in {"error", "critical"}] == []


@pytest.fixture
async def shared(shared_url: str) -> AsyncIterator[RunningHub]:
    """The shared hub, reached anew; connections made through it end with the test."""
    async with reached(shared_url) as hub:
        yield hub


@pytest.fixture
async def cast(shared: RunningHub) -> Cast:
    """A marketplace on the shared hub that only this test knows."""
    cast = Cast()
    lines = cast.records()
    assert await shared.service.import_(lines) == {"imported": len(lines), "failed": []}
    return cast
