"""Loads what texts that are about to come will need, so that they need not wait for it."""

import asyncio

from translation.routing import Path

AGAIN_SECONDS = 10.0
"""A path is looked at once in that time, however many texts are expected."""


class Warming:
    """All engines of a path load at the same time, and nobody waits for them."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._loading: set[asyncio.Task[None]] = set()

    def __call__(self, path: Path) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._next.get(path.route, now):
            return
        self._next[path.route] = now + AGAIN_SECONDS
        task = asyncio.create_task(_load(path))
        self._loading.add(task)
        task.add_done_callback(self._loading.discard)

    async def close(self) -> None:
        """Give up what is loading."""
        loading = list(self._loading)
        for task in loading:
            task.cancel()
        await asyncio.gather(*loading, return_exceptions=True)


async def _load(path: Path) -> None:
    await asyncio.gather(
        *(hop.engine.warm([(hop.edge.source, hop.edge.target)]) for hop in path.hops)
    )
