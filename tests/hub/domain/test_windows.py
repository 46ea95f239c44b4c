"""What a sender said lately: in order, once, within bounds."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub.domain import windows
from hub.domain.windows import Said, Window, extended, numbered, recent, without
from tests.support.talks import NOW

SENDS = st.lists(
    st.tuples(
        st.integers(0, 12).map(str),
        st.integers(0, 3_000).map(lambda length: "a" * length),
        st.integers(0, 900),
    ),
    max_size=30,
)
"""(client id, text, seconds since the one before)."""


def played(sends: list[tuple[str, str, int]]) -> tuple[Window, datetime]:
    """A window into which all of these were sent, and when the last one was."""
    window: Window = ()
    now = NOW
    for client_id, text, later in sends:
        now += timedelta(seconds=later)
        window = extended(window, Said(client_id, text, now))
    return window, now


@given(SENDS)
def test_a_window_stays_within_its_bounds(sends: list[tuple[str, str, int]]) -> None:
    window, now = played(sends)
    assert len(window) < windows.MOST
    assert sum(len(said.text) for said in window) <= windows.CHARACTERS
    assert all(now - said.at <= windows.SPAN for said in window)


@given(SENDS)
def test_it_holds_the_last_ones_in_order_and_each_once(sends: list[tuple[str, str, int]]) -> None:
    window, _ = played(sends)
    last: dict[str, str] = {}
    for client_id, text, _ in sends:
        last.pop(client_id, None)
        last[client_id] = text
    newest = list(last.items())[-len(window) or len(last) :]
    assert [(said.client_id, said.text) for said in window] == newest


@given(SENDS, st.integers(0, 12).map(str))
def test_a_message_is_not_read_with_itself(sends: list[tuple[str, str, int]], id: str) -> None:
    window, _ = played(sends)
    assert id not in [said.client_id for said in without(window, id)]


def test_time_passes_by_itself() -> None:
    window = extended((), Said("1", "a", NOW))
    assert recent(window, NOW + windows.SPAN) == window
    assert recent(window, NOW + windows.SPAN + timedelta(seconds=1)) == ()


def test_a_number_is_filled_in() -> None:
    window = extended(extended((), Said("1", "a", NOW)), Said("2", "b", NOW))
    assert [said.seq for said in numbered(window, "2", 7)] == [None, 7]
