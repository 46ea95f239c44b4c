"""The parts of the measurement in their order, and the tables they give."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import database, hub_server, load_client, table, throughput
from bench.database import Database
from bench.images import photographs, ready, sends, stages, uploads, vips
from bench.images.looking import codes, copies, words
from bench.images.uploads import Buyer
from bench.processes import BenchError
from bench.table import Row
from hub.images import decode
from hub.images.formats import Format

PARTS = ("looking", "stages", "ready", "sends")
CONNECT_SECONDS = 60.0
NAME = "images"
UNLIMITED: Mapping[str, str] = {
    "HUB_UPLOAD_RATE": hub_server.UNLIMITED,
    "HUB_UPLOAD_BURST": hub_server.UNLIMITED,
}
"""Fifty people stand for a whole marketplace here too."""

Write = Callable[[str], object]


@dataclass(frozen=True)
class Load:
    """How many photographs, of which size, and how many people."""

    photos: int = 16
    size: photographs.Size = photographs.TWELVE_MEGAPIXELS
    pairs: int = 50
    talk: sends.Load = field(default_factory=sends.Load)


FULL = Load()
QUICK = Load(
    photos=2,
    size=(1200, 900),
    pairs=4,
    talk=sends.Load(per_second=20, pictures=4, rounds=1),
)


@dataclass(frozen=True)
class Plan:
    """What is measured, how long, and whether beside libvips."""

    parts: Sequence[str]
    load: Load
    peer: bool = True


async def run(plan: Plan, work: Path, write: Write) -> None:
    """Measures the plan's parts and writes their tables; raises BenchError."""
    write(f"{os.cpu_count()} cores, shared by hub, workers, database, peer and load client\n")
    photos = _photos(plan.load)
    if "looking" in plan.parts:
        _look(photos, write)
    if "stages" in plan.parts:
        _written("a photograph, step by step", list(stages.rows(photos)), write)
    if "ready" in plan.parts or "sends" in plan.parts:
        load_client.install_modules()
        async with database.running(work) as mongod:
            await _uploads(plan, photos, mongod, work, write)


def _look(photos: Sequence[bytes], write: Write) -> None:
    full = [decode.decoded(photo, Format.JPEG) for photo in photos]
    _written("codes", list(codes.rows(full)), write)
    _written("likeness", list(copies.rows(full)), write)
    _written("words", list(words.rows(full)), write)


def _photos(load: Load) -> list[bytes]:
    seeds = range(load.photos)
    return [photographs.jpeg(photographs.photograph(seed, load.size)) for seed in seeds]


async def _uploads(
    plan: Plan, photos: Sequence[bytes], mongod: Database, work: Path, write: Write
) -> None:
    load = plan.load
    async with hub_server.running(mongod, NAME, work, UNLIMITED) as server:
        await hub_server.load_records(server, hub_server.pair_records(load.pairs))
        talk = {"url": server.url, **_talk(load)}
        async with load_client.running(NAME, talk) as client, uploads.session(server.url) as to:
            buyers = _buyers(talk, await client.wait_for("ready", CONNECT_SECONDS))
            if "ready" in plan.parts:
                peer = _peer(write) if plan.peer else None
                rows = await ready.rows(server, to, buyers[0], photos, peer)
                _written("a photograph, from upload to ready", rows, write)
            if "sends" in plan.parts:
                rows = await sends.rows(client, to, buyers, photos, load.talk)
                _written("sends, while pictures come in", rows, write)


def _peer(write: Write) -> ready.Peer | None:
    try:
        return partial(vips.running, vips.installed())
    except BenchError as error:
        write(f"MISSING: {error}\n")
        return None


def _talk(load: Load) -> dict[str, Any]:
    pairs = [pair.plan() for pair in hub_server.pairs(load.pairs)]
    return {"pairs": pairs, "texts": throughput.talk(), **asdict(load.talk)}


def _buyers(talk: dict[str, Any], opened: dict[str, Any]) -> list[Buyer]:
    together = zip(talk["pairs"], opened["conversations"], strict=True)
    return [Buyer(pair["buyer"], conversation) for pair, conversation in together]


def _written(title: str, rows: Sequence[Row], write: Write) -> None:
    """At once: a run takes long, and what was measured should be seen should the next part fail."""
    write("\n")
    table.render([(title, rows)], lambda line: write(line + "\n"))
