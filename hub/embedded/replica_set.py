"""Makes one mongod a replica set of its own, at its present address.

The hub's writes are acknowledged by a majority and retried, which MongoDB offers on replica sets
only. The set's configuration is data: it survives restarts, and names the address of the past.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import AutoReconnect, OperationFailure

from hub.embedded.folder import HOST
from hub.embedded.process import REPLICA_SET

Client = AsyncMongoClient[Mapping[str, Any]]

POLL_SECONDS = 0.02

IN_TRANSITION = frozenset(
    {"NotYetInitialized", "NotWritablePrimary", "InterruptedDueToReplStateChange"}
)
"""Refusals while mongod still loads its configuration or changes its state: they pass."""


async def make_primary(port: int) -> None:
    """Return when the mongod on `port` is a writable primary. Never returns if it cannot be one.

    Safe to repeat, on fresh data and on old, at the old address and at a new one.
    """
    address = f"{HOST}:{port}"
    async with AsyncMongoClient[Mapping[str, Any]](address, directConnection=True) as client:
        while not await _primary_at(client, address):
            await asyncio.sleep(POLL_SECONDS)


async def _primary_at(client: Client, address: str) -> bool:
    try:
        hello = await client.admin.command("hello")
        if hello["isWritablePrimary"] and hello.get("me") == address:
            return True
        await _configure(client, address)
    except AutoReconnect:
        # A change of state closes connections.
        pass
    except OperationFailure as error:
        if (error.details or {}).get("codeName") not in IN_TRANSITION:
            raise
    return False


async def _configure(client: Client, address: str) -> None:
    # Asked of the data and not of the server, which says "not yet initialised" while loading it.
    if not await client.local["system.replset"].find_one():
        members = [{"_id": 0, "host": address}]
        await client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
        return
    config = (await client.admin.command("replSetGetConfig"))["config"]
    if config["members"][0]["host"] != address:
        await client.admin.command("replSetReconfig", _moved(config, address), force=True)


def _moved(config: Mapping[str, Any], address: str) -> dict[str, Any]:
    (member,) = config["members"]
    return {**config, "version": config["version"] + 1, "members": [{**member, "host": address}]}
