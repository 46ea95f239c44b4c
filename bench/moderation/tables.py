"""Text tables: the first column is a label, the others are figures."""

from collections.abc import Callable, Sequence

from bench.table import number

Write = Callable[[str], object]


def render(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], write: Write) -> None:
    """Writes a titled table whose columns are as wide as what they hold."""
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    write(f"\n-- {title}\n")
    for row in (header, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        write("  ".join(cells).rstrip() + "\n")


def percent(value: float) -> str:
    """One decimal, and none where there is nothing behind it."""
    return f"{value:.1f}".removesuffix(".0") + " %"


def micros(value: float) -> str:
    """Microseconds, or milliseconds from one on."""
    return f"{number(value)} us" if value < 1_000 else f"{number(value / 1_000)} ms"


def times(value: float, reference: float) -> str:
    """How many times `reference` a value is."""
    ratio = value / reference
    return f"{number(ratio)}x" if ratio >= 0.01 else "<0.01x"
