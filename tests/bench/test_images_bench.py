"""The bench of pictures runs from end to end and judges every goal; libvips may be missing."""

import re
import subprocess
import sys

import pytest

ROWS = (
    "codes in a photograph with one",
    "codes in a photograph without",
    "codes seen where none is",
    "different photographs taken for one",
    "4 uploads at once: p99 of the ack, with / without",
    "memory of a worker at its most",
)


@pytest.fixture(scope="module")
def table() -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "bench.images", "--quick", "--no-peer"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.mark.parametrize("label", ROWS)
def test_every_goal_is_measured_and_judged(table: str, label: str) -> None:
    row = next(line for line in table.splitlines() if line.startswith(label))
    assert re.search(r"\d.*[<>]= [\d.]+ +(met|MISSED)$", row), row
