"""From upload to ready, one photograph of 12 megapixels at a time, beside libvips."""

import contextlib
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

import aiohttp

from bench import processes
from bench.images import photographs, uploads
from bench.images.uploads import Buyer
from bench.images.vips import Rendition, Vips
from bench.processes import Server
from bench.table import Row, at_most, ratios
from hub.images import develop

MB = 1e6

Peer = Callable[[Sequence[Rendition]], AbstractAsyncContextManager[Vips]]


async def rows(
    server: Server,
    to: aiohttp.ClientSession,
    buyer: Buyer,
    photos: Sequence[bytes],
    peer: Peer | None,
) -> list[Row]:
    """The hub and libvips, where it is there, take turns with the same photographs."""
    # With this one, the worker starts and libraries load.
    first = await uploads.upload(to, buyer, photographs.another(photos[0], 511))
    ours: list[float] = []
    theirs: list[float] = []
    async with contextlib.AsyncExitStack() as stack:
        render = await stack.enter_async_context(peer(_renditions(first.side))) if peer else None
        for photo in photos:
            ours.append(await _upload(to, buyer, photo))
            theirs += [await render.milliseconds(photo)] if render else []
    return [
        *_compared(ours, theirs),
        Row("upload to ready: hub", ours, "ms"),
        Row("size of a photograph", [len(photo) / MB for photo in photos], "MB"),
        *_memory(server),
    ]


def _compared(ours: Sequence[float], theirs: Sequence[float]) -> list[Row]:
    if not theirs:
        return []
    return [
        Row("upload to ready: hub / libvips", ratios(ours, theirs), goal=at_most(1.2)),
        Row("the renditions alone: libvips", theirs, "ms"),
    ]


def _renditions(side: int) -> list[Rendition]:
    """As the hub makes them, of the size that `full` came out at."""
    return [
        Rendition(longer, "image/webp", develop.QUALITY, develop.EFFORT)
        for longer in (side, develop.THUMB_SIDE)
    ]


def _memory(server: Server) -> list[Row]:
    workers = [pid for pid in processes.family(server.pid) if pid != server.pid]
    held = [processes.shared_resident_bytes(pid) / MB for pid in workers]
    most = [processes.peak_resident_bytes(pid) / MB for pid in workers]
    return [
        Row("processes that decode", [float(len(workers))]),
        Row("memory of a worker after it", held or [0.0], "MB"),
        Row("memory of a worker at its most", most or [0.0], "MB", at_most(200)),
    ]


async def _upload(to: aiohttp.ClientSession, buyer: Buyer, photo: bytes) -> float:
    started = time.perf_counter()
    await uploads.upload(to, buyer, photo)
    return (time.perf_counter() - started) * 1e3
