"""A hub with rules of the test's own, and its staff's decisions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from hub.app import Hub, running
from hub.config import Settings
from hub.domain.incidents import Decision, Incident, Outcome, decided
from tests.support.rules import WordRules
from tests.support.running import RunningHub, reached
from tests.support.wire import Json, Wire


@dataclass(frozen=True, slots=True)
class Desk:
    """A running hub, seen from the people's side and from the moderators'."""

    hub: RunningHub
    app: Hub
    rules: WordRules

    async def incident(self, id: str) -> Incident:
        found = await self.app.stores.incidents.get(id)
        assert found is not None
        return found

    async def incidents(self) -> list[Json]:
        """Every incident as it is stored, oldest first."""
        found = self.app.stores.database["incidents"].find().sort("created_at")
        return [document async for document in found]

    async def decide(self, id: str, outcome: Outcome, **more: Any) -> Incident:
        """What staff do: decide, and let it follow."""
        return await self.app.actions.settle(await self.decide_only(id, outcome, **more))

    async def decide_only(self, id: str, outcome: Outcome, **more: Any) -> Incident:
        """The decision alone, as if the hub died right after it."""
        decision = Decision(outcome, "sam", self.app.clock.now(), **more)
        change = partial(decided, decision=decision)
        return (await self.app.stores.incidents.change(id, change)).after


@asynccontextmanager
async def opened(settings: Settings, rules: WordRules) -> AsyncIterator[Desk]:
    """A hub with these rules, over what an earlier one may have left in the database."""
    async with running(settings, moderator=rules) as app, reached(app.url, settings) as hub:
        yield Desk(hub, app, rules)


@pytest.fixture
def rules() -> WordRules:
    return WordRules()


@pytest.fixture
async def desk(settings: Settings, rules: WordRules) -> AsyncIterator[Desk]:
    """With the small marketplace of `tests.support.people`."""
    async with opened(settings, rules) as desk:
        await desk.hub.fill()
        yield desk


async def refused(wire: Wire, sent: Json) -> Json:
    """The data of a refusal for content."""
    error = await wire.refused("message:send", sent)
    assert error["code"] == "blocked_content", error
    return error["data"]
