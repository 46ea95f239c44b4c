"""A mongod that outlived its hub (killed with SIGKILL) must not keep the next hub from starting.

mongod holds a lock on `db/mongod.lock` as long as it lives and writes its process id there, so the
lock says without doubt whether one is running on this very folder.
"""

import asyncio
import fcntl
import os
import signal
from contextlib import suppress
from pathlib import Path

from hub.embedded.errors import MongodFailed
from hub.embedded.folder import Folder

CLEAN_SECONDS = 20.0
"""How long a leftover may take to close its files before it is killed. Nothing acknowledged is lost
by the kill: writes are journaled."""

KILL_SECONDS = 10.0
POLL_SECONDS = 0.02


async def stop_leftover(folder: Folder) -> bool:
    """Stop a mongod still running on `folder`; tells whether there was one.

    Only for the process that holds the folder. Raises MongodFailed if it will not go.
    """
    if not _locked(folder.mongod_lock):
        return False
    for number, seconds in ((signal.SIGTERM, CLEAN_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
        if await _signal_until_unlocked(folder.mongod_lock, number, seconds):
            return True
    raise MongodFailed("one left by an earlier hub cannot be stopped", folder.log)


async def _signal_until_unlocked(lock: Path, number: signal.Signals, seconds: float) -> bool:
    # The process id is written shortly after the lock is taken: signal it as soon as it is there.
    signalled = False
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while _locked(lock):
                signalled = signalled or _signal_owner(lock, number)
                await asyncio.sleep(POLL_SECONDS)
            return True
    return False


def _signal_owner(lock: Path, number: signal.Signals) -> bool:
    with suppress(ValueError, ProcessLookupError):
        os.kill(int(lock.read_text()), number)
        return True
    return False


def _locked(lock: Path) -> bool:
    try:
        with lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
