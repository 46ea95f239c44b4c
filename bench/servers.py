"""How each server under load is started, and with what each knows the people who talk."""

import contextlib
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bench import load_client, processes
from bench.database import Database
from bench.processes import Server
from bench.throughput import Pair

PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Subject:
    """A running server and the pairs that may talk on it."""

    server: Server
    pairs: list[Pair]


@contextlib.asynccontextmanager
async def node_peer(
    program: str, database: Database, pairs: int, folder: Path
) -> AsyncIterator[Subject]:
    """Peer (a) `node_single` or (b) `node_group`."""
    command = [load_client.node(), str(PEERS / f"{program}.mjs")]
    env = {"PEER_MONGO_URI": database.uri, "PEER_MONGO_DATABASE": program}
    env["NODE_ENV"] = "production"
    async with processes.running(program, command, env, folder / f"{program}.log") as server:
        yield Subject(server, peer_pairs(pairs))


@contextlib.asynccontextmanager
async def echo_peer(pairs: int, folder: Path) -> AsyncIterator[Subject]:
    """Peer (c), which has no database."""
    command = [sys.executable, "-m", "bench.peers.echo"]
    async with processes.running("echo", command, {}, folder / "echo.log") as server:
        yield Subject(server, peer_pairs(pairs))


def peer_pairs(count: int) -> list[Pair]:
    """The peers believe what the token says, so it is plain JSON."""
    return [
        Pair(
            buyer=json.dumps({"sub": f"buyer-{n}", "role": "buyer"}),
            seller=json.dumps({"sub": f"seller-{n}", "role": "seller", "shop": f"shop-{n}"}),
            context={"type": "product", "id": f"shop-{n}/1"},
        )
        for n in range(count)
    ]
