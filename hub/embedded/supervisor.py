"""Keeps one mongod running: starts it, starts it again when it dies, stops it."""

import asyncio
from asyncio.subprocess import Process
from pathlib import Path

import structlog
from pymongo.errors import PyMongoError

from hub.embedded import process
from hub.embedded.errors import MongodFailed
from hub.embedded.folder import Folder
from hub.embedded.process import PortTaken
from hub.embedded.replica_set import make_primary

PRIMARY_SECONDS = 60.0
"""A stranger listening on the set's old port can hold mongod up for 30 s."""

PORT_TRIES = 5
RETRY_SECONDS = 1.0
RETRY_MAX_SECONDS = 10.0

log = structlog.get_logger()


class Supervisor:
    """`start`, then `run` until cancelled, then `stop`."""

    def __init__(self, binary: Path, folder: Folder) -> None:
        self._binary = binary
        self._folder = folder
        self._process: Process | None = None
        self.port = 0

    async def start(self) -> None:
        """Start mongod on a free port and wait until it is writable. Raises MongodFailed."""
        self.port = self._folder.port()
        for _ in range(PORT_TRIES):
            try:
                return await self._launch()
            except PortTaken:
                self.port = self._folder.new_port()
        raise MongodFailed("every port tried was taken", self._folder.log)

    async def run(self) -> None:
        """Start mongod again whenever it ends, on the same port: that is where the driver looks."""
        while self._process:
            status = await self._process.wait()
            log.error("mongod_died", status=status, log=str(self._folder.log))
            await self._relaunch()

    async def stop(self) -> None:
        """Let mongod close its files and end."""
        if self._process:
            await process.stop(self._process)

    async def _relaunch(self) -> None:
        delay = RETRY_SECONDS
        while True:
            try:
                await self._launch()
            except (MongodFailed, PortTaken) as error:
                log.error("mongod_not_restarted", reason=str(error), retry_after_s=delay)
                await asyncio.sleep(delay)
                delay = min(delay * 2, RETRY_MAX_SECONDS)
            else:
                log.info("mongod_restarted", port=self.port)
                return

    async def _launch(self) -> None:
        self._process = await process.start(self._binary, self._folder, self.port)
        try:
            await self._until_primary(self._process)
        except BaseException:
            await self.stop()
            raise

    async def _until_primary(self, running: Process) -> None:
        primary = asyncio.ensure_future(make_primary(self.port))
        ended = asyncio.ensure_future(running.wait())
        try:
            await asyncio.wait(
                [primary, ended], timeout=PRIMARY_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if ended.done():
                raise process.why_it_ended(running, self._folder)
            if not primary.done():
                raise MongodFailed(f"not writable in {PRIMARY_SECONDS:.0f} s", self._folder.log)
            primary.result()
        except PyMongoError as error:
            raise MongodFailed(f"no replica set: {error}", self._folder.log) from error
        finally:
            primary.cancel()
            ended.cancel()
            await asyncio.gather(primary, ended, return_exceptions=True)
