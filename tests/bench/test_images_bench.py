"""The bench of pictures runs from end to end and judges every goal; libvips may be missing."""

import pytest

from tests.support.benches import assert_judged, printed

ROWS = (
    "codes in a photograph with one",
    "codes in a photograph without",
    "codes seen where none is",
    "different photographs taken for one",
    "different things on white taken for one",
    "4 uploads at once: p99 of the ack, with / without",
    "memory of a worker at its most",
)


@pytest.fixture(scope="module")
def table() -> str:
    return printed("bench.images", "--quick", "--no-peer")


@pytest.mark.parametrize("label", ROWS)
def test_every_goal_is_measured_and_judged(table: str, label: str) -> None:
    assert_judged(table, label)
