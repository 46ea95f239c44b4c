"""What a verdict costs, in tables: CPU time of ordinary messages, of the worst, of the start."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from bench.moderation import targets
from bench.moderation.accuracy import Results
from bench.moderation.cases import Case
from bench.moderation.counting import Judged, percentile
from bench.moderation.footprint import Footprint
from bench.moderation.judging import Outcome
from bench.moderation.tables import Write, micros, render, times
from bench.table import Goal, number

SHORT = 300
"""Code points of an ordinary message, at most."""
WORST_SHOWN = 10

Spent = Mapping[str, Sequence[float]]
"""Microseconds that each subject took for the same messages; ours is the first."""
Figure = Callable[[Sequence[float]], float]


def of_messages(sections: Mapping[str, Results], write: Write) -> None:
    """p50 and p99 of each section's single messages, and of its sequences."""
    rows: list[list[str]] = []
    for title, results in sections.items():
        rows += _percentiles(title, _spent(results, _short), targets.P50_US, targets.P99_US)
        rows += _percentiles(f"{title}, sequences", _spent(results, _sequence), None, None)
    title = f"CPU time of messages up to {SHORT} characters"
    render(title, _header(next(iter(sections.values()))), rows, write)


def of_worst(results: Results, write: Write) -> None:
    """The slowest of all long texts, then the slowest kinds by the median of their texts."""
    kinds = {name: _by_kind(judged) for name, judged in results.items()}
    ours = next(iter(kinds.values()))
    slowest = sorted(ours, key=lambda kind: -median(ours[kind]))[:WORST_SHOWN]
    rows = [
        _row("the slowest text", _spent(results, _any), max, targets.WORST_US),
        *(_row(kind, _of_kind(kind, kinds), median, None) for kind in slowest),
    ]
    title = f"CPU time of 4,000 characters, {len(ours)} kinds of nasty texts, the slowest kinds"
    render(title, _header(results), rows, write)


def of_extremes(results: Results, write: Write) -> None:
    """What is larger than the texts that the target is about."""
    kinds = {name: _by_kind(judged) for name, judged in results.items()}
    names = next(iter(kinds.values()))
    rows = [_row(kind, _of_kind(kind, kinds), max, None) for kind in names]
    render("CPU time of what is larger still", _header(results), rows, write)


def of_start(
    footprints: Sequence[Footprint], outcomes: Mapping[str, Outcome], write: Write
) -> None:
    """Time and memory of the package's start; the peers' beside them."""
    ours, *peers = outcomes
    memory = [each.memory_mb for each in footprints]
    rows = [
        _start("import, s of CPU", [each.import_s for each in footprints], targets.IMPORT_S),
        _start("import, s of wall time", [each.import_wall_s for each in footprints]),
        _start("compile, s of CPU", [each.compile_s for each in footprints]),
        _start("memory after import and compile, MB", memory, targets.MEMORY_MB),
        _start("memory after this run, MB", [outcomes[ours].memory_mb], targets.MEMORY_MB),
    ]
    for peer in peers:
        rows.append(_start(f"{peer}: start, s of CPU", [outcomes[peer].load_s]))
        rows.append(_start(f"{peer}: memory after this run, MB", [outcomes[peer].memory_mb]))
    header = ("", "median", "min .. max", "target", "")
    render("start; memory is what a bare interpreter does not hold", header, rows, write)


def _header(results: Results) -> list[str]:
    ours, *peers = results
    return ["", "n", ours, "target", "", *(word for peer in peers for word in (peer, "times"))]


def _percentiles(label: str, spent: Spent, p50: Goal | None, p99: Goal | None) -> list[list[str]]:
    if not all(spent.values()):
        return []
    return [
        _row(f"{label}: p50", spent, lambda values: percentile(values, 0.5), p50),
        _row(f"{label}: p99", spent, lambda values: percentile(values, 0.99), p99),
    ]


def _row(label: str, spent: Spent, figure: Figure, goal: Goal | None) -> list[str]:
    ours, *peers = [figure(values) for values in spent.values()]
    count = str(len(next(iter(spent.values()))))
    bound = f"<= {micros(goal.bound)}" if goal else ""
    beside = [cell for peer in peers for cell in (micros(peer), times(peer, ours))]
    return [label, count, micros(ours), bound, _verdict(goal, ours), *beside]


def _start(label: str, values: Sequence[float], goal: Goal | None = None) -> list[str]:
    span = f"{number(min(values))} .. {number(max(values))}" if len(values) > 1 else ""
    middle = median(values)
    return [label, number(middle), span, str(goal or ""), _verdict(goal, middle)]


def _verdict(goal: Goal | None, value: float) -> str:
    if goal is None:
        return ""
    return "met" if goal.met(value) else "MISSED"


def _spent(results: Results, wanted: Callable[[Case], bool]) -> Spent:
    return {
        name: [said.us for case, said in judged if wanted(case)] for name, judged in results.items()
    }


def _by_kind(judged: Sequence[Judged]) -> Mapping[str, Sequence[float]]:
    kinds = defaultdict(list)
    for case, said in judged:
        kinds[case.kind].append(said.us)
    return kinds


def _of_kind(kind: str, kinds: Mapping[str, Mapping[str, Sequence[float]]]) -> Spent:
    return {name: each[kind] for name, each in kinds.items()}


def _short(case: Case) -> bool:
    return len(case.messages) == 1 and len(case.messages[0]) <= SHORT


def _sequence(case: Case) -> bool:
    return len(case.messages) > 1


def _any(_case: Case) -> bool:
    return True
