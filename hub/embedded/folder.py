"""The folder a private mongod lives in, and the right to use it."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hub.embedded.errors import DataFolderInUse

HOST = "127.0.0.1"

LOG_BYTES = 10_000_000
"""A larger log is set aside at the next start; one earlier log is kept."""


@dataclass(frozen=True, slots=True)
class Folder:
    """`HUB_DATA_DIR/mongo`: the data in `db`, and beside it the log, the port and the lock."""

    root: Path

    @property
    def db(self) -> Path:
        return self.root / "db"

    @property
    def log(self) -> Path:
        return self.root / "mongod.log"

    @property
    def stderr(self) -> Path:
        """What mongod said before it could open its log."""
        return self.root / "mongod.stderr"

    @property
    def mongod_lock(self) -> Path:
        """The lock of mongod itself: locked while one runs on `db`, holding its process id."""
        return self.db / "mongod.lock"

    @property
    def _hub_lock(self) -> Path:
        return self.root / "hub.lock"

    @property
    def _port(self) -> Path:
        return self.root / "port"

    def prepare(self) -> None:
        """Make what is missing, for this user's eyes only, and set a long log aside."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.db.mkdir(exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_BYTES:
                self.log.replace(self.log.with_suffix(".log.1"))

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the folder for this process; the kernel lets go when it dies, however it dies.

        Raises DataFolderInUse when another process holds it.
        """
        with self._hub_lock.open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                owner = self._hub_lock.read_text().strip()
                raise DataFolderInUse(self.root.parent, owner) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def port(self) -> int:
        """The port used last if it is free, so that the replica set keeps its address; else any."""
        with suppress(FileNotFoundError, ValueError, OSError):
            return _bind(int(self._port.read_text()))
        return self.new_port()

    def new_port(self) -> int:
        """A free port, remembered for the next start."""
        port = _bind(0)
        self._port.write_text(str(port))
        return port


def _bind(port: int) -> int:
    """The number of a port that can be listened on (any, for 0). Raises OSError if it cannot."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
        return int(probe.getsockname()[1])
