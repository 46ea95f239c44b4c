"""What an idle connection costs a server in memory."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bench import load_client
from bench.processes import BenchError, Server

CONNECT_SECONDS = 120.0


async def bytes_per_connection(server: Server, tokens: Sequence[str], first: int) -> float:
    """Growth of the server's resident memory per connection, in bytes.

    The first few connections are not counted: they also pay for what is loaded once. Raises
    BenchError when the server ended any of them.
    """
    plan: dict[str, Any] = {"url": server.url, "tokens": list(tokens), "first": first}
    async with load_client.running("idle", plan) as client:
        await client.wait_for("first", CONNECT_SECONDS)
        before = await settled_bytes(server)
        client.send({"go": "on"})
        await client.wait_for("all", CONNECT_SECONDS)
        after = await settled_bytes(server)
        client.send({"go": "on"})
        done = await client.wait_for("done", CONNECT_SECONDS)
    if done["lost"]:
        raise BenchError(f"{server.name} ended {done['lost']} idle connections")
    return (after - before) / (len(tokens) - first)


async def settled_bytes(server: Server, pause: float = 1.0, tries: int = 10) -> int:
    """Resident memory once two readings in a row differ by less than a percent."""
    last = server.resident_bytes()
    for _ in range(tries):
        await asyncio.sleep(pause)
        now = server.resident_bytes()
        if abs(now - last) < last / 100:
            return now
        last = now
    return last
