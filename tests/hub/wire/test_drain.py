"""SIGTERM: clients are told to come back, what was begun is kept and acked, and it ends well."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.support.log import whole_log
from tests.support.people import ANA, WEI, XIA
from tests.support.programs import Program
from tests.support.running import RunningHub, reached
from tests.support.serving import MANY, serving
from tests.support.speaking import about, draft, history, say
from tests.support.timing import until
from tests.support.wire import Json, Refused, Wire

MESSAGES = 500


@pytest.fixture
async def program(mongo_uri: str, mongo_database: str) -> AsyncIterator[Program]:
    async with serving(mongo_uri, mongo_database, **MANY) as program:
        yield program


@pytest.fixture
async def hub(program: Program) -> AsyncIterator[RunningHub]:
    async with reached(program.ready.split()[-1]) as hub:
        await hub.fill()
        yield hub


async def test_clients_are_told_and_it_ends_well(program: Program, hub: RunningHub) -> None:
    devices = [await hub.connect(who) for who in (ANA, ANA, WEI)]
    await say(devices[0], await about(devices[0], "lamp"))
    assert await program.terminate() == 0
    for device in devices:
        assert await device.expect("session:ended") == {"code": "overloaded"}
        await device.closed()


async def test_its_log_says_so_and_no_more(program: Program, hub: RunningHub) -> None:
    await hub.connect(ANA)
    events = await whole_log(program)
    assert "hub_draining" in [event["event"] for event in events]
    assert {event["level"] for event in events} == {"info"}


async def write(wire: Wire, conversation: str, acked: dict[str, int]) -> None:
    """Send without waiting, noting every ack, until all are sent or the hub is gone."""

    async def note(ack: asyncio.Future[Json], client_id: str) -> None:
        try:
            answer = await ack
        except ConnectionError:
            return
        if answer["ok"]:
            acked[client_id] = answer["data"]["message"]["seq"]

    async with asyncio.TaskGroup() as notes:
        for number in range(MESSAGES):
            client_id = f"{id(wire)}-{number}"
            message = draft(conversation, client_id, client_id=client_id)
            try:
                ack = await wire.emit("message:send", message)
            except (ConnectionError, aiohttp.ClientError):
                return
            notes.create_task(note(ack, client_id))


async def stored(hub: RunningHub, conversation: str) -> dict[str, int]:
    """Every message's seq by its client id."""
    ana = await hub.connect(ANA)
    found: dict[str, int] = {}
    while page := await history(ana, conversation, after_seq=len(found), limit=200):
        found |= {message["client_id"]: message["seq"] for message in page}
    return found


async def test_whatever_was_begun_is_kept_and_acked(
    program: Program, hub: RunningHub, mongo_uri: str, mongo_database: str
) -> None:
    wires = [await hub.connect(who) for who in (ANA, ANA, WEI, WEI, XIA, XIA)]
    conversation = await about(wires[0], "lamp")
    acked: dict[str, int] = {}
    async with asyncio.TaskGroup() as writing:
        for wire in wires:
            writing.create_task(write(wire, conversation, acked))
        await until(lambda: len(acked) > MESSAGES, "some acks", within=30)
        assert await program.terminate() == 0
    assert len(acked) < MESSAGES * len(wires), "in the middle of it"
    async with (
        serving(mongo_uri, mongo_database, **MANY) as second,
        reached(second.ready.split()[-1]) as again,
    ):
        kept = await stored(again, conversation)
    assert kept == acked
    assert sorted(kept.values()) == list(range(1, len(kept) + 1))


async def test_nobody_is_let_in_any_more(program: Program, hub: RunningHub) -> None:
    await hub.connect(ANA)
    program.process.terminate()
    with pytest.raises((aiohttp.ClientError, ConnectionError, Refused)):
        while True:
            await hub.connect(WEI)
    assert await program.process.wait() == 0
