"""The official Socket.IO clients, version 4 and version 3, drive a conversation."""

import asyncio
from asyncio.subprocess import PIPE, STDOUT

import pytest

from tests.support.people import ANA, WEI
from tests.support.programs import ROOT
from tests.support.running import RunningHub
from tests.support.timing import seconds


@pytest.mark.parametrize("client", ["socket.io-client", "socket.io-client-v3"])
async def test_a_conversation_through(client: str, hub: RunningHub) -> None:
    script = ROOT / "tests" / "js" / "conversation.mjs"
    people = (ANA.token(), WEI.token())
    process = await asyncio.create_subprocess_exec(
        *(ROOT / "tools" / "with-node", "node", script, client, hub.url, *people, "lamp"),
        cwd=ROOT,
        stdout=PIPE,
        stderr=STDOUT,
    )
    try:
        async with asyncio.timeout(seconds(30)):
            output, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode == 0, output.decode()
    assert output.decode().rstrip().endswith("held")
