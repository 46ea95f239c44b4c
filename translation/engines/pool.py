"""How much memory programs may hold: those in use, and those kept for the next message.

A program that nobody asked for a while is idle. Of the idle ones those used last are kept, up to
a budget, and none for ever. All together have a budget too; who is answering is never stopped.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translation.engines.pipes import Pipe
from translation.engines.port import EngineError


@dataclass(frozen=True, slots=True)
class Budget:
    """Megabytes (10^6 bytes) that are theirs alone, and seconds.

    The defaults: Spanish to English by way of Catalan and Portuguese holds 380 MB, both directions
    800 MB. With their share of libraries, idle ones hold 400 MB.
    """

    in_all_mb: float = 1_200.0
    idle_mb: float = 385.0
    programs: int = 12
    idle_after_s: float = 60.0
    kept_s: float = 900.0


@dataclass(frozen=True, slots=True)
class Holding:
    """A running program: what it holds, how long nobody has asked it, whether it is answering."""

    megabytes: float
    unused_s: float
    busy: bool = False


def surplus(holdings: Sequence[Holding], budget: Budget) -> list[int]:
    """Which to stop, by their place in `holdings`."""
    stopped: list[int] = []
    held = idle = 0.0
    order = sorted(range(len(holdings)), key=lambda place: _rank(holdings[place]))
    for count, place in enumerate(order):
        one = holdings[place]
        is_idle = one.unused_s >= budget.idle_after_s
        too_much = (
            held + one.megabytes > budget.in_all_mb
            or count - len(stopped) >= budget.programs
            or (is_idle and idle + one.megabytes > budget.idle_mb)
            or one.unused_s >= budget.kept_s
        )
        if too_much and not one.busy:
            stopped.append(place)
            continue
        held += one.megabytes
        idle += one.megabytes if is_idle else 0.0
    return stopped


def _rank(holding: Holding) -> tuple[bool, float]:
    """Those that stay come first."""
    return (not holding.busy, holding.unused_s)


class Pool:
    """Asks pipes, and stops those that hold too much; shared by all engines of a hub."""

    def __init__(self, budget: Budget | None = None) -> None:
        self._budget = budget or Budget()
        self._used: dict[Pipe, float] = {}
        self._next: asyncio.TimerHandle | None = None

    @property
    def megabytes(self) -> float:
        """What all that run hold now."""
        return sum(pipe.megabytes for pipe in self._used)

    async def ask(self, pipe: Pipe, text: str) -> str:
        """As `Pipe.ask`."""
        fresh = not pipe.running
        try:
            return await pipe.ask(text)
        finally:
            self._used[pipe] = _now()
            if fresh:
                self.trim()

    async def warm(self, pipes: Iterable[Pipe]) -> None:
        """Start those that do not run, so that the first message need not wait for it."""
        cold = [pipe for pipe in pipes if not pipe.running]
        await asyncio.gather(*(self._start(pipe) for pipe in cold))

    async def close(self, pipes: Iterable[Pipe]) -> None:
        """End these, for good."""
        closing = list(pipes)
        await asyncio.gather(*(pipe.close() for pipe in closing))
        for pipe in closing:
            self._used.pop(pipe, None)
        self.trim()

    def trim(self) -> None:
        """Stop what is too much now, and look again as long as something runs."""
        now = _now()
        pipes = [pipe for pipe in self._used if pipe.running]
        holdings = [Holding(pipe.megabytes, now - self._used[pipe], pipe.busy) for pipe in pipes]
        for place in surplus(holdings, self._budget):
            pipes[place].stop()
        self._used = {pipe: self._used[pipe] for pipe in pipes if pipe.running}
        self._again()

    async def _start(self, pipe: Pipe) -> None:
        try:
            await self.ask(pipe, ".")
        except EngineError:
            return

    def _again(self) -> None:
        if self._next is not None:
            self._next.cancel()
        self._next = None
        if self._used:
            loop = asyncio.get_running_loop()
            self._next = loop.call_later(self._budget.idle_after_s / 4, self.trim)


def _now() -> float:
    return asyncio.get_running_loop().time()
