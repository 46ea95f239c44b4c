"""The parts of the measurement in their order, and the tables they give."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench import database, load_client, table
from bench.translation import detection, offline, quality, sends

PARTS = ("quality", "detection", "engines", "sends")

Write = Callable[[str], object]


@dataclass(frozen=True)
class Plan:
    """What is measured, on which messages, for how long."""

    data: Sequence[Path]
    parts: Sequence[str]
    load: sends.Load
    most: int | None = None
    """Messages for quality and for each pair of an engine; None for all."""


FULL = sends.Load()
QUICK = sends.Load(
    pairs=4,
    cached=replace(FULL.cached, turn_s=0.5, rounds=2),
    new=None,
    flood=None,
)
QUICK_MESSAGES = 3


async def run(plan: Plan, work: Path, write: Write) -> None:
    """Measures the plan's parts and writes their tables; raises BenchError."""
    write(f"{os.cpu_count()} cores, shared by servers, engines, database and load client\n")
    texts = quality.texts()
    if "quality" in plan.parts:
        await quality.tables(plan.data, write, most=plan.most)
    if "detection" in plan.parts:
        for path in (detection.HELD_OUT, *plan.data):
            detection.table(path, write)
        table.written("language of short messages, held out", detection.rows(), write)
    if "engines" in plan.parts:
        found = await offline.rows(texts, plan.most)
        table.written("engines that run here, each message new", found, write)
    if "sends" in plan.parts:
        await _sends(plan.load, texts, work, write)


async def _sends(
    load: sends.Load, texts: Mapping[str, Sequence[str]], work: Path, write: Write
) -> None:
    load_client.install_modules()
    spanish = texts["es"]
    async with database.running(work) as mongod:
        rows = await sends.ordinary(load, spanish, mongod, work)
        table.written("sends, what is said again and again", rows, write)
        if load.new:
            rows = await sends.uncached(load, load.new, spanish, mongod, work)
            table.written("sends, nothing said twice", rows, write)
        if load.flood:
            rows = await sends.flooded(load, load.flood, spanish, mongod, work)
            table.written("sends, while an engine hangs", rows, write)
