"""Messages a second, latency of the ack, and CPU per message, for each server in turn."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench import load_client
from bench.database import Database
from bench.processes import BenchError, Server, cpu_seconds
from bench.vocabulary import Vocabulary

CONNECT_SECONDS = 60.0
SETTLE_SECONDS = 15.0
TEXTS = 5_000
QUIET_SECONDS = 90.0
LOOK_SECONDS = 0.5
IDLE_SHARE = 0.15


@dataclass(frozen=True)
class Load:
    """How long and how many: each run ends at whichever bound comes first."""

    pairs: int = 100
    warmup_s: float = 2.0
    seconds: float = 6.0
    max_messages: int = 500_000
    rounds: int = 8


@dataclass(frozen=True)
class Run:
    """One server under load once."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    """CPU time of the server's process per acked message, with all that follows from it."""
    mongod_cpu_us: float
    catching_up_s: float
    """How long the server went on working after the last ack."""


@dataclass(frozen=True)
class Pair:
    """The tokens of a buyer and a seller, and what their conversation is about."""

    buyer: str
    seller: str
    context: Mapping[str, str]

    def plan(self) -> dict[str, Any]:
        return {"buyer": self.buyer, "seller": self.seller, "context": self.context}


async def measure(server: Server, database: Database, pairs: Sequence[Pair], load: Load) -> Run:
    """One run of the load client; raises BenchError when a message failed or a push is missing."""
    plan = {
        "url": server.url,
        "pairs": [pair.plan() for pair in pairs],
        "texts": talk(),
        "warmup_s": load.warmup_s,
        "seconds": load.seconds,
        "max_messages": load.max_messages,
    }
    async with load_client.running("throughput", plan) as client:
        await client.wait_for("ready", CONNECT_SECONDS)
        spent = server.cpu_seconds(), cpu_seconds(database.pid)
        client.send({"start": True})
        await client.wait_for("measuring", load.warmup_s + SETTLE_SECONDS)
        measured = await client.wait_for("measured", load.seconds + SETTLE_SECONDS)
        done = await client.wait_for("done", SETTLE_SECONDS)
    _check(server, done)
    catching_up_s = await _quiet(server, database)
    return Run(
        per_second=measured["messages"] / measured["seconds"],
        p50_ms=measured["p50_ms"],
        p99_ms=measured["p99_ms"],
        cpu_us=(server.cpu_seconds() - spent[0]) / done["acked"] * 1e6,
        mongod_cpu_us=(cpu_seconds(database.pid) - spent[1]) / done["acked"] * 1e6,
        catching_up_s=catching_up_s,
    )


async def _quiet(server: Server, database: Database) -> float:
    """Waits until what the messages left to do is done; how long that took, in seconds.

    Its CPU time is the messages' too, and it must not disturb the next server's run.
    """
    loop = asyncio.get_running_loop()
    started = loop.time()
    spent = server.cpu_seconds() + cpu_seconds(database.pid)
    while loop.time() - started < QUIET_SECONDS:
        await asyncio.sleep(LOOK_SECONDS)
        last, spent = spent, server.cpu_seconds() + cpu_seconds(database.pid)
        if spent - last < IDLE_SHARE * LOOK_SECONDS:
            return loop.time() - started - LOOK_SECONDS
    raise BenchError(f"{server.name} was still working {QUIET_SECONDS:.0f} s after the load")


@cache
def talk() -> list[str]:
    """What the pairs say: as varied as real talk, since a search index pays for every new word."""
    vocabulary = Vocabulary(TEXTS)
    return [vocabulary.sentence() for _ in range(TEXTS)]


def _check(server: Server, done: Mapping[str, Any]) -> None:
    if done["errors"]:
        raise BenchError(f"{server.name}: {done['errors'][0]}")
    if done["acked"] != done["sent"] or done["pushes"] != 2 * done["acked"]:
        raise BenchError(f"{server.name}: not everything was acked and pushed: {done}")
