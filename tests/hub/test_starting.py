"""A hub that cannot start says why in a sentence, and one that is stopped meanwhile stops."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from hub import app as composition
from hub.__main__ import _serve as serve
from hub.app import Hub
from hub.config import Settings
from hub.embedded import find_mongod
from tests.support import programs
from tests.support.programs import ROOT
from tests.support.timing import seconds, until
from tests.support.tokens import SECRET


async def said(uri: str) -> str:
    """What a hub over this database says before it ends."""
    env = {"HUB_MONGO_URI": uri, "HUB_JWT_SECRET": SECRET, "HUB_PORT": "0"}
    with pytest.raises(AssertionError) as ended:
        async with programs.python("-m", "hub", "serve", ready="ready ", env=env):
            pass
    text = str(ended.value)
    assert "ended before" in text
    assert "Traceback" not in text
    return text


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_database_that_is_not_there() -> None:
    assert "HUB_MONGO_URI: no MongoDB answers" in await said(f"mongodb://127.0.0.1:{free_port()}")


@pytest.mark.parametrize(
    "uri", ["mongo://ana:geheim@db", "mongodb://ana:ge:heim@db", "mongodb://ana:geheim@db:port"]
)
async def test_what_is_no_address_of_a_database(uri: str) -> None:
    text = await said(uri)
    assert "HUB_MONGO_URI: is not" in text
    assert "heim" not in text, "it may hold a password"


@asynccontextmanager
async def single_server(folder: Path) -> AsyncIterator[str]:
    """The URI of a mongod that is no replica set."""
    port = free_port()
    options = ("--dbpath", folder, "--port", port, "--bind_ip", "127.0.0.1", "--nounixsocket")
    mongod = await asyncio.create_subprocess_exec(
        str(find_mongod()), *map(str, options), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await until(lambda: _accepts(port), "mongod to listen")
        yield f"mongodb://127.0.0.1:{port}"
    finally:
        mongod.kill()
        await mongod.wait()


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def test_a_server_that_is_no_replica_set(tmp_path: Path) -> None:
    async with single_server(tmp_path) as uri:
        assert "needs a replica set" in await said(uri)


async def test_a_hub_is_stopped_while_it_starts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.setblocking(False)  # noqa: FBT003 - the library's signature
        port = silent.getsockname()[1]
        env = {"HUB_MONGO_URI": f"mongodb://127.0.0.1:{port}", "HUB_JWT_SECRET": SECRET}
        hub = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "hub", "serve", cwd=ROOT, env=env, stderr=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(seconds(60)):
            asked, _ = await asyncio.get_running_loop().sock_accept(silent)
            with asked:
                hub.terminate()
                _, errors = await hub.communicate()
    assert (hub.returncode, errors) == (0, b"")


async def test_that_it_is_to_stop_is_not_lost_where_a_cancellation_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @asynccontextmanager
    async def deaf(_settings: Settings, *, demo: bool) -> AsyncIterator[Hub]:
        assert not demo
        os.kill(os.getpid(), signal.SIGTERM)
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        yield cast("Hub", SimpleNamespace(url="http://127.0.0.1:1"))

    monkeypatch.setattr(composition, "running", deaf)
    async with asyncio.timeout(10):
        await asyncio.create_task(serve(Settings(), demo=False))
