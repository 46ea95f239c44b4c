"""Counts verdicts by class and language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.moderation.cases import Case
from bench.moderation.judging import Judgement

Judged = tuple[Case, Judgement]


@dataclass(frozen=True)
class Tally:
    """How many of `total` messages were blocked, and how many only put before staff."""

    total: int
    blocked: int
    reviewed: int

    @property
    def caught(self) -> float:
        """Percent that did not simply pass: recall of positives, false positives of negatives."""
        return _percent(self.blocked + self.reviewed, self.total)

    @property
    def blocked_share(self) -> float:
        """Percent that was refused."""
        return _percent(self.blocked, self.total)

    @property
    def reviewed_share(self) -> float:
        """Percent that was delivered or held, and put before staff."""
        return _percent(self.reviewed, self.total)


def tally(judgements: Iterable[Judgement]) -> Tally:
    """Counts."""
    actions = [judgement.action for judgement in judgements]
    return Tally(len(actions), actions.count("block"), actions.count("review"))


def by(key: Callable[[Case], str], judged: Iterable[Judged]) -> dict[str, Tally]:
    """Counts for each value of `key`, sorted by it."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for case, judgement in judged:
        groups[key(case)].append(judgement)
    return {name: tally(groups[name]) for name in sorted(groups)}


def wrong(judged: Iterable[Judged]) -> list[Judged]:
    """Misses and false alarms."""
    return [
        (case, judgement)
        for case, judgement in judged
        if case.positive == (judgement.action == "allow")
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0..1) of all values do not exceed: the nearest rank."""
    ordered = sorted(values)
    rank = -int(-share * len(ordered) // 1)
    return ordered[max(rank, 1) - 1]


def _percent(count: int, total: int) -> float:
    return 100 * count / total if total else 0.0
