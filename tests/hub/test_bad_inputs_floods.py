"""Too much of everything: the one who sends it is limited, everybody else is served."""

import asyncio
import time
from contextlib import AsyncExitStack

import aiohttp
import pytest

from tests.support import bare, wire
from tests.support.people import ANA, BEN, WEI
from tests.support.running import RunningHub
from tests.support.timing import seconds
from tests.support.wire import Json, Refused, Wire

FLOOD = 1_000
CALM = 40


async def flood(wire: Wire, conversation: str) -> list[Json]:
    """The acks of a thousand messages sent without waiting for any."""
    acks = [
        await wire.emit(
            "message:send",
            {"conversation_id": conversation, "client_id": f"{n}", "text": f"Buy! {n}"},
        )
        for n in range(FLOOD)
    ]
    return list(await asyncio.gather(*acks))


async def slowest_send(wire: Wire, conversation: str) -> float:
    """Seconds of the slowest ack of a calm talker."""
    slowest = 0.0
    for number in range(CALM):
        begun = time.monotonic()
        await wire.ok(
            "message:send",
            {"conversation_id": conversation, "client_id": f"{number}", "text": "And this one?"},
        )
        slowest = max(slowest, time.monotonic() - begun)
    return slowest


@pytest.mark.settings(address_send_rate=10_000, address_send_burst=10_000, send_burst=60)
async def test_a_flood_of_messages_is_limited_and_disturbs_nobody(hub: RunningHub) -> None:
    ana, ben = await hub.connect(ANA), await hub.connect(BEN)
    anas, bens = await ana.open(), await ben.open()
    acks, slowest = await asyncio.gather(flood(ana, anas), slowest_send(ben, bens))
    sent = [ack for ack in acks if ack["ok"]]
    errors = [ack["error"] for ack in acks if not ack["ok"]]
    assert 60 <= len(sent) < 200
    assert {error["code"] for error in errors} <= {"rate_limited", "overloaded"}
    assert all(error["data"]["retry_after_s"] > 0 for error in errors)
    assert slowest < seconds(1)
    seqs = sorted(ack["data"]["message"]["seq"] for ack in sent)
    assert seqs == list(range(1, len(sent) + 1))


@pytest.mark.settings(event_rate=5, event_burst=50)
async def test_a_flood_of_other_events_is_limited(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await ana.open()
    typing = {"conversation_id": conversation, "typing": True}
    acks = await asyncio.gather(*[await ana.emit("typing", typing) for _ in range(300)])
    refused = [ack["error"]["code"] for ack in acks if not ack["ok"]]
    assert len(refused) > 200
    assert set(refused) <= {"rate_limited", "overloaded"}


@pytest.mark.settings(
    send_rate=10_000, send_burst=10_000, address_send_rate=1, address_send_burst=5
)
async def test_many_users_of_one_address_share_a_limit(hub: RunningHub) -> None:
    refused = 0
    for person in (ANA, BEN):
        connection = await hub.connect(person)
        conversation = await connection.open()
        for number in range(5):
            message = {"conversation_id": conversation, "client_id": f"{number}", "text": "Hello"}
            ack = await connection.call("message:send", message)
            refused += not ack["ok"] and ack["error"]["code"] == "rate_limited"
    assert refused >= 4


@pytest.mark.settings(connections_per_address=1_000)
async def test_500_sockets_of_one_user_are_capped(hub: RunningHub) -> None:
    wei = await hub.connect(WEI)
    async with AsyncExitStack() as stack:
        codes = await asyncio.gather(*[_try(stack, hub, ANA.token()) for _ in range(500)])
        assert codes.count("let in") == 20
        assert set(codes) == {"let in", "overloaded"} or set(codes) == {"let in", "rate_limited"}
        await wei.ok("conversation:list", {})
        await (await hub.connect(BEN)).ok("conversation:list", {})
    await _until_let_in(hub)


async def _try(stack: AsyncExitStack, hub: RunningHub, token: str) -> str:
    connection = wire.connected(hub.session, hub.url, {"token": token})
    try:
        await stack.enter_async_context(connection)
    except Refused as refused:
        return str(refused.code)
    return "let in"


async def _until_let_in(hub: RunningHub) -> None:
    """The places of the connections that ended are free again."""
    async with asyncio.timeout(seconds(10)):
        while True:
            try:
                await hub.connect(ANA)
            except Refused:
                await asyncio.sleep(0.05)
            else:
                return


@pytest.mark.settings(connections_per_address=5)
async def test_sockets_of_one_address_are_capped(hub: RunningHub) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(5):
            await stack.enter_async_context(wire.opened(hub.session, hub.url))
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await stack.enter_async_context(wire.opened(hub.session, hub.url))
        assert refused.value.status in {429, 503}
    assert (await hub.http(None).get("/healthz")).status == 200


SLOW_HEADS = {
    "nothing": b"",
    "half a request line": b"GET /socket.io/?EI",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: hub\r\nX-Slow: ",
}


@pytest.mark.settings(request_head_seconds=0.5)
@pytest.mark.parametrize("head", SLOW_HEADS.values(), ids=SLOW_HEADS)
async def test_slow_headers_are_not_waited_for(hub: RunningHub, head: bytes) -> None:
    async with bare.opened(hub.url) as socket:
        await socket.send(head)
        await socket.ended(within=5)


@pytest.mark.settings(request_head_seconds=0.5)
async def test_headers_that_trickle_in_are_not_waited_for(hub: RunningHub) -> None:
    async with bare.opened(hub.url) as socket:
        await socket.send(b"GET /healthz HTTP/1.1\r\n")
        ended = asyncio.create_task(socket.ended(within=5))
        while not ended.done():
            socket.writer.write(b"X-Slow: 1\r\n")
            await asyncio.wait([ended], timeout=0.1)
        await ended


async def test_a_head_without_end_is_cut_off(common: RunningHub) -> None:
    async with bare.opened(common.url) as socket:
        await socket.send(b"GET /healthz HTTP/1.1\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n")
        assert (await socket.head()).status in {400, 431}
    assert (await common.http(None).get("/healthz")).status == 200
