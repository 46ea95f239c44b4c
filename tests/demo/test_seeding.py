"""The first screen is full, and a second start changes nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from hub.actions.outcomes import Held
from hub.actions.send import Composed, SendMessage
from hub.app import running
from hub.config import Settings
from hub.demo.data import Said, marketplace
from hub.domain.identity import Identity
from hub.domain.messages import Message
from tests.support.running import RunningHub, reached
from tests.support.wire import Wire

Json = Any
MARKET = marketplace()


@asynccontextmanager
async def demo_of(settings: Settings) -> AsyncIterator[RunningHub]:
    async with running(settings, demo=True) as app, reached(app.url, settings) as hub:
        yield hub


async def connected(hub: RunningHub, persona: str) -> Wire:
    signed_in = await hub.http(None).post("/demo/sign-in", {"persona": persona})
    return await hub.connect(signed_in.json["token"])


async def inbox(wire: Wire) -> dict[str, Json]:
    """Conversations by what they are about."""
    listed = (await wire.ok("conversation:list", {"limit": 200}))["conversations"]
    return {one["context"]["id"]: one for one in listed}


async def contents(settings: Settings) -> Json:
    """Everything in the database, by collection."""
    async with AsyncMongoClient[dict[str, Any]](settings.mongo_uri) as client:
        database = client[settings.mongo_database]
        return {
            name: [document async for document in database[name].find().sort("_id")]
            for name in await database.list_collection_names()
            if name in {"users", "shops", "products", "orders", "conversations", "messages"}
        }


async def test_every_story_is_told_to_both_sides(demo: RunningHub) -> None:
    for story in MARKET.stories:
        wire = await connected(demo, story.buyer)
        conversation = (await inbox(wire))[story.context.id]
        page = await wire.ok("conversation:history", {"conversation_id": conversation["id"]})
        said = [
            (message["sender"]["id"], message["text"])
            for message in page["messages"]
            if message["kind"] == "text"
        ]
        assert said == [(s.sender, s.text) for s in story.steps if isinstance(s, Said)]
        assert conversation["last_seq"] >= len(story.steps)
        assert (conversation["unread"] == 0) == ("buyer" in story.seen_by)


async def test_the_stories_happened_over_the_last_days(demo: RunningHub) -> None:
    wire = await connected(demo, "james")
    conversation = (await inbox(wire))["order-1001"]
    page = await wire.ok("conversation:history", {"conversation_id": conversation["id"]})
    times = [datetime.fromisoformat(message["sent_at"]) for message in page["messages"]]
    assert times == sorted(times)
    first_ago = datetime.now(UTC) - times[0]
    last_ago = datetime.now(UTC) - times[-1]
    assert timedelta(days=10) < first_ago < timedelta(days=12)
    assert timedelta(hours=2) < last_ago < timedelta(hours=3)
    assert conversation["updated_at"] == page["messages"][-1]["sent_at"]


async def test_the_inbox_is_ordered_by_when_it_happened(demo: RunningHub) -> None:
    for persona in MARKET.people:
        wire = await connected(demo, persona)
        updated = [one["updated_at"] for one in (await inbox(wire)).values()]
        assert updated == sorted(updated, reverse=True)


async def test_an_orders_history_is_part_of_its_conversation(demo: RunningHub) -> None:
    wire = await connected(demo, "ana")
    conversation = (await inbox(wire))["order-1002"]
    page = await wire.ok("conversation:history", {"conversation_id": conversation["id"]})
    moves = [message["system"] for message in page["messages"] if message["kind"] == "system"]
    assert [move["status"] for move in moves] == ["processing", "shipped", "in_transit"]
    assert conversation["context"]["card"]["status"] == "received"
    assert conversation["context"]["live_card"]["status"] == "in_transit"


async def test_what_was_said_is_found(demo: RunningHub) -> None:
    li_na = await connected(demo, "li-na")
    claire = await connected(demo, "claire")
    chinese = await li_na.ok("conversation:search", {"query": "实拍"})
    french = await claire.ok("conversation:search", {"query": "LUMIERE"})
    assert [hit["conversation"]["context"]["id"] for hit in chinese["hits"]] == ["watch-s2"]
    assert [hit["conversation"]["context"]["id"] for hit in french["hits"]] == ["bolso-duna"]


async def test_a_second_start_changes_nothing(settings: Settings) -> None:
    async with demo_of(settings):
        pass
    first = await contents(settings)
    async with demo_of(settings):
        pass
    assert first["messages"]
    assert await contents(settings) == first


async def test_a_second_start_keeps_what_people_did(settings: Settings) -> None:
    async with demo_of(settings) as hub:
        marta = await connected(hub, "marta")
        signed_in = await hub.http(None).post("/demo/sign-in", {"persona": "marta"})
        order = await hub.http(None).post(
            "/demo/orders/order-1004/status",
            {"status": "shipped"},
            headers={"Authorization": f"Bearer {signed_in.json['token']}"},
        )
        assert order.status == 200
        mine = await inbox(marta)
        await marta.ok("conversation:hide", {"conversation_id": mine["bolso-duna"]["id"]})
        await hub.service.record("shop", "olivo", {"name": "Olivo y Sal", "lang": "es"})
    async with demo_of(settings) as hub:
        marta = await connected(hub, "marta")
        after = await inbox(marta)
        assert "bolso-duna" not in after
        assert after["order-1004"]["context"]["live_card"]["status"] == "shipped"
        assert after["order-1004"]["shop"]["name"] == "Olivo y Sal"


async def test_a_start_that_was_cut_short_is_completed_by_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends = iter(range(20))
    send = SendMessage.__call__

    async def until_the_lights_go_out(
        self: SendMessage, who: Identity, what: Composed
    ) -> Message | Held:
        next(sends)
        return await send(self, who, what)

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(SendMessage, "__call__", until_the_lights_go_out)
        async with demo_of(settings):
            pass
    cut = await contents(settings)
    async with demo_of(settings):
        pass
    whole = await contents(settings)
    told = sum(len(story.steps) for story in MARKET.stories)
    assert 20 <= len(cut["messages"]) < told
    assert len(whole["messages"]) == told
    assert whole["messages"][: len(cut["messages"])] == cut["messages"]
