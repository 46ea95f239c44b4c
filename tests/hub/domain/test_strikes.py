"""Strikes fade, add up, bring pauses, and leave nothing behind when they are lifted."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.strikes import (
    CLEAN,
    Standing,
    StrikePolicy,
    cool_down_until,
    level,
    paused_until,
    suspended_until,
)
from tests.support.talks import NOW

POLICY = StrikePolicy()
WEEK = timedelta(days=7)
TIMES = st.lists(st.integers(0, 60 * 24 * 60).map(lambda ago: NOW - timedelta(minutes=ago)))


def at(*minutes: float) -> Standing:
    """Strikes so many minutes ago."""
    return Standing(tuple(NOW - timedelta(minutes=ago) for ago in minutes))


def test_a_strike_counts_half_after_each_half_life() -> None:
    assert level([NOW], NOW, POLICY) == 1
    assert level([NOW - WEEK], NOW, POLICY) == pytest.approx(0.5)
    assert level([NOW - 2 * WEEK, NOW], NOW, POLICY) == pytest.approx(1.25)


def test_a_half_life_too_short_to_be_told_is_no_error() -> None:
    policy = StrikePolicy(half_life=timedelta(0), cool_down_at=1)
    assert level([NOW - WEEK, NOW], NOW, policy) == 1
    assert paused_until(at(1), policy, NOW) == NOW + timedelta(minutes=9)


def test_what_is_yet_to_come_does_not_count() -> None:
    assert level([NOW + timedelta(seconds=1)], NOW, POLICY) == 0


@pytest.mark.parametrize(
    ("standing", "until"),
    [
        (CLEAN, None),
        (at(0, 1), None),
        (at(0, 1, 2), 10),
        (at(4, 5, 6), 6),
        (at(60 * 24 * 7, 60 * 24 * 7, 1), None),
        (at(0, 300, 600), 10),
        (at(1, 1, 1, 1, 1, 1), 24 * 60 - 1),
        (at(11, 12, 13), None),
    ],
)
def test_how_long_a_pause_lasts(standing: Standing, until: float | None) -> None:
    expected = None if until is None else NOW + timedelta(minutes=until)
    assert paused_until(standing, POLICY, NOW) == expected


def test_staff_may_suspend_longer_but_not_shorten_by_it() -> None:
    strikes = at(1, 1, 1, 1, 1, 1).strikes
    brought = NOW + timedelta(minutes=24 * 60 - 1)
    for until, expected in (
        (NOW + timedelta(minutes=5), brought),
        (NOW + timedelta(days=9), NOW + timedelta(days=9)),
    ):
        assert suspended_until(Standing(strikes, until), POLICY) == expected


@given(TIMES)
def test_what_was_forgiven_brings_nothing(strikes: list[datetime]) -> None:
    forgiven = Standing(tuple(strikes), forgiven_at=NOW)
    assert paused_until(forgiven, POLICY, NOW) is None


@given(TIMES, st.data())
def test_lifting_a_strike_never_makes_it_worse(
    strikes: list[datetime], data: st.DataObject
) -> None:
    if not strikes:
        return
    lifted = list(strikes)
    lifted.remove(data.draw(st.sampled_from(strikes)))
    for of in (cool_down_until, suspended_until):
        before, after = of(Standing(tuple(strikes)), POLICY), of(Standing(tuple(lifted)), POLICY)
        assert after is None or (before is not None and after <= before)


@given(TIMES, st.integers(0, 10_000), st.integers(0, 10_000))
def test_without_new_strikes_a_level_only_falls(
    strikes: list[datetime], earlier: int, later: int
) -> None:
    first, second = sorted((earlier, later))
    levels = [level(strikes, NOW + timedelta(minutes=m), POLICY) for m in (first, second)]
    assert levels[1] <= levels[0] <= len(strikes)


@given(TIMES)
def test_the_order_of_strikes_does_not_matter(strikes: list[datetime]) -> None:
    one, other = Standing(tuple(strikes)), Standing(tuple(sorted(strikes)))
    assert paused_until(one, POLICY, NOW) == paused_until(other, POLICY, NOW)
