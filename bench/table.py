"""The table of ratios: what was measured, what the target is, and whether it is met."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

PARTS = 4
"""Of a measurement, to show how much its figure varies."""

WIDTHS = (44, 12, 17, 10, 6)


@dataclass(frozen=True)
class Goal:
    """A bound on a figure: at least, or at most."""

    bound: float
    at_least: bool

    def met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


def at_least(bound: float) -> Goal:
    """The figure is to reach `bound`."""
    return Goal(bound, at_least=True)


def at_most(bound: float) -> Goal:
    """The figure is to stay within `bound`."""
    return Goal(bound, at_least=False)


@dataclass(frozen=True)
class Row:
    """One figure, as seen in every round."""

    label: str
    values: Sequence[float]
    unit: str = ""
    goal: Goal | None = None

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "met" if self.goal.met(self.median) else "MISSED"

    def __str__(self) -> str:
        span = f"{number(min(self.values))} .. {number(max(self.values))}"
        cells = (
            self.label,
            f"{number(self.median)} {self.unit}".rstrip(),
            span if len(self.values) > 1 else "",
            str(self.goal) if self.goal else "",
            self.verdict,
        )
        return line(cells)


def number(value: float) -> str:
    """Three digits that matter."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def line(cells: Sequence[str]) -> str:
    """Cells in columns."""
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def ratios(ours: Iterable[float], theirs: Iterable[float]) -> list[float]:
    """Round by round, so that what disturbs a round disturbs both sides of a ratio."""
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100)[98] if len(values) > 1 else float(values[0])


def parts(values: Sequence[float], count: int) -> list[Sequence[float]]:
    """A measurement in equal parts, to show how much its figure varies."""
    length = len(values) / count
    return [values[int(n * length) : int((n + 1) * length)] for n in range(count)]


def compared(
    label: str, these: Sequence[float], those: Sequence[float], goal: Goal | None = None
) -> list[Row]:
    """The p99 of what was measured in turns: of all of it, and of each of its parts by itself."""
    both = zip(parts(these, PARTS), parts(those, PARTS), strict=True)
    return [
        Row(label, [p99(these) / p99(those)], goal=goal),
        Row(f"... in each of {PARTS} parts", [p99(one) / p99(other) for one, other in both]),
    ]


def written(title: str, rows: Sequence[Row], write: Callable[[str], object]) -> None:
    """One section at once: a run takes long, and the next part may fail."""
    write("\n")
    render([(title, rows)], lambda line: write(line + "\n"))


def render(sections: Sequence[tuple[str, Sequence[Row]]], write: Callable[[str], object]) -> None:
    """Writes the table, line by line."""
    write(line(("", "median", "min .. max", "target", "")))
    for title, rows in sections:
        write(f"-- {title}")
        for row in rows:
            write(str(row))
