"""One run: every subject judges the same messages, then the tables are printed."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.moderation import accuracy, cases, footprint, speed, subjects, worst
from bench.moderation.accuracy import Results
from bench.moderation.cases import Case
from bench.moderation.judging import Outcome, judge
from bench.moderation.tables import Write
from bench.processes import BenchError

DEVELOPMENT = "development messages"
REAL = "real text"
WORST = "worst"
EXTREMES = "extremes"
SEEDS = (1, 2)

Sections = Mapping[str, Sequence[Case]]


@dataclass(frozen=True)
class Plan:
    """What is judged, by whom, and what is printed."""

    data: Path | None
    labelled: Sequence[Path]
    own_hosts: Sequence[str]
    regions: Sequence[str]
    peers: bool
    costs: bool
    show: bool


def run(plan: Plan, write: Write) -> None:
    """Measures and prints; raises BenchError when the package cannot be measured."""
    sections = _sections(plan)
    outcomes = _outcomes(plan, sections, write)
    results = _results(sections, outcomes)
    _print_accuracy(plan, results, write)
    if plan.costs:
        ordinary = {
            title: each for title, each in results.items() if title not in (WORST, EXTREMES)
        }
        speed.of_messages(ordinary, write)
        speed.of_worst(results[WORST], write)
        speed.of_extremes(results[EXTREMES], write)
        speed.of_start(footprint.measure(), outcomes, write)


def _sections(plan: Plan) -> Sections:
    sections = {DEVELOPMENT: [case for path in cases.DEVELOPMENT for case in cases.labelled(path)]}
    sections |= {str(path): cases.labelled(path) for path in plan.labelled}
    if plan.data:
        sections[REAL] = cases.real(plan.data)
    if plan.costs:
        talk = [text for case in sections[DEVELOPMENT] if case.positive for text in case.messages]
        texts = [item for seed in SEEDS for item in worst.texts(seed, talk).items()]
        sections[WORST] = [Case((text,), "?", "allow", kind) for kind, text in texts]
        larger = [item for seed in SEEDS for item in worst.extremes(seed).items()]
        sections[EXTREMES] = [Case(messages, "?", "allow", kind) for kind, messages in larger]
    return sections


def _outcomes(plan: Plan, sections: Sections, write: Write) -> dict[str, Outcome]:
    """Each subject in turn, so that none competes with another for the machine."""

    def missing(why: str) -> None:
        write(f"MISSING: {why}\n")

    ours = subjects.ours(plan.own_hosts, plan.regions)
    messages = [case.messages for section in sections.values() for case in section]
    warm_up = _warm_up(sections[DEVELOPMENT])
    write(f"{_machine()}\n{ours}\n")
    outcomes = {ours.name: judge(ours, warm_up, messages)}
    for peer in subjects.peers(missing) if plan.peers else []:
        write(f"{peer}\n")
        try:
            outcomes[peer.name] = judge(peer, warm_up, messages)
        except BenchError as error:
            missing(str(error))
    return outcomes


def _machine() -> str:
    """A busy machine shows in CPU time too, by caches and cores that are shared."""
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}"


def _warm_up(development: Sequence[Case]) -> list[list[str]]:
    """Not the texts themselves: a subject that remembers them would gain by it."""
    return [[f"{text} …" for text in case.messages] for case in development]


def _results(sections: Sections, outcomes: Mapping[str, Outcome]) -> dict[str, Results]:
    said = {name: iter(outcome.judgements) for name, outcome in outcomes.items()}
    return {
        title: {
            name: list(zip(section, islice(judgements, len(section)), strict=True))
            for name, judgements in said.items()
        }
        for title, section in sections.items()
    }


def _print_accuracy(plan: Plan, results: Mapping[str, Results], write: Write) -> None:
    accuracy.by_class(DEVELOPMENT, results[DEVELOPMENT], write)
    accuracy.by_language(DEVELOPMENT, results[DEVELOPMENT], write)
    if plan.data:
        accuracy.by_class(REAL, results[REAL], write)
    else:
        write("\nreal text is not measured: name its folder (make bench-moderation DATA=folder)\n")
    accuracy.by_target(_merged(results, (DEVELOPMENT, REAL)), write)
    for path in map(str, plan.labelled):
        accuracy.by_class(path, results[path], write)
        accuracy.by_target(results[path], write)
    if plan.show:
        shown = _merged(results, (DEVELOPMENT, REAL, *map(str, plan.labelled)))
        accuracy.mistakes(next(iter(shown.values())), write)


def _merged(results: Mapping[str, Results], titles: Sequence[str]) -> Results:
    present = [results[title] for title in titles if title in results]
    return {name: [pair for section in present for pair in section[name]] for name in present[0]}
