"""How an engine is, for metrics."""

from dataclasses import dataclass

from translation.resilience.breaker import State


@dataclass(frozen=True, slots=True)
class Health:
    """Counts since the start; `running` and `waiting` now.

    `state` is that of the engine's own breaker, `pairs_open` the pairs that theirs keep from it
    ("es>en"). `calls` got as far as the engine, `refused` did not; `failures` include `timeouts`.
    """

    name: str
    state: State
    pairs_open: tuple[str, ...]
    calls: int
    failures: int
    timeouts: int
    refused: int
    running: int
    waiting: int
    characters_today: int
    characters_month: int


@dataclass(slots=True)
class Counts:
    """What is counted of calls."""

    calls: int = 0
    failures: int = 0
    timeouts: int = 0
    refused: int = 0
