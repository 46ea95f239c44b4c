"""A hub whose people break plain rules of the test's own, and its staff at work."""

from collections.abc import AsyncIterator

import pytest

from hub.config import Settings
from tests.hub.moderation.conftest import Desk, opened, refused
from tests.support.office import KIM, Office
from tests.support.people import ANA
from tests.support.rules import BLOCKED, WordRules
from tests.support.speaking import about, draft
from tests.support.wire import Wire


@pytest.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    """With the small marketplace of `tests.support.people`."""
    async with opened(settings, WordRules()) as desk:
        await desk.hub.fill()
        yield desk


@pytest.fixture
def sam(desk: Desk) -> Office:
    """A member of staff."""
    return Office(desk.hub)


@pytest.fixture
def kim(desk: Desk) -> Office:
    """Another one."""
    return Office(desk.hub, KIM)


@pytest.fixture
async def ana(desk: Desk) -> Wire:
    """A buyer."""
    return await desk.hub.connect(ANA)


async def blocked(wire: Wire, text: str = f"a {BLOCKED}", product: str = "lamp") -> str:
    """The incident of a message that was refused."""
    return str((await refused(wire, draft(await about(wire, product), text)))["incident_id"])
