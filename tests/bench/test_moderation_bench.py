"""The moderation's bench runs from end to end and judges every target, without the peers."""

import subprocess
import sys

import pytest

from bench.moderation.targets import FALSE_POSITIVES, RECALL

COSTS = (
    "development messages: p50",
    "development messages: p99",
    "the slowest text",
    "import, s of CPU",
    "memory after import and compile, MB",
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("real")
    (folder / "benign_en_talk.txt").write_text("hello there\n612345678\n", encoding="utf-8")
    finished = subprocess.run(
        [sys.executable, "-m", "bench.moderation", "--no-peers", "--data", str(folder)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.mark.parametrize("label", [*(target.label for target in RECALL + FALSE_POSITIVES), *COSTS])
def test_every_target_is_measured_and_judged(output: str, label: str) -> None:
    row = next(line for line in output.splitlines() if line.startswith(f"{label}  "))
    assert row.split()[-1] in {"met", "MISSED"}, row


def test_no_text_is_printed_unasked(output: str) -> None:
    assert "hello" not in output
