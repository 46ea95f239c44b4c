"""One masked sentence along one path: from the cache, from who is at it already, or by its hops."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from translation import polish
from translation.cache import Cache, Entry, key_of
from translation.engines.port import BadAnswer, NoMatch
from translation.hop import once
from translation.protection import Lost, check
from translation.routing import Path, RoutedEngine
from translation.unknown import Unknown
from translation.warming import Warming

REMEMBERED_SECONDS = 60.0
"""How long a path is spared a sentence that it could not do."""
REMEMBERED_FAILURES = 2_048


@dataclass(slots=True)
class Counts:
    """Since the start, by sentence and path."""

    hits: int = 0
    misses: int = 0
    coalesced: int = 0


class Walker:
    """Takes sentences along paths; the same sentence on the same path goes once at a time."""

    def __init__(self, engines: Sequence[RoutedEngine], cache: Cache) -> None:
        self.counts = Counts()
        self._cache = cache
        self._unknown = Unknown(engines)
        self._walking: dict[str, asyncio.Task[Entry]] = {}
        self._failed: OrderedDict[str, float] = OrderedDict()
        self.warm = Warming()

    async def __call__(self, sentence: str, path: Path) -> Entry:
        """What comes out at the end; raises EngineError."""
        if path.by_heart:
            return await self._walk(sentence, path)
        key = key_of(sentence, path.route, (polish.VERSION, *path.versions))
        self._spare(key)
        entry = await self._cache.get(key)
        if entry is not None:
            self.counts.hits += 1
            return entry
        return await self._together(key, sentence, path)

    async def close(self) -> None:
        """Give up what is on its way."""
        walking = list(self._walking.values())
        for task in walking:
            task.cancel()
        await asyncio.gather(*walking, return_exceptions=True)
        await self.warm.close()

    async def _together(self, key: str, sentence: str, path: Path) -> Entry:
        """Shielded: who started it may go away, and others are still waiting for it."""
        task = self._walking.get(key)
        if task is not None:
            self.counts.coalesced += 1
            return await asyncio.shield(task)
        self.counts.misses += 1
        task = asyncio.create_task(self._walk_and_keep(key, sentence, path))
        self._walking[key] = task
        task.add_done_callback(lambda done: self._arrived(key, done))
        return await asyncio.shield(task)

    def _arrived(self, key: str, done: asyncio.Task[Entry]) -> None:
        self._walking.pop(key, None)
        if not done.cancelled():
            done.exception()  # seen, even where everybody who waited has gone

    async def _walk_and_keep(self, key: str, sentence: str, path: Path) -> Entry:
        try:
            entry = await self._walk(sentence, path)
        except (BadAnswer, NoMatch):
            self._remember(key)
            raise
        await self._cache.put(key, entry)
        return entry

    async def _walk(self, sentence: str, path: Path) -> Entry:
        """Offline engines read tidied sentences and are tidied up after; others need neither."""
        source, target = path.hops[0].edge.source, path.hops[-1].edge.target
        if len(path.hops) > 1:
            self.warm(path)
        tidy = polish.before(sentence, source) if path.polished else sentence
        text, unknown = tidy, 0
        for hop in path.hops:
            rendering = await self._unknown(hop, text, await once(hop, text))
            text, unknown = rendering.text, unknown + len(rendering.unknown)
            if path.polished:
                text = polish.between(text, tidy, source, hop.edge.target)
        if path.polished:
            text = polish.after(text, sentence, source, target)
        _checked(sentence, text)
        return Entry(text, unknown)

    def _spare(self, key: str) -> None:
        until = self._failed.get(key)
        if until is None:
            return
        if until > asyncio.get_running_loop().time():
            raise BadAnswer("it could not a moment ago")
        del self._failed[key]

    def _remember(self, key: str) -> None:
        self._failed[key] = asyncio.get_running_loop().time() + REMEMBERED_SECONDS
        if len(self._failed) > REMEMBERED_FAILURES:
            self._failed.popitem(last=False)


def _checked(before: str, after: str) -> None:
    try:
        check(before, after)
    except Lost as lost:
        raise BadAnswer("the path lost a placeholder or a digit") from lost
