"""The moderation's bench runs from end to end and judges every target, without the peers."""

import pytest

from bench.moderation.targets import FALSE_POSITIVES, RECALL
from tests.support.benches import printed

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
    return printed("bench.moderation", "--no-peers", "--data", str(folder))


@pytest.mark.parametrize("label", [*(target.label for target in RECALL + FALSE_POSITIVES), *COSTS])
def test_every_target_is_measured_and_judged(output: str, label: str) -> None:
    row = next(line for line in output.splitlines() if line.startswith(f"{label}  "))
    assert row.split()[-1] in {"met", "MISSED"}, row


def test_no_text_is_printed_unasked(output: str) -> None:
    assert "hello" not in output
