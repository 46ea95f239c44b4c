"""Delivered and read watermarks: they only grow, reading implies delivery, stale notes are void."""

from functools import partial

import pytest

from hub.domain import receipts
from hub.domain.conversations import Conversation, Side, check_seq
from hub.domain.messages import appended
from hub.errors import Invalid
from tests.support.talks import Thread, fresh


@pytest.fixture
def thread() -> Thread:
    """The seller wrote 1, 2 and 4, the buyer 3."""
    thread = Thread()
    for sender in ("seller", "seller", "buyer", "seller"):
        thread.say(sender)
    return thread


@pytest.fixture
def talk(thread: Thread) -> Conversation:
    return appended(fresh(), thread.messages[-1])


def marks(conversation: Conversation, side: Side = Side.BUYER) -> tuple[int, int, int]:
    """(delivered, read, unread) of a side."""
    state = conversation.sides[side]
    return state.delivered_seq, state.read_seq, state.unread


def read(conversation: Conversation, thread: Thread, seq: int) -> Conversation:
    return receipts.read(conversation, Side.BUYER, seq, thread.ordinal(seq, Side.SELLER))


def test_nothing_is_delivered_or_read_at_first(talk: Conversation) -> None:
    assert marks(talk) == (0, 0, 3)
    assert marks(talk, Side.SELLER) == (0, 0, 1)


def test_delivery_moves_one_mark_of_one_side(talk: Conversation) -> None:
    after = receipts.delivered(talk, Side.BUYER, 2)
    assert marks(after) == (2, 0, 3)
    assert after.sides[Side.SELLER] == talk.sides[Side.SELLER]


def test_reading_implies_delivery(talk: Conversation, thread: Thread) -> None:
    assert marks(read(talk, thread, 2)) == (2, 2, 1)


def test_reading_does_not_take_delivery_back(talk: Conversation, thread: Thread) -> None:
    delivered = receipts.delivered(talk, Side.BUYER, 4)
    assert marks(read(delivered, thread, 2)) == (4, 2, 1)


def test_delivery_does_not_take_reading_back(talk: Conversation, thread: Thread) -> None:
    after = receipts.delivered(read(talk, thread, 4), Side.BUYER, 2)
    assert marks(after) == (4, 4, 0)


@pytest.mark.parametrize("seq", [0, 1, 2])
def test_a_stale_note_changes_nothing(talk: Conversation, thread: Thread, seq: int) -> None:
    after = read(talk, thread, 2)
    assert receipts.delivered(after, Side.BUYER, seq) is after
    assert read(after, thread, seq) is after


def test_marks_do_not_depend_on_the_order_of_notes(talk: Conversation, thread: Thread) -> None:
    notes = [
        partial(receipts.delivered, side=Side.BUYER, seq=3),
        partial(receipts.read, side=Side.BUYER, seq=1, ordinal=thread.ordinal(1, Side.SELLER)),
        partial(receipts.read, side=Side.BUYER, seq=2, ordinal=thread.ordinal(2, Side.SELLER)),
    ]
    forwards, backwards = talk, talk
    for there, back in zip(notes, reversed(notes), strict=True):
        forwards, backwards = there(forwards), back(backwards)
    assert forwards.sides == backwards.sides
    assert marks(forwards) == (3, 2, 1)


def test_what_one_side_reads_does_not_count_for_the_other(
    talk: Conversation, thread: Thread
) -> None:
    assert marks(read(talk, thread, 4), Side.SELLER) == (0, 0, 1)


@pytest.mark.parametrize("seq", [-1, 5])
def test_a_seq_outside_of_the_conversation_is_invalid(talk: Conversation, seq: int) -> None:
    with pytest.raises(Invalid, match="from 0 to 4"):
        check_seq(talk, seq)


@pytest.mark.parametrize("seq", [0, 1, 4])
def test_a_seq_within_the_conversation_is_fine(talk: Conversation, seq: int) -> None:
    check_seq(talk, seq)
