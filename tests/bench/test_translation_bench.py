"""The translation's bench runs from end to end; its figures mean nothing in so short a run."""

import re

import pytest

from bench.translation.offline import PAIRS
from bench.translation.quality import GOALS
from tests.support.benches import assert_judged, printed

TITLES = ("our chat messages, held out", "our chat messages, for tuning")
ROWS = (
    *("detection, langdetect, profile right", "detection, langdetect, no profile"),
    *("detection, langdetect, 1 profile in 10 wrong", "detection, langdetect, CPU a message"),
    *(f"{source}>{target}: a message, p50" for source, target in PAIRS),
    "memory of all programs when idle",
    "cached translation behind its message",
)


@pytest.fixture(scope="module")
def output() -> str:
    return printed("bench.translation", "--quick")


@pytest.mark.parametrize("label", ROWS)
def test_every_target_is_measured_and_judged(output: str, label: str) -> None:
    assert_judged(output, label)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("pair", [">".join(pair) for pair in GOALS])
def test_every_goal_of_quality_is_measured_and_judged(output: str, title: str, pair: str) -> None:
    table = output.partition(f"-- {title}\n")[2].partition("\n\n")[0]
    row = next(line for line in table.splitlines() if line.startswith(f"{pair} "))
    assert re.search(r"\d / \d+ +>= \d+ +(met|MISSED) ", row), row
