"""What operators watch moves with what happens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from tests.support.exposition import exposition
from tests.support.people import ANA, WEI
from tests.support.running import RunningHub
from tests.support.speaking import about, draft, say, search
from tests.support.timing import until
from tests.support.wire import Refused

QUEUES = ("hub_commit_queue", "hub_state_queue", "hub_search_queue")


async def test_acks_are_counted_by_event_and_code_and_timed(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await about(ana, "lamp")
    for _ in range(3):
        await say(ana, conversation)
    await ana.refused("message:send", draft(conversation, "\u200b"))
    await ana.refused("message:send", draft("unknown"))
    await ana.refused("no:such", {})
    metrics = await exposition(hub)
    counted = {
        code: metrics.of("hub_acks_total", event="message:send", code=code)
        for code in ("ok", "invalid", "not_found", "conflict")
    }
    assert counted == {"ok": 3, "invalid": 1, "not_found": 1, "conflict": 0}
    assert metrics.of("hub_acks_total", event="unknown", code="unknown_event") == 1
    assert metrics.of("hub_ack_seconds_count", event="message:send") == 5
    assert 0 < metrics.of("hub_ack_seconds_sum", event="message:send") < 30


async def test_event_names_that_clients_make_up_are_no_labels(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    for number in range(20):
        await ana.refused(f"made-up-{number}", {})
    body = (await hub.http(None).get("/metrics")).body
    assert b"made-up" not in body


async def test_connections_come_and_go(hub: RunningHub) -> None:
    assert (await exposition(hub)).of("hub_connections") == 0
    ana = await hub.connect(ANA)
    await hub.connect(WEI)
    assert (await exposition(hub)).of("hub_connections") == 2
    await ana.socket.close()

    await reaches(hub, 1, "hub_connections")


async def test_refused_connections_are_counted_by_code(hub: RunningHub) -> None:
    for token in ("", ANA.token(expires_in_s=-60)):
        with pytest.raises(Refused):
            await hub.connect(token)
    metrics = await exposition(hub)
    assert metrics.of("hub_connections_refused_total", code="unauthenticated") == 2


@pytest.mark.settings(send_burst=1_000)
async def test_what_is_committed_together_is_measured(hub: RunningHub) -> None:
    ana, wei = await hub.connect(ANA), await hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await asyncio.gather(
        *[
            await wire.emit("message:send", draft(conversation))
            for _ in range(25)
            for wire in (ana, wei)
        ]
    )
    metrics = await exposition(hub)
    assert metrics.of("hub_batch_size_sum", stage="commit") == 50
    assert 0 < metrics.of("hub_batch_size_count", stage="commit") <= 50


async def test_queues_are_empty_when_all_is_done(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    await say(ana, await about(ana, "lamp"), "to be indexed")
    assert len((await search(ana, "indexed"))["hits"]) == 1

    async def lengths() -> bool:
        metrics = await exposition(hub)
        samples = {name for name, _ in metrics.samples}
        assert samples.issuperset(QUEUES)
        return all(metrics.of(queue) == 0 for queue in QUEUES)

    await until(lengths, "empty queues")


@asynccontextmanager
async def writing_held_up(uri: str) -> AsyncIterator[None]:
    """The database writes nothing until the block ends."""
    async with AsyncMongoClient[dict[str, Any]](uri) as client:
        await client["admin"].command("fsync", lock=True)
        try:
            yield
        finally:
            await client["admin"].command("fsyncUnlock")


async def test_a_slow_database_shows_in_the_queue(hub: RunningHub, mongo_uri: str) -> None:
    wires = [await hub.connect(who) for who in (ANA, ANA, WEI, WEI)]
    conversation = await about(wires[0], "lamp")
    async with writing_held_up(mongo_uri):
        acks = [await wires[0].emit("message:send", draft(conversation))]
        await reaches(hub, 1, "hub_batch_size_count", stage="commit")
        acks += [await wire.emit("message:send", draft(conversation)) for wire in wires[1:]]
        await reaches(hub, 3, "hub_commit_queue")
        assert not [ack for ack in acks if ack.done()], "nothing is acked that is not kept"
    assert all(ack["ok"] for ack in await asyncio.gather(*acks))


async def reaches(hub: RunningHub, value: float, sample: str, **labels: str) -> None:
    async def reached() -> bool:
        return (await exposition(hub)).of(sample, **labels) == value

    await until(reached, f"{sample} at {value}")


async def test_http_is_counted_by_route_and_not_by_address(hub: RunningHub) -> None:
    before = await exposition(hub)
    labels = {"route": "/api/v1/users/{id}", "status": "200"}
    for person in (ANA, WEI):
        record = {"name": person.name, "role": "buyer", "lang": "en"}
        await hub.service.record("user", person.id, record)
    await hub.http(None).get("/no/such/place")
    after = await exposition(hub)
    counter = "hub_http_requests_total"
    assert after.of(counter, **labels) - before.of(counter, **labels) == 2
    assert after.of(counter, route="none", status="404") == 1


@pytest.mark.settings(metrics_token="only for the operators")
async def test_metrics_may_be_kept_to_operators(empty_hub: RunningHub) -> None:
    nobody, wrong = empty_hub.http(None), {"Authorization": "Bearer guess"}
    assert (await nobody.get("/metrics")).status in {401, 404}
    assert (await nobody.get("/metrics", headers=wrong)).status in {401, 404}
    right = {"Authorization": "Bearer only for the operators"}
    assert b"hub_connections" in (await nobody.get("/metrics", headers=right)).body
