"""Who uploads, in a process that gives way to hub, database and load client.

In truth each of them has a device of their own, which takes no time of the hub's machine.
"""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self

from bench.images import photographs, uploads
from bench.images.uploads import Buyer

KINDNESS = 10
"""Added niceness, and that of a session where the kernel lets sessions compete as one each."""
_crowd: dict[str, Any] = {}


class Crowd:
    """The people who upload."""

    def __init__(self, url: str, buyers: Sequence[Buyer], photos: Sequence[bytes]) -> None:
        self._process = ProcessPoolExecutor(
            1, get_context("spawn"), initializer=_begin, initargs=(url, buyers, photos)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.shutdown(cancel_futures=True)

    async def upload(self, count: int, number: int) -> int:
        """So many at once, for the `number`th time; how often somebody had to come again."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._process, _upload, count, number)


def _begin(url: str, buyers: Sequence[Buyer], photos: Sequence[bytes]) -> None:
    os.setsid()
    os.nice(KINDNESS)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(KINDNESS), "ascii")
    _crowd.update(url=url, buyers=buyers, photos=photos)


def _upload(count: int, number: int) -> int:
    batch = _batch(_crowd["photos"], count, number)
    return asyncio.run(uploads.at_once(_crowd["url"], _crowd["buyers"], batch))


def _batch(photos: Sequence[bytes], count: int, number: int) -> list[bytes]:
    """Pictures that the hub has not seen, or it would not have to keep them."""
    first = number * count
    return [
        photographs.another(photos[one % len(photos)], 1 + one // len(photos))
        for one in range(first, first + count)
    ]
