"""The private mongod, against the real one: started, restarted, moved, killed and fought over."""

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError
from structlog.testing import capture_logs

from hub import embedded
from hub.embedded import binary, process, supervisor
from hub.embedded.folder import LOG_BYTES, Folder
from tests.support import programs
from tests.support.timing import until

OWNER = """
import asyncio, pathlib, sys
from hub import embedded

async def main():
    async with embedded.mongod(pathlib.Path(sys.argv[1])) as uri:
        print("uri", uri)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@asynccontextmanager
async def client(uri: str) -> AsyncIterator[AsyncMongoClient[dict[str, Any]]]:
    async with AsyncMongoClient[dict[str, Any]](uri) as opened:
        yield opened


def folder_of(data_dir: Path) -> Folder:
    return Folder(data_dir / "mongo")


def mongod_pid(data_dir: Path) -> int:
    return int(folder_of(data_dir).mongod_lock.read_text())


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@asynccontextmanager
async def taken(port: int) -> AsyncIterator[None]:
    """Somebody else listens on `port` and hangs up on every caller."""
    async with await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", port):
        yield


def port_of(uri: str) -> int:
    return int(uri.split("/")[2].rpartition(":")[2])


async def store(uri: str, *numbers: int) -> None:
    async with client(uri) as mongo:
        await mongo.test.numbers.insert_many([{"_id": number} for number in numbers])


async def stored(uri: str) -> list[int]:
    async with client(uri) as mongo:
        return [document["_id"] async for document in mongo.test.numbers.find().sort("_id")]


async def test_is_a_writable_replica_set_with_transactions(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as uri, client(uri) as mongo:
        async with mongo.start_session() as session, await session.start_transaction():
            await mongo.test.numbers.insert_one({"_id": 1}, session=session)
        assert await stored(uri) == [1]


async def test_listens_on_loopback_only(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as uri, client(uri) as mongo:
        net = (await mongo.admin.command("getCmdLineOpts"))["parsed"]["net"]
    assert net["bindIp"] == "127.0.0.1"
    assert net["unixDomainSocket"] == {"enabled": False}


async def test_finds_its_data_and_its_port_again(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as first:
        await store(first, 1, 2)
    async with embedded.mongod(tmp_path) as second:
        assert await stored(second) == [1, 2]
    assert second == first


async def test_moves_when_its_port_is_taken(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as first:
        await store(first, 1)
    async with taken(port_of(first)), embedded.mongod(tmp_path) as second:
        assert port_of(second) != port_of(first)
        await store(second, 2)
        assert await stored(second) == [1, 2]


async def test_tries_another_port_when_the_chosen_one_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        monkeypatch.setattr(Folder, "port", lambda _: stranger.getsockname()[1])
        async with embedded.mongod(tmp_path) as uri:
            assert port_of(uri) != stranger.getsockname()[1]
            await store(uri, 1)


async def test_stops_cleanly(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path):
        pid = mongod_pid(tmp_path)
    assert not alive(pid)
    # mongod empties its lock file as the last step of a clean shutdown.
    assert folder_of(tmp_path).mongod_lock.read_text() == ""


async def test_stops_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        async with embedded.mongod(tmp_path):
            pid = mongod_pid(tmp_path)
            raise ZeroDivisionError
    assert not alive(pid)


async def test_stops_when_the_start_is_cancelled(tmp_path: Path) -> None:
    async def run() -> None:
        async with embedded.mongod(tmp_path):
            pytest.fail("cancelled before it was ready")

    start = asyncio.create_task(run())
    lock = folder_of(tmp_path).mongod_lock
    await until(lambda: lock.exists() and lock.read_text(), "mongod has begun")
    pid = mongod_pid(tmp_path)
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert not alive(pid)


async def insert_when_possible(mongo: AsyncMongoClient[dict[str, Any]], number: int) -> None:
    async def written() -> bool:
        try:
            await mongo.test.numbers.update_one({"_id": number}, {"$set": {}}, upsert=True)
        except PyMongoError:
            return False
        return True

    await until(written, "writable again", within=30)


@pytest.mark.crash
async def test_is_started_again_after_kill_9(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as uri, client(uri) as mongo:
        await mongo.test.numbers.insert_one({"_id": 1})
        killed = mongod_pid(tmp_path)
        os.kill(killed, signal.SIGKILL)
        await insert_when_possible(mongo, 2)
        assert mongod_pid(tmp_path) != killed
        assert await stored(uri) == [1, 2]


@pytest.mark.crash
async def test_is_started_again_every_time(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as uri:
        for round_ in range(3):
            os.kill(mongod_pid(tmp_path), signal.SIGKILL)
            async with client(uri) as mongo:
                await insert_when_possible(mongo, round_)
        assert await stored(uri) == [0, 1, 2]


async def test_refuses_a_second_hub_on_one_folder(tmp_path: Path) -> None:
    async with embedded.mongod(tmp_path) as uri:
        with pytest.raises(embedded.DataFolderInUse, match=rf"{os.getpid()}.*HUB_DATA_DIR"):
            async with embedded.mongod(tmp_path):
                pass
        await store(uri, 1)
    async with embedded.mongod(tmp_path) as uri:
        assert await stored(uri) == [1]


async def test_refuses_while_another_process_holds_the_folder(tmp_path: Path) -> None:
    async with programs.python("-c", OWNER, str(tmp_path), ready="uri") as owner:
        with pytest.raises(embedded.DataFolderInUse, match=str(owner.pid)):
            async with embedded.mongod(tmp_path):
                pass


@pytest.mark.crash
@pytest.mark.skipif(not shutil.which("setpriv"), reason="needs util-linux")
async def test_ends_with_a_killed_hub(tmp_path: Path) -> None:
    async with programs.python("-c", OWNER, str(tmp_path), ready="uri") as owner:
        pid = mongod_pid(tmp_path)
        await owner.kill()
        await until(lambda: not alive(pid), "mongod has followed its hub")


@pytest.mark.crash
async def test_a_leftover_of_a_killed_hub_is_stopped_and_its_data_kept(tmp_path: Path) -> None:
    # Without setpriv on its PATH the mongod outlives the hub.
    env = {"PATH": "/nonexistent"}
    async with programs.python("-c", OWNER, str(tmp_path), ready="uri", env=env) as owner:
        await store(owner.ready.split()[1], 1)
        leftover = mongod_pid(tmp_path)
        await owner.kill()
    assert alive(leftover)
    async with embedded.mongod(tmp_path) as uri:
        await until(lambda: not alive(leftover), "its parent has taken note")
        assert await stored(uri) == [1]


@pytest.mark.crash
async def test_a_frozen_leftover_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.embedded.leftover.CLEAN_SECONDS", 0.2)
    env = {"PATH": "/nonexistent"}
    async with programs.python("-c", OWNER, str(tmp_path), ready="uri", env=env) as owner:
        await store(owner.ready.split()[1], 1)
        os.kill(mongod_pid(tmp_path), signal.SIGSTOP)
        await owner.kill()
    async with embedded.mongod(tmp_path) as uri:
        assert await stored(uri) == [1]


async def test_a_stale_lock_file_harms_nobody(tmp_path: Path) -> None:
    bystander = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=-1)
    folder = folder_of(tmp_path)
    folder.prepare()
    folder.mongod_lock.write_text(f"{bystander.pid}\n")
    async with embedded.mongod(tmp_path):
        assert bystander.returncode is None
        assert alive(bystander.pid)
    bystander.kill()
    await bystander.wait()


async def test_a_mongod_that_will_not_stop_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "STOP_SECONDS", 0.2)
    async with embedded.mongod(tmp_path):
        pid = mongod_pid(tmp_path)
        os.kill(pid, signal.SIGSTOP)
    assert not alive(pid)


async def test_says_why_mongod_failed(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    folder.prepare()
    (folder.db / "storage.bson").write_bytes(b"this is no BSON")
    with pytest.raises(embedded.MongodFailed, match=rf"exit status \d+.*{folder.log}"):
        async with embedded.mongod(tmp_path):
            pass


async def test_says_what_a_program_said_that_could_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "mongod"
    broken.write_text(
        "#!/bin/sh\necho 'error while loading shared libraries: libx' >&2; exit 127\n"
    )
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(embedded.MongodFailed, match=r"loading shared libraries: libx.*libcurl4"):
        async with embedded.mongod(tmp_path):
            pass


@pytest.mark.crash
async def test_keeps_trying_while_mongod_cannot_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "RETRY_SECONDS", 0.1)
    own = tmp_path / "mongod"
    own.symlink_to(embedded.find_mongod())
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    async with embedded.mongod(tmp_path) as uri:
        own.rename(tmp_path / "elsewhere")
        with capture_logs() as logs:
            os.kill(mongod_pid(tmp_path), signal.SIGKILL)
            await until(lambda: events(logs).count("mongod_not_restarted") >= 2, "two tries")
            (tmp_path / "elsewhere").rename(own)
            await until(lambda: "mongod_restarted" in events(logs), "it succeeds in the end")
        await store(uri, 1)


def events(logs: list[MutableMapping[str, Any]]) -> list[str]:
    return [entry["event"] for entry in logs]


def test_a_mongod_on_path_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mongod"
    own.symlink_to(embedded.find_mongod())
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert embedded.find_mongod() == own


def test_says_what_to_install_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(binary, "find_spec", lambda _: None)
    with pytest.raises(embedded.MongodNotFound, match=r"PATH.*parley\[embedded\].*HUB_MONGO_URI"):
        embedded.find_mongod()


def test_a_long_log_is_set_aside(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    folder.prepare()
    with folder.log.open("wb") as log:
        log.truncate(LOG_BYTES + 1)
    folder.prepare()
    assert not folder.log.exists()
    assert folder.log.with_suffix(".log.1").stat().st_size == LOG_BYTES + 1


def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    folder.prepare()
    assert folder.root.stat().st_mode & 0o077 == 0
