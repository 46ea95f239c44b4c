"""What bad inputs leave behind: a line each in the log, no traceback, and no memory."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from tests.hub.test_bad_inputs_http import NOT_HTTP
from tests.hub.test_bad_inputs_protocol import DROPPED, REFUSED
from tests.support import bare
from tests.support.people import ANA, WEI
from tests.support.programs import Program
from tests.support.running import RunningHub, reached
from tests.support.timing import until

FAKE = '\r\n{"event": "fake", "level": "critical"}\n'
OWN_LINES = 6
"""Of starting, the import, sessions and stopping."""


@asynccontextmanager
async def talked_to(served: Program) -> AsyncIterator[RunningHub]:
    async with reached(served.ready.split()[1]) as hub:
        await hub.fill()
        yield hub


async def log_of(served: Program) -> list[dict[str, Any]]:
    """Every line of its log, once it has ended; each must be JSON."""
    await served.terminate()
    await until(lambda: any("hub_draining" in line for line in served.output), "the log's end")
    return [json.loads(line) for line in served.output if not line.startswith("ready ")]


def tracebacks(served: Program) -> list[str]:
    return [line for line in served.output if "Traceback" in line or "unexpected_error" in line]


def peak_memory_mb(served: Program) -> float:
    """The most physical memory it ever had."""
    status = Path(f"/proc/{served.pid}/status").read_text()
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(peak.split()[1]) / 1_024


async def test_what_is_no_http_makes_a_line_without_what_was_sent(served: Program) -> None:
    for said in NOT_HTTP.values():
        async with bare.opened(served.ready.split()[1]) as socket:
            await socket.send(said)
            socket.writer.write_eof()
            await socket.ended()
    lines = await log_of(served)
    assert len(lines) <= len(NOT_HTTP) + OWN_LINES
    assert not tracebacks(served)
    assert not [line for line in served.output if "aaaa" in line]


async def test_a_malformed_frame_makes_a_line(served: Program) -> None:
    async with talked_to(served) as hub:
        ana = await hub.connect(ANA)
        for frame in DROPPED.values():
            await ana.raw(frame)
        for frame, _ in REFUSED.values():
            await ana.call_raw(frame)
    lines = await log_of(served)
    assert len(lines) <= len(DROPPED) + len(REFUSED) + OWN_LINES
    assert not tracebacks(served)


async def test_a_staff_event_of_a_buyer_is_logged(served: Program) -> None:
    async with talked_to(served) as hub:
        await (await hub.connect(ANA)).refused("staff:incidents", {})
    refusals = [line for line in await log_of(served) if line["event"] == "event_refused"]
    assert [(line["user"], line["role"], line["code"]) for line in refusals] == [
        ("ana", "buyer", "unknown_event")
    ]


async def test_what_people_write_makes_no_line_of_its_own_and_is_not_told(
    served: Program,
) -> None:
    async with talked_to(served) as hub:
        ana = await hub.connect(ANA)
        conversation = {"conversation_id": await ana.open()}
        text = f"secret words{FAKE}"
        await ana.ok("message:send", {**conversation, "client_id": "1", "text": text})
        await ana.ok("message:check", {**conversation, "text": text})
        await ana.refused(f"event{FAKE}", {})
        await ana.refused("conversation:open", {"context": {"type": "product", "id": FAKE}})
        await ana.refused("message:send", {f"key{FAKE}": 1})
        await ana.call("conversation:search", {"query": f"secret words{FAKE}"})
        await hub.http(None).get("/nowhere%0d%0a%7b%22event%22:%20%22fake%22%7d")
        await hub.http(None).get("/healthz", headers={"Authorization": "Bearer secret-words"})
    lines = await log_of(served)
    assert not [line for line in lines if line["event"] == "fake"]
    assert not [line for line in served.output if "secret" in line]
    assert not tracebacks(served)


async def test_huge_and_packed_frames_take_no_memory(served: Program) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    async with talked_to(served) as hub:
        wei = await hub.connect(WEI)
        before = peak_memory_mb(served)
        for _ in range(5):
            async with bare.opened(hub.url) as socket:
                await socket.upgrade(Sec_WebSocket_Extensions="permessage-deflate")
                await socket.frame(bare.TEXT, bomb, reserved=4)
                await socket.ended()
            ana = await hub.connect(ANA)
            with suppress(ConnectionError):
                await asyncio.wait_for(ana.raw("42" + "[" * 17_000_000), 10)
            await ana.closed()
        await wei.ok("conversation:list", {})
        assert peak_memory_mb(served) - before < 40
