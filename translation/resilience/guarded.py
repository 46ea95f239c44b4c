"""An engine that may hang, crash, lie or be flooded, behind what keeps that from everybody else."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence

from translation.engines.port import (
    BadAnswer,
    Edge,
    Engine,
    EngineError,
    KeyRefused,
    Loads,
    Rendering,
    Unavailable,
)
from translation.resilience.gate import Gate, Pass, is_failure
from translation.resilience.health import Counts, Health
from translation.resilience.quota import Quota
from translation.resilience.room import Room

_log = logging.getLogger(__name__)
_CLOSING_SECONDS = 1.0


class TimedOut(Unavailable):
    """It did not answer in the time that it has."""


class Guarded:
    """The engine, with at most `concurrency` calls in it, `waiting` before it, `timeout_s` each.

    While it fails it is left alone. A call that does not end when it is told to keeps its place
    until it does, and nothing else. `key_refused` is told the name of an engine that begins to
    refuse its key, and again only after it has answered.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        concurrency: int = 4,
        waiting: int = 64,
        timeout_s: float = 10.0,
        quota: Quota | None = None,
        key_refused: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._room = Room(concurrency, waiting)
        self._timeout_s = timeout_s
        self._quota = quota or Quota()
        self._gate = Gate(clock)
        self._tell_refused = key_refused
        self._is_refused = False
        self._counts = Counts()
        self._running: set[asyncio.Task[Rendering]] = set()
        self._over = False

    @property
    def name(self) -> str:
        """The engine's."""
        return self._engine.name

    @property
    def version(self) -> str:
        """The engine's."""
        return self._engine.version

    @property
    def cloud(self) -> bool:
        """The engine's."""
        return self._engine.cloud

    @property
    def by_heart(self) -> bool:
        """The engine's."""
        return self._engine.by_heart

    @property
    def schemes(self) -> Sequence[str]:
        """The engine's."""
        return self._engine.schemes

    def edges(self) -> Sequence[Edge]:
        """The engine's, also those that are left alone at the moment."""
        return self._engine.edges()

    def available(self, source: str, target: str) -> bool:
        """Whether a call would be let through now."""
        return not self._room.full and self._gate.ready(source, target)

    async def warm(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Have it load what these pairs need, where it loads anything."""
        if isinstance(self._engine, Loads):
            await self._engine.warm(pairs)

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """One sentence; raises EngineError and, but for cancellation, nothing else."""
        entry = await self._let_in(source, target, len(text))
        error: BaseException | None = None
        try:
            return await self._within_time(self._start(text, source, target))
        except BaseException as raised:
            error = raised
            raise
        finally:
            self._gate.settle(entry, error)
            self._count(error)
            self._notice_key(error)

    async def close(self) -> None:
        """Cancel what runs and close the engine, whatever it does, in a second."""
        self._over = True
        for task in self._running:
            task.cancel()
        closing = asyncio.create_task(self._engine.close())
        await asyncio.wait({closing, *self._running}, timeout=_CLOSING_SECONDS)
        closing.cancel()
        closing.add_done_callback(self._closed)

    def health(self) -> Health:
        """How it is now."""
        today, month = self._quota.spent()
        return Health(
            name=self.name,
            state=self._gate.state(),
            pairs_open=self._gate.pairs_open(),
            calls=self._counts.calls,
            failures=self._counts.failures,
            timeouts=self._counts.timeouts,
            refused=self._counts.refused,
            running=self._room.taken,
            waiting=self._room.waiting,
            characters_today=today,
            characters_month=month,
        )

    async def _let_in(self, source: str, target: str, characters: int) -> Pass:
        """Past the breakers, to a place; they are asked again after the wait for it."""
        try:
            if not self._gate.ready(source, target):
                raise Unavailable("left alone after failures")
            await self._room.enter(self._timeout_s)
            return self._admitted(source, target, characters)
        except EngineError:
            self._counts.refused += 1
            raise

    def _admitted(self, source: str, target: str, characters: int) -> Pass:
        """Raises EngineError, and then the place is free again."""
        try:
            if self._over:
                raise Unavailable("it was closed")
            self._quota.check(characters)
            entry = self._gate.admit(source, target)
        except EngineError:
            self._room.leave()
            raise
        self._quota.spend(characters)
        return entry

    def _start(self, text: str, source: str, target: str) -> asyncio.Task[Rendering]:
        """In a task of its own, so that it can be left behind where it does not end."""
        self._counts.calls += 1
        task = asyncio.create_task(self._engine.translate(text, source, target))
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Rendering]) -> None:
        self._running.discard(task)
        self._room.leave()
        if not task.cancelled():
            task.exception()  # seen, even where the caller has gone

    async def _within_time(self, task: asyncio.Task[Rendering]) -> Rendering:
        """Its answer; raises EngineError, or that the caller was cancelled."""
        try:
            await asyncio.wait({task}, timeout=self._timeout_s)
        finally:
            task.cancel()
        if not task.done():
            raise TimedOut("no answer in time")
        return self._outcome(task)

    def _outcome(self, task: asyncio.Task[Rendering]) -> Rendering:
        if task.cancelled():
            raise Unavailable("it was closed")
        error = task.exception()
        if isinstance(error, EngineError):
            raise error
        if error is not None:
            # Its words may hold the text.
            _log.error("translation engine %s crashed: %s", self.name, type(error).__name__)
            raise Unavailable("it crashed")
        return _checked(task.result())

    def _count(self, error: BaseException | None) -> None:
        if isinstance(error, EngineError) and is_failure(error):
            self._counts.failures += 1
            self._counts.timeouts += isinstance(error, TimedOut)

    def _notice_key(self, error: BaseException | None) -> None:
        begins = isinstance(error, KeyRefused) and not self._is_refused
        if error is None or begins:
            self._is_refused = begins
        if begins and self._tell_refused is not None:
            self._tell_refused(self.name)

    def _closed(self, closing: asyncio.Task[None]) -> None:
        if not closing.cancelled() and closing.exception() is not None:
            _log.error("translation engine %s did not close", self.name)


def _checked(rendering: object) -> Rendering:
    """Whatever it declares to give, it gives this; raises BadAnswer."""
    if not isinstance(rendering, Rendering) or not isinstance(rendering.text, str):
        raise BadAnswer("its answer is no text")
    if not rendering.text.strip():
        raise BadAnswer("it answered nothing")
    return rendering
