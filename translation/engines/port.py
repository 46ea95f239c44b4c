"""The port that every engine implements, and the errors it may raise.

EngineError
 +-- Unavailable   down, too slow, crashed; the next route is tried
 |    +-- QuotaSpent   an account's limit is reached
 |    +-- KeyRefused   it does not take its key, or wants one
 +-- BadAnswer     it answered, but with no translation
 +-- Unsupported   it does not do this pair, or not this text
 +-- NoMatch       it knows by heart, and this it does not know; no failure
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


class EngineError(Exception):
    """No translation from this engine; the message holds no text of anybody and no key."""


class Unavailable(EngineError):
    """It did not answer; `retry_after_s` in seconds where it said when to ask again."""

    def __init__(self, why: str, retry_after_s: float | None = None) -> None:
        super().__init__(why)
        self.retry_after_s = retry_after_s


class QuotaSpent(Unavailable):
    """It answers again when its quota is renewed."""


class KeyRefused(Unavailable):
    """It does not take its key, or wants one: somebody has to mend that."""


class BadAnswer(EngineError):
    """An empty answer, an error page, a notice in place of a translation."""


class Unsupported(EngineError):
    """Not this pair, or not this text."""


class NoMatch(EngineError):
    """Not among what it knows by heart."""


@dataclass(frozen=True, slots=True)
class Edge:
    """That an engine translates `source` into `target`.

    `quality` from 0 to 1: the share of a message's meaning expected to arrive (chrF / 100 where it
    was measured). `cost` in the same measure: what a point of quality must be worth to pay for it.
    Without `chains` it is used only as the whole way, not as one hop of several.
    """

    source: str
    target: str
    quality: float
    cost: float = 0.0
    chains: bool = True


@dataclass(frozen=True, slots=True)
class Rendering:
    """An engine's answer; `unknown` are the words that it passed through untranslated."""

    text: str
    unknown: tuple[str, ...] = ()


class Engine(Protocol):
    """One source of translations.

    `version` changes whenever its answers may. `cloud`: texts leave the operator's machines.
    `by_heart`: it knows whole sentences, written by people, and no others.
    `schemes` names the placeholders that survive it, best first (`translation.protection`).
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def cloud(self) -> bool: ...
    @property
    def by_heart(self) -> bool: ...
    @property
    def schemes(self) -> Sequence[str]: ...

    def edges(self) -> Sequence[Edge]:
        """The pairs it can do now; empty where it is not installed."""

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """One sentence; raises EngineError and nothing else."""

    async def close(self) -> None:
        """End its processes and connections, within a second."""


@runtime_checkable
class Loads(Protocol):
    """An engine that has something to load before its first answer."""

    async def warm(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Load it now for these pairs, as far as it does them; raises nothing."""
