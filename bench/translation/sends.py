"""What translation costs those who send, and how soon those who read have it.

Two hubs on one database take turns of a moment each, one with translation and one without, so that
what disturbs the machine disturbs both.
"""

import contextlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

import aiohttp

from bench import hub_server, load_client
from bench.database import Database
from bench.processes import BenchError, Server
from bench.table import Row, at_least, at_most, compared, p99
from bench.translation import silent

CONNECT_SECONDS = 60.0
SPARE_SECONDS = 60.0
OFF = {"HUB_TRANSLATION": "off"}
BREAKER = re.compile(
    r'^hub_translation_engine_open\{engine="libretranslate"\} 1(\.0)?$', re.MULTILINE
)


@dataclass(frozen=True)
class Turns:
    """How many messages, in turns how long, and the quiet after each turn."""

    per_second: float
    turn_s: float
    rounds: int
    settle_s: float

    @property
    def seconds(self) -> float:
        """Of two hubs' turns together, the round that is not counted among them."""
        return 2 * (self.turn_s + self.settle_s) * (self.rounds + 1)


@dataclass(frozen=True)
class Load:
    """How long and how many; messages in Spanish, to shops that read English.

    None is not measured.
    """

    pairs: int = 20
    cached: Turns = Turns(per_second=20, turn_s=2, rounds=30, settle_s=0.1)
    new: Turns | None = Turns(per_second=10, turn_s=4, rounds=12, settle_s=0.5)
    flood: Turns | None = Turns(per_second=200, turn_s=4, rounds=2, settle_s=2)


@dataclass(frozen=True)
class Run:
    """Milliseconds: of every ack, and from each message at the reader to its translation."""

    acks_ms: Sequence[float]
    translated_ms: Sequence[float]


async def ordinary(load: Load, texts: Sequence[str], database: Database, folder: Path) -> list[Row]:
    """Acks with translation beside acks without; the delay of what is in the cache."""
    async with _hubs(database, "ordinary", folder, load, {}) as hubs:
        await _run(hubs, load, texts, replace(load.cached, rounds=4))  # fills the cache
        on, off = await _run(hubs, load, texts, load.cached)
    return [
        *compared("p99 of the ack: on / off", on.acks_ms, off.acks_ms, at_most(1.05)),
        Row("p50 of the ack: on / off", [median(on.acks_ms) / median(off.acks_ms)]),
        Row("p99 of the ack, off", [p99(off.acks_ms)], "ms"),
        Row("cached translation behind its message", [_delay(on)], "ms", at_most(50)),
    ]


async def uncached(
    load: Load, turns: Turns, texts: Sequence[str], database: Database, folder: Path
) -> list[Row]:
    """The same with a new sentence in every message: engines work all the time."""
    new = [f"{text.rstrip('.?!')} {_word(number)}." for number, text in enumerate(_many(texts))]
    async with _hubs(database, "uncached", folder, load, {}) as hubs:
        on, off = await _run(hubs, load, new, turns)
    return [
        *compared(
            "new sentences: p99 of the ack, on / off", on.acks_ms, off.acks_ms, at_most(1.05)
        ),
        Row("new sentences: translation behind its message", [_delay(on)], "ms"),
    ]


async def flooded(
    load: Load, turns: Turns, texts: Sequence[str], database: Database, folder: Path
) -> list[Row]:
    """Many messages a second while the engine that is asked first never answers."""
    async with silent.engine() as url:
        hanging = {"HUB_LIBRETRANSLATE_URL": url}
        async with _hubs(database, "flooded", folder, load, hanging) as hubs:
            memory = [hubs[0].own_resident_bytes() / 1e6]
            runs = []
            for _ in range(2):
                runs.append(await _run(hubs, load, texts, turns))
                memory.append(hubs[0].own_resident_bytes() / 1e6)
            opened = await _breaker_open(hubs[0])
    return [
        *_hanging("engine hangs", *runs[0]),
        *_hanging("engine hangs, later", *runs[1]),
        Row("engine hangs: memory of the hub, first run", [memory[1] - memory[0]], "MB"),
        Row("engine hangs: memory, next run", [memory[2] - memory[1]], "MB", at_most(20)),
        Row("engine hangs: its breaker is open", [float(opened)], goal=at_least(1)),
    ]


def _hanging(label: str, on: Run, off: Run) -> list[Row]:
    return compared(f"{label}: p99 of the ack, on / off", on.acks_ms, off.acks_ms)


def _delay(run: Run) -> float:
    if not run.translated_ms:
        raise BenchError("no message was translated")
    return median(run.translated_ms)


@contextlib.asynccontextmanager
async def _hubs(
    database: Database, name: str, folder: Path, load: Load, settings: Mapping[str, str]
) -> AsyncIterator[tuple[Server, Server]]:
    """One that translates, with these settings, and one that does not."""
    async with (
        _hub(database, f"{name}_on", folder, load, settings) as translating,
        _hub(database, f"{name}_off", folder, load, OFF) as silent_one,
    ):
        yield translating, silent_one


@contextlib.asynccontextmanager
async def _hub(
    database: Database, name: str, folder: Path, load: Load, settings: Mapping[str, str]
) -> AsyncIterator[Server]:
    async with hub_server.running(database, f"translation_{name}", folder, settings) as server:
        await hub_server.load_records(server, hub_server.pair_records(load.pairs, "es"))
        yield server


async def _run(
    hubs: tuple[Server, Server], load: Load, texts: Sequence[str], turns: Turns
) -> tuple[Run, Run]:
    pairs = [pair.plan() for pair in hub_server.pairs(load.pairs, "es")]
    names = ("on", "off")
    plan = {
        "hubs": {
            name: {"url": hub.url, "pairs": pairs} for name, hub in zip(names, hubs, strict=True)
        },
        "texts": list(texts),
        **asdict(turns),
    }
    async with load_client.running("translation", plan) as client:
        await client.wait_for("ready", CONNECT_SECONDS)
        client.send({"start": True})
        done = await client.wait_for("done", turns.seconds + SPARE_SECONDS)
    if done["errors"]:
        raise BenchError(done["errors"][0])
    on, off = (Run(**done["hubs"][name]) for name in names)
    return on, off


async def _breaker_open(server: Server) -> bool:
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/metrics") as answer:
        return bool(BREAKER.search(await answer.text()))


def _many(texts: Sequence[str]) -> list[str]:
    """Enough for a run, in which none is to come twice."""
    return [text for _ in range(40) for text in texts]


def _word(number: int) -> str:
    """A word that no cache has: letters alone, because digits are masked."""
    letters = "bcdfglmnprst"
    places = [number // len(letters) ** place % len(letters) for place in range(4)]
    return "".join(f"{letters[place]}a" for place in places)
