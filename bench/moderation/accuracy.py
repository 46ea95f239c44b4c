"""What was caught and what was not, in tables by class, by language and by target."""

from collections.abc import Callable, Mapping, Sequence

from bench.moderation import counting, targets
from bench.moderation.cases import BARE_NUMBERS, Case
from bench.moderation.counting import Judged, Tally
from bench.moderation.tables import Write, percent, render
from bench.moderation.targets import Target

Results = Mapping[str, Sequence[Judged]]
"""What each subject said of the same cases; ours is the first."""


def by_class(title: str, results: Results, write: Write) -> None:
    """Two tables: recall of what should be caught, false positives of what should not."""
    _table(f"{title}: caught, by class", _kind, _only(results, positive=True), write)
    _table(f"{title}: false positives, by class", _kind, _only(results, positive=False), write)


def by_language(title: str, results: Results, write: Write) -> None:
    """The same by language."""
    _table(f"{title}: caught, by language", _lang, _only(results, positive=True), write)
    _table(f"{title}: false positives, by language", _lang, _only(results, positive=False), write)


def by_target(results: Results, write: Write) -> None:
    """Each target with what ours and the peers came to; targets without messages say so."""
    header = ("", "n", "seen", "target", "", *_peers(results))
    rows = [_target_row(target, results) for target in targets.RECALL + targets.FALSE_POSITIVES]
    title = "targets: recall, then false positives (every verdict other than allow)"
    render(title, header, [*rows, *_bare_numbers(results)], write)


def mistakes(judged: Sequence[Judged], write: Write) -> None:
    """Texts that were missed, and texts that were objected to for nothing."""
    write("\n-- misses and false alarms\n")
    for case, judgement in counting.wrong(judged):
        said = " ".join((judgement.action, *judgement.rules))
        write(f"{case.kind} {case.lang}: {' | '.join(case.messages)!r} -> {said}\n")


def _table(title: str, key: Callable[[Case], str], results: Results, write: Write) -> None:
    if not any(results.values()):
        return
    tallies = [counting.by(key, judged) for judged in results.values()]
    totals = [counting.tally(said for _, said in judged) for judged in results.values()]
    rows = [_row(name, [each[name] for each in tallies]) for name in tallies[0]]
    header = ("", "n", "seen", "blocked", "review", *_peers(results))
    render(title, header, [*rows, _row("all", totals)], write)


def _row(name: str, tallies: Sequence[Tally]) -> list[str]:
    ours = tallies[0]
    shares = [ours.caught, ours.blocked_share, ours.reviewed_share]
    shares += [peer.caught for peer in tallies[1:]]
    return [name, str(ours.total), *map(percent, shares)]


def _target_row(target: Target, results: Results) -> list[str]:
    ours, *others = [target.of(judged) for judged in results.values()]
    if not ours.total:
        return [target.label, "0", "", f"{target.goal} %", "not measured", *("" for _ in others)]
    verdict = "met" if target.goal.met(ours.caught) else "MISSED"
    seen = [percent(ours.caught), f"{target.goal} %", verdict]
    return [target.label, str(ours.total), *seen, *(percent(peer.caught) for peer in others)]


def _bare_numbers(results: Results) -> list[list[str]]:
    """Nobody can tell a phone from an account here, so a person should: review is expected."""
    ours, *others = [
        counting.tally(said for case, said in judged if case.kind == BARE_NUMBERS)
        for judged in results.values()
    ]
    if not ours.total:
        return []
    seen = [percent(ours.reviewed_share), "review", "expected"]
    caught = [percent(peer.caught) for peer in others]
    return [["bare numbers put to review", str(ours.total), *seen, *caught]]


def _peers(results: Results) -> list[str]:
    return list(results)[1:]


def _only(results: Results, *, positive: bool) -> Results:
    return {
        name: [(case, said) for case, said in judged if case.positive == positive]
        for name, judged in results.items()
    }


def _kind(case: Case) -> str:
    return case.kind


def _lang(case: Case) -> str:
    return case.lang
