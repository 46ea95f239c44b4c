"""Who is let through to an engine: one breaker for all of it, and one for each pair.

| what came of a call | the engine's breaker | the pair's |
| --- | --- | --- |
| an answer | success | success |
| Unavailable | failure | failure |
| QuotaSpent, or Unavailable with a time | opens until then | failure |
| BadAnswer | success: it is there | failure |
| Unsupported, NoMatch, cancelled | says nothing | says nothing |
"""

from collections.abc import Callable
from dataclasses import dataclass

from translation.engines.port import (
    BadAnswer,
    EngineError,
    NoMatch,
    QuotaSpent,
    Unavailable,
    Unsupported,
)
from translation.resilience.breaker import Breaker, Limits, State, Ticket

_ENGINE = Limits(consecutive=10, window=40)
"""Later than a pair's: one pipe that crashes is not the engine."""
_QUOTA_SECONDS = 60.0
"""How long to leave an engine alone that says "too much" without saying until when."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One call that was let through."""

    engine: Ticket
    pair: Ticket
    breaker: Breaker


class Gate:
    """Each pass that `admit` gives is settled once, by what came of its call."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._engine = Breaker(_ENGINE)
        self._pairs: dict[tuple[str, str], Breaker] = {}

    def state(self) -> State:
        """Of the engine's breaker."""
        return self._engine.state(self._clock())

    def pairs_open(self) -> tuple[str, ...]:
        """The pairs ("es>en") that are not let through freely."""
        now = self._clock()
        return tuple(
            ">".join(pair)
            for pair, breaker in self._pairs.items()
            if breaker.state(now) is not State.CLOSED
        )

    def ready(self, source: str, target: str) -> bool:
        """Whether `admit` would let a call through."""
        now = self._clock()
        pair = self._pairs.get((source, target))
        return self._engine.ready(now) and (pair is None or pair.ready(now))

    def admit(self, source: str, target: str) -> Pass:
        """Raises Unavailable, with the seconds until it is worth asking again."""
        now = self._clock()
        breaker = self._pairs.setdefault((source, target), Breaker())
        engine = self._engine.admit(now)
        if engine is None:
            raise Unavailable("left alone after failures", self._engine.waits_s(now))
        pair = breaker.admit(now)
        if pair is None:
            self._engine.abandon(engine)
            raise Unavailable("left alone after failures", breaker.waits_s(now))
        return Pass(engine, pair, breaker)

    def settle(self, entry: Pass, error: BaseException | None) -> None:
        """What came of the call: an answer, an EngineError, or it was cancelled."""
        now = self._clock()
        match error:
            case None:
                self._engine.succeed(entry.engine)
                entry.breaker.succeed(entry.pair)
            case BadAnswer():
                self._engine.succeed(entry.engine)
                entry.breaker.fail(entry.pair, now)
            case Unavailable():
                self._engine.fail(entry.engine, now, retry_after_s=_pause(error))
                entry.breaker.fail(entry.pair, now)
            case _:
                self._engine.abandon(entry.engine)
                entry.breaker.abandon(entry.pair)


def is_failure(error: EngineError) -> bool:
    """Not where it only says that it does not do this."""
    return not isinstance(error, (Unsupported, NoMatch))


def _pause(error: Unavailable) -> float | None:
    if error.retry_after_s is None and isinstance(error, QuotaSpent):
        return _QUOTA_SECONDS
    return error.retry_after_s
