"""The bench runs from end to end; what it measures in so short a run means nothing."""

import re
import subprocess
import sys

import pytest

ROWS = (
    "hub / (a): acked",
    "hub / (b): acked",
    "hub / (a): p99 of the ack",
    "hub / (c): CPU a message",
    "hub: memory of an idle connection",
    "inbox: p99, many / few",
    "history: p99, many / few",
    "catch_up: p99, many / few",
    "search: p99, many / few",
)


@pytest.fixture(scope="module")
def table() -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.mark.parametrize("label", ROWS)
def test_every_target_is_measured_and_judged(table: str, label: str) -> None:
    row = next(line for line in table.splitlines() if line.startswith(label))
    assert re.search(r"\d.*[<>]= [\d.]+ +(met|MISSED)$", row), row
