"""A private mongod for the zero-configuration default: demo, tests, one small machine.

`mongod(data_dir)` runs a real mongod as a single-node replica set on 127.0.0.1, with its data under
`data_dir/mongo`, as long as the block lasts. It is started again when it dies, stopped cleanly at
the end, and its data is found again at the next start. Two hubs cannot share one folder. A mongod
that outlived a killed hub is stopped first.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog

from hub.embedded.binary import find_mongod
from hub.embedded.errors import DataFolderInUse, MongodFailed, MongodNotFound
from hub.embedded.folder import HOST, Folder
from hub.embedded.leftover import stop_leftover
from hub.embedded.process import REPLICA_SET
from hub.embedded.supervisor import Supervisor

__all__ = ["DataFolderInUse", "MongodFailed", "MongodNotFound", "find_mongod", "mongod"]

log = structlog.get_logger()


@asynccontextmanager
async def mongod(data_dir: Path) -> AsyncIterator[str]:
    """The URI of a writable mongod of our own over `data_dir/mongo`.

    Raises MongodNotFound, DataFolderInUse or MongodFailed.
    """
    binary = find_mongod()
    folder = Folder(data_dir.resolve() / "mongo")
    folder.prepare()
    with folder.exclusive():
        if await stop_leftover(folder):
            log.warning("leftover_mongod_stopped", folder=str(folder.root))
        async with _supervised(binary, folder) as port:
            # Named as a set and not connected to directly, so that the driver waits for the
            # primary after a restart instead of failing on a node that is not yet one.
            yield f"mongodb://{HOST}:{port}/?replicaSet={REPLICA_SET}"


@asynccontextmanager
async def _supervised(binary: Path, folder: Folder) -> AsyncIterator[int]:
    supervisor = Supervisor(binary, folder)
    await supervisor.start()
    log.info("mongod_started", port=supervisor.port, binary=str(binary))
    running = asyncio.ensure_future(supervisor.run())
    try:
        yield supervisor.port
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await supervisor.stop()
