"""One masked sentence into another language, along the best path that works.

What a phrasebook knows at either end of a sentence ("Hello, …", "…, thanks") is taken from it, and
only what is between them is left to the engines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translation.cache import Entry
from translation.engines.port import EngineError
from translation.phrasebook import Peeled, Phrasebook
from translation.protection import normal, numbered, renumbered
from translation.routing import Path, RoutedEngine, paths
from translation.walk import Walker

SECOND_OPINION = 0.6
"""A path with unknown words is held against the next, unless that is expected to be this much
worse: chains through Catalan know less and say it better than the direct ones."""

BY_HEART = Phrasebook.name
Peel = Callable[[str, str, str], Peeled | None]
"""(sentence, source, target): what is known by heart at its ends, if anything."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence in the target language, still masked."""

    text: str
    engine: str
    route: str
    rough: bool


class Sentences:
    """Chooses the paths, and falls back from one to the next."""

    def __init__(self, engines: Sequence[RoutedEngine], walk: Walker, peel: Peel) -> None:
        self._engines = engines
        self._walk = walk
        self._peel = peel

    async def __call__(self, sentence: str, source: str, target: str) -> Rendered | None:
        """None when no path could."""
        ways = paths(self._engines, source, target)
        asked = normal(sentence)
        known = await self._by(ways, asked, by_heart=True)
        peeled = None if known else self._peel(asked, source, target)
        if peeled is None:
            return known or await self._by(ways, asked, by_heart=False)
        rest = await self._by(ways, peeled.rest, by_heart=True)
        rest = rest or await self._by(ways, peeled.rest, by_heart=False)
        return _joined(peeled, rest) if rest else None

    def expect(self, source: str, target: str) -> None:
        """Have the engines of the best path load what they need; does not wait for it."""
        ways = (way for way in paths(self._engines, source, target) if not way.by_heart)
        if way := next(ways, None):
            self._walk.warm(way)

    async def _by(self, ways: Sequence[Path], sentence: str, *, by_heart: bool) -> Rendered | None:
        """Its placeholders numbered anew: like sentences of different texts are then the same."""
        asked, order = numbered(sentence)
        found = await self._best(asked, [way for way in ways if way.by_heart == by_heart])
        return replace(found, text=renumbered(found.text, order)) if found else None

    async def _best(self, asked: str, ways: Sequence[Path]) -> Rendered | None:
        """The first path's answer, or the second's if that one knows more of the words."""
        best: Attempt | None = None
        for way in ways:
            if best and way.value < best.way.value * SECOND_OPINION:
                break
            attempt = await self._attempt(asked, way)
            if attempt is None:
                continue
            if best is not None:
                return min(best, attempt, key=_unknown).rendered
            if attempt.entry.unknown == 0 or way.cloud:
                return attempt.rendered
            best = attempt
        return best.rendered if best else None

    async def _attempt(self, asked: str, way: Path) -> "Attempt | None":
        try:
            return Attempt(way, await self._walk(asked, way))
        except EngineError:
            return None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came out of a path."""

    way: Path
    entry: Entry

    @property
    def rendered(self) -> Rendered:
        rough = self.way.rough or self.entry.unknown > 0
        return Rendered(self.entry.text, self.way.engines, self.way.route, rough)


def _joined(peeled: Peeled, rest: Rendered) -> Rendered:
    engines = dict.fromkeys((BY_HEART, *rest.engine.split("+")))
    return replace(rest, text=peeled.join(rest.text), engine="+".join(engines))


def _unknown(attempt: Attempt) -> int:
    return attempt.entry.unknown
