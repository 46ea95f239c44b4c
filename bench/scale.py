"""Pages of the inbox, of history, of what was missed and of search: few messages against many."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench import datasets, hub_server, load_client
from bench.database import Database
from bench.load_client import LoadClient
from bench.processes import ROOT
from bench.vocabulary import Vocabulary
from hub.storage import driver

PREFIX = "scale_"
"""What the databases are called that are kept from run to run."""
OPERATIONS = ("inbox", "history", "catch_up", "search")
JOIN_SECONDS = 120.0
MEASURE_SECONDS = 300.0
CONVERSATIONS_EACH = 200
_SHAPES = (
    "bench/datasets.py",
    "bench/vocabulary.py",
    "hub/domain/search_terms.py",
    "hub/storage/dictionary.py",
    "hub/storage/documents.py",
    "hub/storage/indexes.py",
    "hub/storage/search_index.py",
)


@dataclass(frozen=True)
class Load:
    """How much is asked for, and of how many messages."""

    small: int = 10_000
    large: int = 1_000_000
    requests: int = 1_500
    turn: int = 50
    rounds: int = 3
    ordinary: int = 42
    heavy: int = 9
    """Connections of the shop and of the buyer that have most, each."""
    queries: int = 500


@dataclass(frozen=True)
class Answer:
    """How long one kind of page took."""

    p50_ms: float
    p99_ms: float


Answers = dict[str, list[Answer]]
"""By operation, one a round."""


async def measure(database: Database, load: Load, folder: Path) -> tuple[Answers, Answers]:
    """Both datasets in turn, round by round, each behind a hub of its own."""
    async with contextlib.AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(_asking(database, size, load, folder))
            for size in (load.small, load.large)
        ]
        await _round(clients, load)  # what a first request pays is not what is measured
        rounds = [await _round(clients, load) for _ in range(load.rounds)]
    small, large = zip(*rounds, strict=True)
    return _by_operation(small), _by_operation(large)


async def _round(clients: Sequence[LoadClient], load: Load) -> list[dict[str, Answer]]:
    """Every operation on each dataset; one answer a client."""
    seen: list[dict[str, Answer]] = [{} for _ in clients]
    for operation in OPERATIONS:
        for answers, latencies in zip(seen, await _in_turns(clients, operation, load), strict=True):
            answers[operation] = _answer(latencies)
    return seen


async def _in_turns(clients: Sequence[LoadClient], operation: str, load: Load) -> list[list[float]]:
    """Latencies by client, who take short turns: what disturbs one disturbs the other as well."""
    latencies: list[list[float]] = [[] for _ in clients]
    order = {"operation": operation, "requests": load.turn}
    for _ in range(load.requests // load.turn):
        for client, own in zip(clients, latencies, strict=True):
            client.send(order)
            own.extend((await client.wait_for("measured", MEASURE_SECONDS))["latencies_ms"])
    return latencies


def _answer(latencies: Sequence[float]) -> Answer:
    hundredths = quantiles(latencies, n=100)
    return Answer(p50_ms=hundredths[49], p99_ms=hundredths[98])


def _by_operation(rounds: Sequence[dict[str, Answer]]) -> Answers:
    return {operation: [one[operation] for one in rounds] for operation in OPERATIONS}


@contextlib.asynccontextmanager
async def _asking(
    database: Database, size: int, load: Load, folder: Path
) -> AsyncIterator[LoadClient]:
    """A hub over the dataset of `size` messages with people connected to it."""
    name = await prepared(database, size)
    people = await _people(database, name, size, load)
    async with hub_server.running(database, name, folder) as server:
        vocabulary = Vocabulary(size)
        queries = [vocabulary.query() for _ in range(load.queries)]
        plan = {"url": server.url, "people": people, "queries": queries}
        async with load_client.running("pages", plan) as client:
            await client.wait_for("ready", JOIN_SECONDS)
            yield client


async def prepared(database: Database, size: int) -> str:
    """The database that holds the dataset; built if it is not there or the hub's shapes changed."""
    name = f"{PREFIX}{size}_{_shapes()}"
    async with driver.database(database.uri, name) as target:
        names = await target.client.list_database_names()
        finished = await target["checkpoints"].find_one({"_id": "followed"})
        if finished is None:
            for stale in names:
                if stale.startswith(f"{PREFIX}{size}_"):
                    await target.client.drop_database(stale)
            await datasets.build(target, datasets.Plan(size))
    return name


def _shapes() -> str:
    """Changes whenever the code does that decides what is stored."""
    digest = hashlib.sha256()
    for source in _SHAPES:
        digest.update((ROOT / source).read_bytes())
    return digest.hexdigest()[:8]


async def _people(database: Database, name: str, size: int, load: Load) -> list[dict[str, Any]]:
    plan = datasets.Plan(size)
    step = max(1, plan.buyers // load.ordinary)
    buyers = [f"buyer-{n}" for n in range(1, plan.buyers, step)][: load.ordinary // 2]
    shops = [f"shop-{n % (plan.shops - 1) + 1}" for n in range(load.ordinary - len(buyers))]
    buyers += [datasets.HEAVY_BUYER] * load.heavy
    shops += [datasets.HEAVY_SHOP] * load.heavy
    async with driver.database(database.uri, name) as target:
        found = await asyncio.gather(
            *(_person(target, "buyer", buyer) for buyer in buyers),
            *(_person(target, "shop", shop) for shop in shops),
        )
    return [person for person in found if person["conversations"]]


async def _person(target: driver.Database, owner: str, name: str) -> dict[str, Any]:
    own = target["conversations"].find({owner: name}, {"last_seq": True})
    conversations = [
        {"id": document["_id"], "last_seq": document["last_seq"]}
        async for document in own.limit(CONVERSATIONS_EACH)
    ]
    if owner == "buyer":
        token = hub_server.token(name, "buyer")
    else:
        token = hub_server.token(f"seller-{name}", "seller", shop=name)
    return {"token": token, "conversations": conversations}
