"""What a connection leaves behind, when it may no longer speak, and how much it may be told."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.support import bare
from tests.support.people import ANA, LUC, SAM, WEI, Person
from tests.support.running import RunningHub
from tests.support.speaking import about, draft, history, say
from tests.support.wire import Json, Refused

LONG = "语" * 4_000
"""12 KB of text."""

ANSWERS = 20


async def _half_a_handshake(hub: RunningHub) -> int:
    """The status of an upgrade to WebSocket that lacks its key."""
    async with bare.opened(hub.url) as socket:
        await socket.send(
            f"GET {bare.SOCKET_PATH} HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        return (await socket.head()).status


@pytest.mark.settings(connections_per_address=3)
async def test_handshakes_that_fail_take_no_place(hub: RunningHub) -> None:
    assert [await _half_a_handshake(hub) for _ in range(4)] == [400] * 4
    await hub.connect(ANA)


@pytest.mark.settings(send_rate=10_000, send_burst=10_000, event_burst=10_000)
async def test_what_was_sent_before_the_end_of_a_session_is_not_done_after_it(
    hub: RunningHub,
) -> None:
    ana, wei = await hub.connect(ANA), await hub.connect(WEI)
    conversation = await ana.open()
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    record = {"name": "Ana", "role": "buyer", "lang": "es", "suspended_until": until}
    suspending = asyncio.create_task(hub.service.record("user", ANA.id, record))
    sent = [await ana.emit("message:send", draft(conversation)) for _ in range(400)]
    await suspending
    await ana.closed()
    acked = sum(1 for ack in sent if ack.done() and not ack.exception())
    await say(wei, conversation, "Is anyone there?")
    messages = await history(wei, conversation, limit=200, after_seq=acked)
    assert len(messages) <= 2, "at most the one that was being sent"


@pytest.mark.settings(unsent_bytes=65_536, send_rate=10_000, send_burst=10_000)
async def test_a_reader_who_is_slow_to_take_long_answers_gets_them_all(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await ana.open()
    for _ in range(100):
        await say(ana, conversation, LONG)
    asked = {"conversation_id": conversation, "after_seq": 0, "after_change": 0}
    async with bare.opened(hub.url, receive_buffer=4_096) as slow:
        await slow.upgrade()
        await slow.frame(bare.TEXT, b"40" + json.dumps({"token": ANA.token()}).encode())
        for number in range(ANSWERS):
            request = f"42{number}{json.dumps(['conversation:catch_up', asked])}"
            await slow.frame(bare.TEXT, request.encode())
        await say(ana, conversation, "Told while the answers are on their way")
        acks = [await _ack(slow) for _ in range(ANSWERS)]
    assert [len(ack[0]["data"]["messages"]) for ack in acks] >= [100] * ANSWERS


async def _ack(slow: bare.Bare) -> Json:
    """The next ack among what the hub says."""
    while True:
        _, payload = await slow.read_frame()
        if payload.startswith(b"43"):
            return json.loads(payload[payload.index(b"[") :])


async def test_an_operator_who_was_taken_out_of_the_shop_is_refused(hub: RunningHub) -> None:
    wei = await hub.connect(WEI)
    await hub.service.record("user", WEI.id, {"name": "Wei", "role": "buyer", "lang": "zh"})
    assert await wei.expect("session:ended") == {"code": "unauthenticated"}
    with pytest.raises(Refused) as refused:
        await hub.connect(WEI)
    assert refused.value.code == "unauthenticated"


async def test_staff_who_are_no_longer_are_refused(hub: RunningHub) -> None:
    sam = await hub.connect(SAM)
    await hub.service.record("user", SAM.id, {"name": "Sam", "role": "buyer", "lang": "en"})
    assert await sam.expect("session:ended") == {"code": "unauthenticated"}
    with pytest.raises(Refused) as refused:
        await hub.connect(SAM)
    assert refused.value.code == "unauthenticated"


async def test_a_seller_may_come_as_a_buyer(hub: RunningHub) -> None:
    wei = await hub.connect(WEI.token(role="buyer", shop=None))
    assert wei.session["side"] == "buyer"


async def test_no_shop_is_the_support_desk(hub: RunningHub) -> None:
    with pytest.raises(Refused) as refused:
        await hub.connect(Person("eve", "seller", "Eve", shop="support"))
    assert refused.value.code == "unauthenticated"


async def test_an_order_that_went_to_another_shop_keeps_its_conversation_to_itself(
    hub: RunningHub,
) -> None:
    ana, luc = await hub.connect(ANA), await hub.connect(LUC)
    conversation = await about(ana, "o-ana", "order")
    await say(ana, conversation, "Between the lamps and me")
    order = {
        "buyer": "ana",
        "shop": "bags",
        "status": "received",
        "items": [{"product": "lamp", "quantity": 1}],
    }
    await hub.service.record("order", "o-ana", order)
    error = await luc.refused("conversation:open", {"context": {"type": "order", "id": "o-ana"}})
    assert error["code"] == "not_found"


async def test_the_end_of_a_suspension_is_told_in_utc(hub: RunningHub) -> None:
    record = {"name": "Ana", "role": "buyer", "lang": "es"}
    ends = {"suspended_until": "2040-01-01T02:00:00+02:00"}
    await hub.service.record("user", ANA.id, record | ends)
    with pytest.raises(Refused) as refused:
        await hub.connect(ANA)
    assert refused.value.error["data"]["data"] == {"until": "2040-01-01T00:00:00.000Z"}


async def test_a_deletion_outside_the_thread_names_its_field(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await ana.open()
    error = await ana.refused("message:hide", {"conversation_id": conversation, "seqs": [1, 9]})
    assert [problem["field"] for problem in error["data"]["fields"]] == ["seqs"]


async def test_files_of_the_client_are_asked_for_anew(hub: RunningHub) -> None:
    for path in ("/", "/static/sdk/client.js"):
        reply = await hub.http(None).get(path)
        assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-cache")
