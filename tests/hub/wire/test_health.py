"""Alive, ready, and what it can do while its database is away."""

from contextlib import AsyncExitStack
from pathlib import Path

from hub import embedded
from hub.app import running
from hub.config import Settings
from tests.support.people import ANA
from tests.support.running import RunningHub, reached
from tests.support.speaking import about, draft, texts
from tests.support.timing import until


async def statuses(hub: RunningHub) -> tuple[int, int]:
    """Of (/healthz, /readyz)."""
    nobody = hub.http(None)
    return (await nobody.get("/healthz")).status, (await nobody.get("/readyz")).status


async def test_a_hub_with_its_database_is_alive_and_ready(shared: RunningHub) -> None:
    assert await statuses(shared) == (200, 200)
    assert (await shared.http(None).get("/readyz")).json == {"status": "ready"}


async def test_without_its_database_it_is_alive_but_not_ready_and_recovers(
    settings: Settings, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        mongod = await stack.enter_async_context(AsyncExitStack())
        uri = await mongod.enter_async_context(embedded.mongod(tmp_path))
        own = settings.model_copy(update={"mongo_uri": uri})
        app = await stack.enter_async_context(running(own))
        hub = await stack.enter_async_context(reached(app.url))
        await hub.fill()
        ana = await hub.connect(ANA)
        conversation = await about(ana, "lamp")
        await ana.ok("message:send", draft(conversation, "Before"))
        await mongod.aclose()
        assert await statuses(hub) == (200, 503)
        message = draft(conversation, "Meanwhile")
        error = await ana.refused("message:send", message)
        assert error["code"] == "overloaded"
        assert error["data"]["retry_after_s"] > 0
        assert ana.of("message:new")[1:] == [], "nothing is told that was not kept"
        await mongod.enter_async_context(embedded.mongod(tmp_path))

        async def ready() -> bool:
            return await statuses(hub) == (200, 200)

        await until(ready, "ready again", within=30)
        await ana.ok("message:send", message)
        await ana.ok("message:send", message)
        assert await texts(ana, conversation) == ["Before", "Meanwhile"]


async def test_the_documents_are_served(shared: RunningHub) -> None:
    nobody = shared.http(None)
    assert (await nobody.get("/openapi.json")).json["openapi"] == "3.1.0"
    assert (await nobody.get("/asyncapi.json")).json["asyncapi"] == "3.0.0"
