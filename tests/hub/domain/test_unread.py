"""Unread counts: moved by the other side's messages, by reading and by deleting, and by nothing."""

from hub.domain import deletion, receipts
from hub.domain.conversations import Conversation, Side
from hub.domain.messages import appended
from tests.support.talks import Thread, fresh


def talk(thread: Thread, *senders: str) -> Conversation:
    """A conversation in which these people said something, one after the other."""
    conversation = fresh()
    for sender in senders:
        conversation = appended(conversation, thread.say(sender))
    return conversation


def unread(conversation: Conversation) -> tuple[int, int]:
    """Of the (buyer, seller)."""
    return conversation.sides[Side.BUYER].unread, conversation.sides[Side.SELLER].unread


def test_only_the_other_sides_messages_count() -> None:
    assert unread(talk(Thread(), "buyer", "buyer", "seller")) == (1, 2)


def test_system_messages_count_for_nobody() -> None:
    assert unread(talk(Thread(), "system", "seller", "system")) == (1, 0)


def test_a_message_counts_once() -> None:
    thread = Thread()
    conversation = talk(thread, "seller", "seller")
    again = appended(appended(conversation, thread.at(2)), thread.at(1))
    assert again is conversation


def test_a_message_brings_those_before_it_along() -> None:
    thread = Thread()
    for sender in ("seller", "buyer", "seller"):
        thread.say(sender)
    late = appended(fresh(), thread.at(3))
    assert (late.last_seq, unread(late)) == (3, (2, 1))
    assert appended(late, thread.at(1)) is late


def test_what_comes_after_the_read_mark_is_unread() -> None:
    thread = Thread()
    conversation = receipts.read(talk(thread, "seller", "seller"), Side.BUYER, 2, 2)
    assert unread(conversation) == (0, 0)
    assert unread(appended(conversation, thread.say("seller"))) == (1, 0)


def test_an_unread_message_that_is_deleted_is_unread_no_more() -> None:
    conversation = talk(Thread(), "seller", "seller", "seller")
    assert unread(deletion.hide_messages(conversation, Side.BUYER, [2])) == (2, 0)


def test_deleting_a_message_twice_counts_once() -> None:
    conversation = deletion.hide_messages(talk(Thread(), "seller", "seller"), Side.BUYER, [1])
    assert unread(deletion.hide_messages(conversation, Side.BUYER, [1])) == (1, 0)


def test_deleting_what_was_read_or_is_ones_own_changes_no_count() -> None:
    thread = Thread()
    conversation = receipts.read(talk(thread, "seller", "buyer", "seller"), Side.BUYER, 1, 1)
    assert unread(deletion.hide_messages(conversation, Side.BUYER, [1])) == (1, 1)
    assert unread(deletion.hide_messages(conversation, Side.BUYER, [])) == (1, 1)


def test_reading_over_a_deleted_message_counts_it_once() -> None:
    thread = Thread()
    conversation = deletion.hide_messages(
        talk(thread, "seller", "seller", "seller"), Side.BUYER, [1, 3]
    )
    assert unread(receipts.read(conversation, Side.BUYER, 2, 2)) == (0, 0)
    read = receipts.read(conversation, Side.BUYER, 1, 1)
    assert unread(read) == (1, 0)
    assert read.sides[Side.BUYER].hidden_ordinals == (3,), "what was read is remembered no longer"


def test_deleting_the_conversation_leaves_nothing_unread() -> None:
    thread = Thread()
    conversation = deletion.hide_conversation(talk(thread, "seller", "seller"), Side.BUYER)
    assert unread(conversation) == (0, 0)
    assert unread(appended(conversation, thread.say("seller"))) == (1, 0)
