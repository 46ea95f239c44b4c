"""Incidents counted: by day, by what they are about, by what became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are, by what became of them."""

    upheld: int = 0
    overturned: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.upheld + self.overturned + self.open

    @property
    def decided(self) -> int:
        return self.upheld + self.overturned

    def share(self, of: int) -> float | None:
        """`of` as a share of the decided; none while nothing was decided."""
        return round(of / self.decided, 4) if self.decided else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.upheld + other.upheld, self.overturned + other.overturned, self.open + other.open
        )


@dataclass(frozen=True, slots=True)
class Offender:
    """Somebody with several incidents."""

    user: str
    total: int
    upheld: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """Everything that is counted of a range of days.

    `by_day` counts by day and kind, `waits` by the seconds from an incident to its first decision.
    """

    by_day: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    by_category: Mapping[str, Tally] = field(default_factory=dict)
    by_lang: Mapping[str, Tally] = field(default_factory=dict)
    by_shop: Mapping[str, Tally] = field(default_factory=dict)
    by_rule: Mapping[str, Tally] = field(default_factory=dict)
    offenders: tuple[Offender, ...] = ()
    waits: Mapping[int, int] = field(default_factory=dict)

    @property
    def whole(self) -> Tally:
        """All incidents together: each has exactly one language."""
        return sum(self.by_lang.values(), Tally())


def merged(pairs: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """Tallies of the same key added up; the largest first."""
    sums: dict[str, Tally] = {}
    for key, tally in pairs:
        sums[key] = sums.get(key, Tally()) + tally
    return dict(sorted(sums.items(), key=lambda item: (-item[1].total, item[0])))


def percentile(counts: Mapping[int, int], share: float) -> int | None:
    """The smallest value that at least `share` of all counted do not exceed; None of none."""
    wanted, seen = share * sum(counts.values()), 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted:
            return value
    return None
