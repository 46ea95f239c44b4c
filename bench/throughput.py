"""Messages a second, latency of the ack, and CPU per message, for each server in turn."""

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


@dataclass(frozen=True)
class Load:
    """How long and how many: each run ends at whichever bound comes first."""

    pairs: int = 100
    warmup_s: float = 3.0
    seconds: float = 10.0
    max_messages: int = 500_000
    rounds: int = 5


@dataclass(frozen=True)
class Run:
    """One server under load once."""

    messages: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    """CPU time of the server's process per acked message."""
    mongod_cpu_us: float


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
        client.send({"start": True})
        await client.wait_for("measuring", load.warmup_s + SETTLE_SECONDS)
        before = server.cpu_seconds(), cpu_seconds(database.pid)
        measured = await client.wait_for("measured", load.seconds + SETTLE_SECONDS)
        after = server.cpu_seconds(), cpu_seconds(database.pid)
        done = await client.wait_for("done", SETTLE_SECONDS)
    _check(server, done)
    messages = max(measured["messages"], 1)
    return Run(
        messages=measured["messages"],
        per_second=measured["messages"] / measured["seconds"],
        p50_ms=measured["p50_ms"],
        p99_ms=measured["p99_ms"],
        cpu_us=(after[0] - before[0]) / messages * 1e6,
        mongod_cpu_us=(after[1] - before[1]) / messages * 1e6,
    )


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
