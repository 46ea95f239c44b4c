"""The parts of the measurement in their order, and the tables they give."""

import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import database, hub_server, load_client, table, throughput
from bench.images import photographs, ready, sends, stages, uploads, vips
from bench.images.crowd import Crowd
from bench.images.looking import codes, copies, words
from bench.images.uploads import Buyer
from bench.load_client import LoadClient
from bench.processes import BenchError, Server
from hub.images import decode
from hub.images.formats import Format

PARTS = ("looking", "stages", "ready", "sends")
CONNECT_SECONDS = 60.0
NAME = "images"
SETTINGS: Mapping[str, str] = {
    # Fifty people stand for a whole marketplace here too.
    "HUB_UPLOAD_RATE": hub_server.UNLIMITED,
    "HUB_UPLOAD_BURST": hub_server.UNLIMITED,
    # What the load client says is in no language, and would be translated from the likeliest one.
    "HUB_TRANSLATION": "off",
}

Write = Callable[[str], object]


@dataclass(frozen=True)
class Load:
    """How many photographs, of which size; others that are not to be taken for one; people."""

    photos: int = 16
    others: int = 120
    size: photographs.Size = photographs.TWELVE_MEGAPIXELS
    pairs: int = 50
    talk: sends.Load = field(default_factory=sends.Load)


FULL = Load()
QUICK = Load(
    photos=2,
    others=8,
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
        _look(photos, plan.load.others, write)
    if "stages" in plan.parts:
        table.written("a photograph, step by step", list(stages.rows(photos)), write)
    if "ready" in plan.parts:
        await _ready(plan, photos, work, write)
    if "sends" in plan.parts:
        with tempfile.TemporaryDirectory(dir=database.memory_folder()) as memory:
            await _sends(plan.load, photos, Path(memory), write)


def _look(photos: Sequence[bytes], others: int, write: Write) -> None:
    full = [decode.decoded(photo, Format.JPEG) for photo in photos]
    table.written("codes", list(codes.rows(full)), write)
    table.written("bans", list(copies.rows(full, others)), write)
    if read := list(words.rows(full)):
        table.written("words", read, write)
    else:
        write("MISSING: no reader of words is installed\n")


def _photos(load: Load) -> list[bytes]:
    seeds = range(load.photos)
    return [photographs.jpeg(photographs.photograph(seed, load.size)) for seed in seeds]


async def _ready(plan: Plan, photos: Sequence[bytes], work: Path, write: Write) -> None:
    async with _talking(plan.load, work) as talk, uploads.session(talk.server.url) as to:
        peer = _peer(write) if plan.peer else None
        rows = await ready.rows(talk.server, to, talk.buyers[0], photos, peer)
    table.written("a photograph, from upload to ready", rows, write)


async def _sends(load: Load, photos: Sequence[bytes], work: Path, write: Write) -> None:
    async with _talking(load, work) as talk:
        with Crowd(talk.server.url, talk.buyers, photos) as crowd:
            rows = await sends.rows(talk.client, crowd, load.talk)
    table.written("sends, while pictures come in", rows, write)


@dataclass(frozen=True)
class Talk:
    """A hub, the load client that waits for its start, and who may upload where."""

    server: Server
    client: LoadClient
    buyers: Sequence[Buyer]


@contextlib.asynccontextmanager
async def _talking(load: Load, work: Path) -> AsyncIterator[Talk]:
    load_client.install_modules()
    async with (
        database.running(work) as mongod,
        hub_server.running(mongod, NAME, work, SETTINGS) as server,
    ):
        await hub_server.load_records(server, hub_server.pair_records(load.pairs))
        plan = {"url": server.url, **_talk(load)}
        async with load_client.running(NAME, plan) as client:
            buyers = _buyers(plan, await client.wait_for("ready", CONNECT_SECONDS))
            yield Talk(server, client, buyers)


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
