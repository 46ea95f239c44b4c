"""The bench runs from end to end; what it measures in so short a run means nothing."""

import pytest

from tests.support.benches import assert_judged, printed

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
    return printed("bench", "--quick")


@pytest.mark.parametrize("label", ROWS)
def test_every_target_is_measured_and_judged(table: str, label: str) -> None:
    assert_judged(table, label)
