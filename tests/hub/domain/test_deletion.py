"""Deletion for one side: a watermark and change numbers, and nothing of it on the other side."""

import pytest

from hub.domain import deletion
from hub.domain.conversations import Conversation, Side
from hub.domain.messages import appended
from tests.support.talks import Thread, fresh


@pytest.fixture
def thread() -> Thread:
    thread = Thread()
    for sender in ("buyer", "seller", "seller"):
        thread.say(sender)
    return thread


@pytest.fixture
def talk(thread: Thread) -> Conversation:
    return appended(fresh(), thread.messages[-1])


def test_a_deleted_conversation_is_cleared_up_to_its_end(talk: Conversation) -> None:
    state = deletion.hide_conversation(talk, Side.BUYER).sides[Side.BUYER]
    assert (state.cleared_seq, state.cleared_change, state.change) == (3, 1, 1)
    assert not state.listed


def test_the_other_side_keeps_everything(talk: Conversation) -> None:
    hidden = deletion.hide_conversation(talk, Side.BUYER)
    assert hidden.sides[Side.SELLER] == talk.sides[Side.SELLER]
    fewer = deletion.hide_messages(talk, Side.BUYER, [1])
    assert fewer.sides[Side.SELLER] == talk.sides[Side.SELLER]


@pytest.mark.parametrize("sender", ["buyer", "seller", "system"])
def test_it_returns_with_the_next_message_of_anybody(
    talk: Conversation, thread: Thread, sender: str
) -> None:
    returned = appended(deletion.hide_conversation(talk, Side.BUYER), thread.say(sender))
    state = returned.sides[Side.BUYER]
    assert state.listed
    assert (state.cleared_seq, returned.last_seq) == (3, 4)


def test_an_old_message_that_is_applied_again_does_not_bring_it_back(
    talk: Conversation, thread: Thread
) -> None:
    hidden = deletion.hide_conversation(talk, Side.BUYER)
    assert appended(hidden, thread.at(3)) is hidden


def test_each_deletion_has_its_number_within_its_side(talk: Conversation) -> None:
    talk = deletion.hide_messages(talk, Side.BUYER, [1])
    talk = deletion.hide_conversation(talk, Side.SELLER)
    talk = deletion.hide_messages(talk, Side.BUYER, [])
    talk = deletion.hide_conversation(talk, Side.BUYER)
    assert [talk.sides[side].change for side in Side] == [3, 1]
    assert [talk.sides[side].cleared_change for side in Side] == [3, 1]


def test_deleting_again_clears_what_came_since(talk: Conversation, thread: Thread) -> None:
    talk = appended(deletion.hide_conversation(talk, Side.BUYER), thread.say("seller"))
    state = deletion.hide_conversation(talk, Side.BUYER).sides[Side.BUYER]
    assert (state.cleared_seq, state.change, state.listed) == (4, 2, False)


def test_a_conversation_without_messages_can_be_deleted_and_returns() -> None:
    hidden = deletion.hide_conversation(fresh(), Side.BUYER)
    assert not hidden.sides[Side.BUYER].listed
    assert appended(hidden, Thread().say("buyer")).sides[Side.BUYER].listed
