"""What no client library sends: dropped or refused, and nobody else notices."""

import asyncio
import zlib
from contextlib import suppress

import pytest

from tests.support import bare
from tests.support.people import ANA, WEI, Person
from tests.support.running import RunningHub
from tests.support.timing import until

DROPPED = {
    "an event named connect": '42["connect",{},{}]',
    "an acked event named connect": '42900["connect",{},{}]',
    "an event named disconnect": '42["disconnect"]',
    "an object": "42{}",
    "an empty list": "42[]",
    "an object as the name": '42[{"a":1}]',
    "null as the name": "42[null]",
    "a number as the name": "42[7]",
    "no packet at all": "4abc",
    "no packet type": "4",
    "an unknown packet type": "49[]",
    "an ack id of 101 digits": "42" + "1" * 101 + '["conversation:list",{}]',
    "an ack id of other digits": '42\u0663["conversation:list",{}]',
    "100,000 nested lists": '42["x",' + "[" * 100_000,
    "30,000 nested lists": '42["x",' + "[" * 30_000 + "]" * 30_000 + "]",
    "an ack that nobody waits for": '430["x"]',
    "an ack with a huge id": "43" + "9" * 400 + "[]",
    "a refusal": '44{"message":"no"}',
    "9,999,999,999 attachments": '459999999999-["x",{"_placeholder":true,"num":0}]',
    "placeholder 5 of 1": '451-["x",{"_placeholder":true,"num":5}]',
    "placeholder -1": '451-["x",{"_placeholder":true,"num":-1}]',
    "attachments of an ack": '461-0[{"_placeholder":true,"num":0}]',
    "another namespace": '42/nope,0["conversation:list",{}]',
}

REFUSED = {
    "not JSON": ('42900["conversation:list",', "invalid"),
    "20,000 nested lists": ('42900["x",' + "[" * 20_000 + "]" * 20_000 + "]", "invalid"),
    "two payloads": ('42900["conversation:list",{},{}]', "invalid"),
    "a list as the payload": ('42900["conversation:list",[]]', "invalid"),
    "null as the payload": ('42900["conversation:list",null]', "invalid"),
    "an event that is not known": ('42900["conversation:burn",{}]', "unknown_event"),
    "a server's event": ('42900["message:new",{}]', "unknown_event"),
    "an event without a name": ('42900["",{}]', "unknown_event"),
    "a frame above 64 KiB": ('42900["typing","' + "a" * 66_000 + '"]', "too_large"),
}

UNLIMITED = dict.fromkeys(
    ["send_rate", "event_rate", "address_send_rate"], 10_000.0
) | dict.fromkeys(["send_burst", "event_burst", "address_send_burst"], 10_000)

LONG_TEXT = "\N{FAMILY}\u200d\N{EYES}" * 1_500
LONG_MESSAGES = 500
"""Together more than the kernel's buffers (about 4 MB each way) and the hub's hold."""

ENGINE = {
    "JSONP": "/socket.io/?EIO=4&transport=polling&j=0",
    "polling": "/socket.io/?EIO=4&transport=polling",
    "no transport": "/socket.io/?EIO=4",
    "an unknown transport": "/socket.io/?EIO=4&transport=pigeon",
    "Engine.IO 3": "/socket.io/?EIO=3&transport=websocket",
    "no Engine.IO version": "/socket.io/?transport=websocket",
    "an upgrade of a session": "/socket.io/?EIO=4&transport=websocket&sid=abc",
}


@pytest.mark.parametrize("frame", DROPPED.values(), ids=DROPPED)
async def test_a_malformed_frame_is_dropped_and_the_connection_lives(
    common: RunningHub, buyer: Person, frame: str
) -> None:
    ana = await common.connect(buyer)
    said = len(ana.frames)
    await ana.raw(frame)
    await ana.ok("conversation:list", {})
    answers = [answer for answer in ana.frames[said:] if answer != "2"]
    assert len(answers) == 1
    assert ana.session["user"]["id"] == buyer.id


async def test_malformed_frames_without_end_end_the_connection(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    for _ in range(100):
        await ana.raw("4abc")
    await ana.closed()


@pytest.mark.parametrize(("frame", "code"), REFUSED.values(), ids=REFUSED)
async def test_a_wrong_event_is_acked_with_a_code(
    common: RunningHub, buyer: Person, frame: str, code: str
) -> None:
    ana = await common.connect(buyer)
    ack = await ana.call_raw(frame)
    assert (ack["ok"], ack["error"]["code"]) == (False, code)
    await ana.ok("conversation:list", {})


async def test_an_event_without_an_ack_id_is_dealt_with_all_the_same(
    common: RunningHub, buyer: Person
) -> None:
    ana = await common.connect(buyer)
    await ana.raw('42["conversation:open",{"context":{"type":"product","id":"lamp"}}]')
    await ana.expect("conversation:updated")


async def test_an_events_payload_cannot_make_it_somebody_elses(
    common: RunningHub, buyer: Person
) -> None:
    ana = await common.connect(buyer)
    await ana.raw(f'42["connect",{{"token":"{WEI.token()}"}},{{}}]')
    opened = await ana.ok("conversation:open", {"context": {"type": "product", "id": "lamp"}})
    assert opened["conversation"]["buyer"]["id"] == buyer.id


async def test_a_second_connect_changes_nothing(common: RunningHub, buyer: Person) -> None:
    ana = await common.connect(buyer)
    await ana.raw(f'40{{"token":"{WEI.token()}"}}')
    opened = await ana.ok("conversation:open", {"context": {"type": "product", "id": "lamp"}})
    assert opened["conversation"]["buyer"]["id"] == buyer.id
    assert len(ana.of("session:ready")) == 1


async def test_another_namespace_is_refused(common: RunningHub, buyer: Person) -> None:
    ana = await common.connect(buyer)
    await ana.raw(f'40/nope,{{"token":"{ANA.token()}"}}')
    await ana.ok("conversation:list", {})
    assert not [frame for frame in ana.frames if frame.startswith("40/nope")]


async def test_an_event_before_connecting_is_not_dealt_with(
    common: RunningHub, buyer: Person
) -> None:
    nobody = await common.open_socket()
    await nobody.raw('420["conversation:list",{}]')
    await nobody.raw("4abc")
    await until(lambda: nobody.ended.is_set() or nobody.hello, "the hub's hello")
    assert not [frame for frame in nobody.frames if frame.startswith("43")]
    await (await common.connect(buyer)).ok("conversation:list", {})


@pytest.mark.settings(connect_timeout_seconds=0.5)
async def test_who_never_connects_is_dropped(hub: RunningHub) -> None:
    nobody = await hub.open_socket()
    await nobody.closed(within=5)


@pytest.mark.settings(connect_timeout_seconds=0.5)
async def test_who_connects_to_another_namespace_only_is_dropped(hub: RunningHub) -> None:
    nobody = await hub.open_socket()
    await nobody.raw(f'40/nope,{{"token":"{ANA.token()}"}}')
    await nobody.closed(within=5)


@pytest.mark.parametrize("size", [1_100_000, 17_000_000])
async def test_a_frame_above_1_mb_ends_the_connection(
    common: RunningHub, buyer: Person, size: int
) -> None:
    ana, other = await common.connect(buyer), await common.connect(WEI)
    with suppress(ConnectionError):  # it may be closed while we are still sending
        await ana.raw('420["typing","' + "a" * size + '"]')
    await ana.closed()
    await other.ok("conversation:list", {})


async def test_a_binary_frame_ends_the_connection_only(common: RunningHub, buyer: Person) -> None:
    ana, other = await common.connect(buyer), await common.connect(WEI)
    await ana.raw(b"\x04abc")
    await ana.closed()
    await other.ok("conversation:list", {})


@pytest.mark.parametrize(
    "offered", ["permessage-deflate", "permessage-deflate; client_max_window_bits"]
)
async def test_compression_is_not_agreed_to(common: RunningHub, offered: str) -> None:
    async with bare.opened(common.url) as socket:
        head = await socket.upgrade(Sec_WebSocket_Extensions=offered)
    assert head.status == 101
    assert "sec-websocket-extensions" not in head.headers


async def test_a_compressed_frame_ends_the_connection_unpacked_by_nobody(
    common: RunningHub, buyer: Person
) -> None:
    bomb = zlib.compress(b"42" + b"a" * 50_000_000, 9)
    async with bare.opened(common.url) as socket:
        await socket.upgrade(Sec_WebSocket_Extensions="permessage-deflate")
        await socket.frame(bare.TEXT, bomb, reserved=4)
        await socket.ended()
    await (await common.connect(buyer)).ok("conversation:list", {})


@pytest.mark.parametrize("path", ENGINE.values(), ids=ENGINE)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_only_a_websocket_of_engine_io_4_is_served(
    common: RunningHub, path: str, method: str
) -> None:
    reply = await common.http(None).call(method, path, data=b"" if method == "POST" else None)
    assert reply.status == 400
    assert (await common.http(None).get("/healthz")).status == 200


@pytest.mark.settings(**UNLIMITED)
async def test_a_reader_that_stops_reading_is_dropped_and_catches_up(hub: RunningHub) -> None:
    ana, wei = await hub.connect(ANA), await hub.connect(WEI)
    conversation = await ana.open()
    tasks = len(asyncio.all_tasks())
    async with bare.opened(hub.url, receive_buffer=4_096) as deaf:
        await deaf.upgrade()
        await deaf.frame(bare.TEXT, f'40{{"token":"{ANA.token()}"}}'.encode())
        for number in range(LONG_MESSAGES):
            message = {"conversation_id": conversation, "client_id": f"{number}", "text": LONG_TEXT}
            await wei.ok("message:send", message)
        await until(lambda: len(asyncio.all_tasks()) <= tasks, "the deaf reader's tasks to end")
        await deaf.ended()
    page = await ana.ok("conversation:history", {"conversation_id": conversation, "limit": 1})
    assert page["messages"][0]["seq"] == LONG_MESSAGES
