"""What the moderation's bench counts, and what it says of it."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.moderation import accuracy, cases, counting, judging, speed, targets, worst
from bench.moderation.cases import BARE_NUMBERS, Case
from bench.moderation.counting import Judged
from bench.moderation.judging import Action, Judgement, Outcome, Subject
from bench.processes import BenchError


def said(action: Action, us: float = 1) -> Judgement:
    return Judgement(action, (), us)


def judged(
    kind: str, label: cases.Label, *, block: int = 0, review: int = 0, allow: int = 0
) -> list[Judged]:
    case = Case(("text",), "en", label, kind)
    counts: list[tuple[Action, int]] = [("block", block), ("review", review), ("allow", allow)]
    return [(case, said(action)) for action, count in counts for _ in range(count)]


def written(results: accuracy.Results) -> dict[str, str]:
    """The table of targets: label to the figures behind it, one space between them."""
    lines: list[str] = []
    accuracy.by_target(results, lines.append)
    known = [target.label for target in (*targets.RECALL, *targets.FALSE_POSITIVES)]
    return {
        label: " ".join(line.removeprefix(label).split())
        for line in lines
        for label in (*known, "bare numbers put to review")
        if line.startswith(f"{label}  ")
    }


def development() -> Iterable[Case]:
    return [case for path in cases.DEVELOPMENT for case in cases.labelled(path)]


def test_blocked_and_reviewed_are_caught() -> None:
    tally = counting.tally([said("block"), said("block"), said("review"), said("allow")])
    assert (tally.total, tally.blocked, tally.reviewed) == (4, 2, 1)
    assert (tally.caught, tally.blocked_share, tally.reviewed_share) == (75, 50, 25)


def test_nothing_judged_is_nothing_caught() -> None:
    assert counting.tally([]).caught == 0


def test_misses_and_false_alarms_are_wrong() -> None:
    caught, missed = judged("p", "block", review=1, allow=1)
    alarm, passed = judged("n", "allow", review=1, allow=1)
    assert counting.wrong([missed, caught, passed, alarm]) == [missed, alarm]


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1), (0.01, 1), (0.5, 50), (0.501, 51), (0.99, 99), (1.0, 100)]
)
def test_a_percentile_is_the_nearest_rank(share: float, value: float) -> None:
    assert counting.percentile(range(100, 0, -1), share) == value


def test_every_positive_class_has_one_target_and_every_negative_one_at_least() -> None:
    for case in development():
        about = targets.RECALL if case.positive else targets.FALSE_POSITIVES
        tallies = [target.of([(case, said("block"))]).total for target in about]
        assert sum(tallies) == 1 if case.positive else sum(tallies) >= 1, case.kind


def test_a_target_is_met_or_missed_by_all_its_messages() -> None:
    ours = [
        *judged("p_name_plain", "block", block=49, review=1),
        *judged("p_name_zero_width", "block", block=48, allow=2),
        *judged("p_phone_disguised", "block", block=1, review=2, allow=1),
        *judged("n_everyday_phrases", "allow", allow=97, review=1, block=1),
        *judged("n_order_tracking", "allow", block=1),
    ]
    table = written({"moderation": ours, "peer": [(case, said("allow")) for case, _ in ours]})
    assert table["names plain, zero-width"] == "100 98 % >= 99 % MISSED 0 %"
    assert table["phone disguised"] == "4 75 % >= 70 % met 0 %"
    assert table["hard negatives"] == "100 3 % <= 2 % MISSED 0 %"
    assert table["order, specification, price"] == "1 100 % <= 1 % MISSED 0 %"
    assert table["payment"] == "0 >= 93 % not measured"


def test_bare_numbers_are_counted_apart_from_real_text() -> None:
    ours = [
        *judged("benign_en_talk", "allow", allow=10),
        *judged(BARE_NUMBERS, "allow", review=2, allow=1, block=1),
    ]
    table = written({"moderation": ours})
    assert table["benign real text"] == "10 0 % <= 0.3 % met"
    assert table["bare numbers put to review"] == "4 50 % review expected"


def test_labelled_files_hold_single_messages_and_sequences(tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    records = [
        {"text": "call me", "lang": "en", "label": "block", "class": "p"},
        {"messages": ["a", "b"], "lang": "es", "label": "allow"},
    ]
    file.write_text("\n".join(map(json.dumps, records)) + "\n\n", encoding="utf-8")
    assert cases.labelled(file) == [
        Case(("call me",), "en", "block", "p"),
        Case(("a", "b"), "es", "allow", "allow"),
    ]


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"label": "allow", "messages": [1]}'])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BenchError, match="no file of labelled messages"):
        cases.labelled(file)


def test_a_folder_of_real_text_tells_its_labels_by_its_names(tmp_path: Path) -> None:
    (tmp_path / "benign_en_talk.txt").write_text("hello\n612345678\n12345678\n", encoding="utf-8")
    (tmp_path / "positive_es_phones.txt").write_text("612345678\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a case\n", encoding="utf-8")
    kinds = [(case.kind, case.lang, case.label) for case in cases.real(tmp_path)]
    assert kinds == [
        ("benign_en_talk", "en", "allow"),
        (BARE_NUMBERS, "en", "allow"),
        ("benign_en_talk", "en", "allow"),
        ("positive_es_phones", "es", "block"),
    ]


def test_a_folder_without_real_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="has no"):
        cases.real(tmp_path)


def test_nasty_texts_are_long_and_the_same_for_a_seed() -> None:
    first, again, other = (worst.texts(seed, ["call me"]) for seed in (1, 1, 2))
    assert {len(text) for text in first.values()} == {worst.LENGTH}
    assert first == again
    assert first["digits"] != other["digits"]


def test_the_slowest_text_is_judged_not_the_typical_one() -> None:
    slow = [(Case(("x",), "?", "allow", "digits"), said("allow", us)) for us in (900, 6_000, 800)]
    lines: list[str] = []
    speed.of_worst({"moderation": slow}, lines.append)
    assert "the slowest text  3        6 ms  <= 5 ms  MISSED\n" in lines
    assert lines[-1].split() == ["digits", "3", "900", "us"]


SUBJECT = """
from bench.moderation import worker
worker.serve(lambda: lambda texts: ("block" if "phone" in texts else "allow", ["one"]))
"""


def test_a_subject_judges_in_order_and_its_warm_up_is_not_told() -> None:
    subject = Subject("one", "a test", [sys.executable, "-c", SUBJECT])
    outcome = judging.judge(subject, [["phone"]], [["a", "phone"], ["b\u2028\n"]])
    assert [(each.action, each.rules) for each in outcome.judgements] == [
        ("block", ("one",)),
        ("allow", ("one",)),
    ]
    assert isinstance(outcome, Outcome)
    assert outcome.memory_mb > 0


@pytest.mark.parametrize(
    ("program", "why"),
    [("raise SystemExit('it broke')", "it broke"), ("print('{}')", "did not answer every case")],
)
def test_a_subject_that_fails_is_no_measurement(program: str, why: str) -> None:
    subject = Subject("one", "a test", [sys.executable, "-c", program])
    with pytest.raises(BenchError, match=why):
        judging.judge(subject, [], [["a"]])
