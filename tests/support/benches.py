"""Benches run from end to end; what they measure in so short a run means nothing."""

import re
import subprocess
import sys

HANGS_SECONDS = 400
"""Several times what a quick run takes where many share the machine."""
_JUDGED = re.compile(r"\d.*[<>]= [\d.]+ +(met|MISSED)$")


def printed(module: str, *arguments: str) -> str:
    """What `python -m module` prints; it must succeed."""
    finished = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        timeout=HANGS_SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def assert_judged(output: str, label: str) -> None:
    """The row of this label has a figure, a goal, and whether it is met."""
    row = next(line for line in output.splitlines() if line.startswith(f"{label} "))
    assert _JUDGED.search(row), row
