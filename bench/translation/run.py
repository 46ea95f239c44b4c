"""The parts of the measurement in their order, and the tables they give."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench import database, load_client, table
from bench.table import Row
from bench.translation import detection, offline, quality, sends

PARTS = ("quality", "detection", "engines", "sends")

Write = Callable[[str], object]
Section = tuple[str, Sequence[Row]]


@dataclass(frozen=True)
class Plan:
    """What is measured, on which messages, for how long."""

    data: Sequence[Path]
    parts: Sequence[str]
    load: sends.Load


FULL = sends.Load()
QUICK = replace(
    FULL, pairs=4, warmup_s=0.5, seconds=1, rounds=1, flood_per_second=40, flood_seconds=2
)


async def run(plan: Plan, work: Path, write: Write) -> None:
    """Measures the plan's parts and writes their tables; raises BenchError."""
    write(f"{os.cpu_count()} cores, shared by servers, engines, database and load client\n")
    texts = quality.texts()
    if "quality" in plan.parts:
        await quality.tables(plan.data, write)
    sections: list[Section] = []
    if "detection" in plan.parts:
        for path in (detection.HELD_OUT, *plan.data):
            detection.table(path, write)
        sections.append(("language of short messages, held out", detection.rows()))
    if "engines" in plan.parts:
        sections.append(("engines that run here, each message new", await offline.rows(texts)))
    if "sends" in plan.parts:
        sections += await _sends(plan.load, texts, work)
    if sections:
        write("\n")
        table.render(sections, lambda line: write(line + "\n"))


async def _sends(load: sends.Load, texts: Mapping[str, Sequence[str]], work: Path) -> list[Section]:
    load_client.install_modules()
    es = texts["es"]
    async with database.running(work) as mongod:
        return [
            ("sends, what is said again and again", await sends.ordinary(load, es, mongod, work)),
            ("sends, nothing said twice", await sends.uncached(load, es, mongod, work)),
            ("sends, while an engine hangs", await sends.flooded(load, es, mongod, work)),
        ]
