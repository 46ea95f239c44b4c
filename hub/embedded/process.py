"""One mongod process over one folder: started until it accepts connections, stopped cleanly."""

import asyncio
import os
import shutil
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from pathlib import Path

from hub.embedded.errors import MongodFailed
from hub.embedded.folder import HOST, Folder

REPLICA_SET = "parley"
CACHE_SHARE = 1 / 8
"""Of the machine's memory: too small a cache evicts on the path of every insert."""
CACHE_MIN_GB, CACHE_MAX_GB = 0.25, 4.0
OPLOG_MB = 512
JOURNAL_MS = 10
"""Between flushes of the journal that nobody asked for. Now and then mongod (6.0) forgets one that
was asked for, and what was written then waits for the next: 100 ms, were this not shorter."""
START_SECONDS = 60.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.02

PORT_TAKEN = 48
"""mongod's exit status when it cannot listen on its port."""


class PortTaken(Exception):
    """Somebody took the port between the choice and the start."""


async def start(binary: Path, folder: Folder, port: int) -> Process:
    """A mongod that accepts connections on `port`. Raises PortTaken or MongodFailed."""
    process = await _spawn(binary, folder, port)
    try:
        await _until_listening(process, folder, port)
    except BaseException:
        await stop(process)
        raise
    return process


async def _spawn(binary: Path, folder: Folder, port: int) -> Process:
    with folder.stderr.open("wb") as stderr:
        try:
            return await asyncio.create_subprocess_exec(
                *_command(binary, folder, port),
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=stderr,
                # A terminal's Ctrl-C is for the hub, which needs the database while it drains.
                start_new_session=True,
            )
        except OSError as error:
            raise MongodFailed(str(error), folder.log) from error


async def stop(process: Process) -> None:
    """SIGTERM, and SIGKILL past STOP_SECONDS."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def why_it_ended(process: Process, folder: Folder) -> MongodFailed | PortTaken:
    """What to raise for a mongod that ended by itself."""
    if process.returncode == PORT_TAKEN:
        return PortTaken()
    last_words = folder.stderr.read_text(errors="replace").strip().rpartition("\n")[2]
    return MongodFailed(last_words or f"exit status {process.returncode}", folder.log)


def _command(binary: Path, folder: Folder, port: int) -> list[str]:
    options = {
        "--dbpath": folder.db,
        "--logpath": folder.log,
        "--replSet": REPLICA_SET,
        "--bind_ip": HOST,
        "--port": port,
        "--wiredTigerCacheSizeGB": _cache_gb(),
        "--oplogSize": OPLOG_MB,
        "--journalCommitInterval": JOURNAL_MS,
    }
    return [
        *_die_with_parent(),
        str(binary),
        *(str(part) for option in options.items() for part in option),
        "--logappend",
        "--nounixsocket",
        "--setParameter",
        "diagnosticDataCollectionEnabled=false",
        # There is no secondary to hand over to, so nothing to wait for.
        "--setParameter",
        "shutdownTimeoutMillisForSignaledShutdown=0",
    ]


def _cache_gb() -> float:
    memory_gb = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return round(min(max(memory_gb * CACHE_SHARE, CACHE_MIN_GB), CACHE_MAX_GB), 2)


def _die_with_parent() -> list[str]:
    """Where util-linux is there: the kernel ends mongod, cleanly, when the hub is killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


async def _until_listening(process: Process, folder: Folder, port: int) -> None:
    ended = asyncio.ensure_future(process.wait())
    try:
        async with asyncio.timeout(START_SECONDS):
            while not await _accepts(port):
                done, _ = await asyncio.wait([ended], timeout=POLL_SECONDS)
                if done:
                    raise why_it_ended(process, folder)
    except TimeoutError:
        raise MongodFailed(f"no connection within {START_SECONDS:.0f} s", folder.log) from None
    finally:
        ended.cancel()


async def _accepts(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True
