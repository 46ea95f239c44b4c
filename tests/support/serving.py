"""`hub serve` as a process of its own, on the tests' mongod."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.support import programs
from tests.support.programs import Program
from tests.support.tokens import SECRET

MANY = {
    "send_burst": 10_000,
    "address_send_burst": 1_000_000,
    "event_burst": 1_000_000,
    "open_burst": 10_000,
}
"""Settings by which many tests together are no flood."""


@asynccontextmanager
async def serving(mongo_uri: str, database: str, **settings: object) -> AsyncIterator[Program]:
    """A hub that has said `ready URL`; ended by SIGTERM where it has not ended before.

    `settings` are the hub's, by their names in `hub.config`.
    """
    usual = {
        "port": 0,
        "mongo_uri": mongo_uri,
        "mongo_database": database,
        "jwt_secret": SECRET,
        "drain_seconds": 5,
        "translation": "off",  # what is written stays as it is, and no engines are started
    }
    env = {f"HUB_{name.upper()}": str(value) for name, value in (usual | settings).items()}
    async with programs.python("-m", "hub", "serve", ready="ready ", env=env) as program:
        yield program
        if program.process.returncode is None:
            await program.terminate()
