"""One private mongod for a whole run, so that every server writes with the same settings."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from pymongo import AsyncMongoClient

from hub.embedded import mongod

MEMORY = Path("/dev/shm")  # noqa: S108 - the system's file system in memory
MEMORY_BYTES = 2_000_000_000


def memory_folder() -> Path | None:
    """A file system in memory with room for a database; None where there is none.

    For what is compared within a millisecond: a disk that others use stalls writes for a second now
    and then, which decides every p99 by chance.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= MEMORY_BYTES:
        return MEMORY
    return None


@dataclass(frozen=True)
class Database:
    """A running mongod and which process it is."""

    uri: str
    pid: int


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Database]:
    """The mongod that the hub itself would embed, with its data under `folder`."""
    async with mongod(folder) as uri, AsyncMongoClient[dict[str, int]](uri) as client:
        status = await client.admin.command("serverStatus")
        yield Database(uri, status["pid"])


async def drop_all_but(mongod: Database, prefix: str) -> None:
    """Drops what an earlier run left, except the databases whose names begin with `prefix`."""
    async with AsyncMongoClient[dict[str, int]](mongod.uri) as client:
        for name in await client.list_database_names():
            if name not in ("admin", "config", "local") and not name.startswith(prefix):
                await client.drop_database(name)
