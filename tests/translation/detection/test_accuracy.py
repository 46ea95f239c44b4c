"""How often the language is right, on messages that were held out from tuning."""

from pathlib import Path

import pytest

from bench.table import Row
from bench.translation import detection
from translation.languages import DEFAULT_LANGUAGES


@pytest.mark.parametrize("path", [detection.HELD_OUT, detection.TUNING])
def test_the_files_are_read_whole(path: Path) -> None:
    cases = detection.cases(path)
    assert len(cases) > 200
    assert {case.lang for case in cases} == {None, *DEFAULT_LANGUAGES}


def test_no_message_is_both_held_out_and_for_tuning() -> None:
    held_out, tuning = map(detection.cases, (detection.HELD_OUT, detection.TUNING))
    assert {case.text for case in held_out} & {case.text for case in tuning} == set()


def test_every_target_is_met() -> None:
    rows = {row.label: row for row in detection.rows() if row.unit == "%"}
    assert len(rows) == len(detection.GOALS)
    assert [str(row) for row in rows.values() if not _met(row)] == []


def _met(row: Row) -> bool:
    return row.goal is not None and row.goal.met(row.median)
