"""The token bucket: a burst, then a rate, on a clock that the test moves."""

import pytest

from hub.domain.limits import Bucket, tokens_to_check


@pytest.fixture
def bucket() -> Bucket:
    """Two a second, three at once."""
    return Bucket.full(2.0, 3, now=100.0)


def taken(bucket: Bucket, now: float, times: int) -> list[float]:
    return [bucket.take(now) for _ in range(times)]


def test_a_burst_and_not_one_more(bucket: Bucket) -> None:
    assert taken(bucket, 100.0, 4) == [0.0, 0.0, 0.0, 0.5]


def test_the_wait_it_tells_is_the_wait_it_takes(bucket: Bucket) -> None:
    *_, wait = taken(bucket, 100.0, 4)
    assert bucket.take(100.0 + wait / 2) == pytest.approx(wait / 2)
    assert bucket.take(100.0 + wait) == 0.0


def test_afterwards_it_goes_by_the_rate(bucket: Bucket) -> None:
    taken(bucket, 100.0, 3)
    granted = sum(bucket.take(100.0 + n / 10) == 0.0 for n in range(1, 101))
    assert granted == 20, "ten seconds at two a second"


def test_a_long_pause_earns_one_burst_only(bucket: Bucket) -> None:
    taken(bucket, 100.0, 3)
    assert taken(bucket, 10_000.0, 4)[2:] == [0.0, 0.5]


def test_refusals_cost_nothing(bucket: Bucket) -> None:
    taken(bucket, 100.0, 50)
    assert bucket.take(100.5) == 0.0


def test_what_costs_more_than_there_is_waits_for_all_of_it(bucket: Bucket) -> None:
    assert bucket.take(100.0, 2) == 0.0
    assert bucket.take(100.0, 2) == 0.5
    assert bucket.take(100.0) == 0.0, "the refusal took nothing"
    assert bucket.take(101.0, 2) == 0.0


def test_what_costs_more_than_a_burst_takes_the_burst(bucket: Bucket) -> None:
    assert bucket.take(100.0, 1_000) == 0.0
    assert bucket.take(100.0) == 0.5
    assert bucket.take(100.5, 1_000) == 1.0
    assert bucket.take(101.5, 1_000) == 0.0


@pytest.mark.parametrize(
    ("length", "tokens"), [(0, 1), (399, 1), (400, 2), (799, 2), (800, 3), (4_000, 11)]
)
def test_a_check_costs_by_the_length_of_the_text(length: int, tokens: int) -> None:
    assert tokens_to_check("é" * length) == tokens


def test_it_may_be_forgotten_once_it_is_full_again(bucket: Bucket) -> None:
    assert bucket.is_full(100.0)
    taken(bucket, 100.0, 2)
    assert not bucket.is_full(100.9)
    assert bucket.is_full(101.0)
