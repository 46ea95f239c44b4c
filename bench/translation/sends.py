"""What translation costs those who send, and how soon those who read have it.

Two hubs on one database take turns, one with translation and one without, so that what disturbs
the machine disturbs both.
"""

import contextlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import aiohttp

from bench import hub_server, load_client
from bench.database import Database
from bench.processes import BenchError, Server
from bench.table import Row, at_least, at_most
from bench.throughput import Pair
from bench.translation import silent

CONNECT_SECONDS = 60.0
SETTLE_SECONDS = 4.0
OFF = {"HUB_TRANSLATION": "off"}
BREAKER = re.compile(
    r'^hub_translation_engine_open\{engine="libretranslate"\} 1(\.0)?$', re.MULTILINE
)


@dataclass(frozen=True)
class Load:
    """How long and how many; messages in Spanish, to shops that read English."""

    pairs: int = 20
    per_second: float = 20.0
    warmup_s: float = 1.0
    seconds: float = 10.0
    rounds: int = 4
    flood_per_second: float = 200.0
    flood_seconds: float = 12.0


@dataclass(frozen=True)
class Run:
    """Milliseconds: of every ack, and from each message at the reader to its translation."""

    acks: Sequence[float]
    translated: Sequence[float]


def p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100)[98] if len(values) > 1 else float(values[0])


async def ordinary(load: Load, texts: Sequence[str], database: Database, folder: Path) -> list[Row]:
    """Acks with translation beside acks without; the delay of what is in the cache."""
    on, off = [], []
    async with (
        _hub(database, "translating", folder, load, {}) as hub,
        _hub(database, "silent", folder, load, OFF) as plain,
    ):
        await _run(hub, load, texts, load.per_second, load.seconds)  # fills the cache
        for _ in range(load.rounds):
            off.append(await _run(plain, load, texts, load.per_second, load.seconds))
            on.append(await _run(hub, load, texts, load.per_second, load.seconds))
    together = p99(_acks(on)) / p99(_acks(off))
    by_round = [p99(a.acks) / p99(b.acks) for a, b in zip(on, off, strict=True)]
    cached = [median(run.translated) for run in on if run.translated]
    if not cached:
        raise BenchError("no message was translated")
    return [
        Row("p99 of the ack: on / off, all rounds", [together], goal=at_most(1.05)),
        Row("p99 of the ack: on / off, by round", by_round),
        Row("p50 of the ack: on / off", [median(_acks(on)) / median(_acks(off))]),
        Row("cached translation behind its message", cached, "ms", at_most(50)),
    ]


async def uncached(load: Load, texts: Sequence[str], database: Database, folder: Path) -> list[Row]:
    """The same with a new sentence in every message: engines work all the time."""
    on, off = [], []
    new = [f"{text.rstrip('.?!')} {_word(number)}." for number, text in enumerate(_many(texts))]
    async with (
        _hub(database, "working", folder, load, {}) as hub,
        _hub(database, "resting", folder, load, OFF) as plain,
    ):
        share = len(new) // load.rounds
        for number in range(load.rounds):
            part = new[number * share : (number + 1) * share]
            off.append(await _run(plain, load, part, load.per_second / 2, load.seconds))
            on.append(await _run(hub, load, part, load.per_second / 2, load.seconds))
    ratio = p99(_acks(on)) / p99(_acks(off))
    delays = [delay for run in on for delay in run.translated]
    return [
        Row("new sentences: p99 of the ack, on / off", [ratio], goal=at_most(1.05)),
        Row("new sentences: translation behind its message", [median(delays)], "ms"),
    ]


async def flooded(load: Load, texts: Sequence[str], database: Database, folder: Path) -> list[Row]:
    """Many messages a second while the engine that is asked first never answers."""
    flood = load.flood_per_second
    async with silent.engine() as url:
        hanging = {"HUB_LIBRETRANSLATE_URL": url}
        async with _hub(database, "hanging", folder, load, hanging) as hub:
            before = hub.own_resident_bytes()
            stuck = await _run(hub, load, texts, flood, load.flood_seconds)
            after = hub.own_resident_bytes()
            again = await _run(hub, load, texts, flood, load.flood_seconds)
            grown = hub.own_resident_bytes()
            opened = await _breaker_open(hub)
        async with _hub(database, "unhung", folder, load, OFF) as plain:
            free = await _run(plain, load, texts, flood, load.flood_seconds)
    return [
        Row("engine hangs: p99 of the ack, on / off", [p99(stuck.acks) / p99(free.acks)]),
        Row("engine hangs, later: p99 of the ack, on / off", [p99(again.acks) / p99(free.acks)]),
        Row("engine hangs: memory of the hub, first run", [(after - before) / 1e6], "MB"),
        Row(
            "engine hangs: memory of the hub, next run", [(grown - after) / 1e6], "MB", at_most(20)
        ),
        Row("engine hangs: its breaker is open", [float(opened)], goal=at_least(1)),
    ]


@contextlib.asynccontextmanager
async def _hub(
    database: Database, name: str, folder: Path, load: Load, settings: Mapping[str, str]
) -> AsyncIterator[Server]:
    async with hub_server.running(database, f"translation_{name}", folder, settings) as server:
        await hub_server.load_records(server, hub_server.pair_records(load.pairs, "es"))
        yield server


async def _run(
    server: Server, load: Load, texts: Sequence[str], per_second: float, seconds: float
) -> Run:
    plan = {
        "url": server.url,
        "pairs": [pair.plan() for pair in _pairs(load.pairs)],
        "texts": list(texts),
        "per_second": per_second,
        "warmup_s": load.warmup_s,
        "seconds": seconds,
        "settle_s": SETTLE_SECONDS,
    }
    async with load_client.running("translation", plan) as client:
        await client.wait_for("ready", CONNECT_SECONDS)
        client.send({"start": True})
        done = await client.wait_for("done", load.warmup_s + seconds + 3 * SETTLE_SECONDS)
    if done["errors"]:
        raise BenchError(f"{server.name}: {done['errors'][0]}")
    return Run(done["acks_ms"], done["translated_ms"])


def _pairs(count: int) -> list[Pair]:
    return hub_server.pairs(count, "es")


async def _breaker_open(server: Server) -> bool:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/metrics") as answer:
        return bool(BREAKER.search(await answer.text()))


def _acks(runs: Sequence[Run]) -> list[float]:
    return [ack for run in runs for ack in run.acks]


def _many(texts: Sequence[str]) -> list[str]:
    """Enough for a run, in which none is to come twice."""
    return [text for _ in range(40) for text in texts]


def _word(number: int) -> str:
    """A word that no cache has: letters alone, because digits are masked."""
    letters = "bcdfglmnprst"
    places = [number // len(letters) ** place % len(letters) for place in range(4)]
    return "".join(f"{letters[place]}a" for place in places)
