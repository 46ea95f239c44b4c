"""Whatever happens in whatever order: counts and folders are what a naive recount says.

The model keeps plain lists of messages with flags and recounts everything at every step. Committed
messages reach the conversation late, out of order and more than once, as they do with several
processes and after a crash; notes about marks come stale and twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from hub.domain import deletion, receipts
from hub.domain.conversations import ContextType, Conversation, Side
from hub.domain.messages import appended
from tests.support.talks import Thread, fresh

SIDES = st.sampled_from(Side)
SENDERS = st.sampled_from(["buyer", "seller", "seller", "buyer", "system"])
Note = Callable[[Conversation], Conversation]


@dataclass
class Naive:
    """What one side did and saw, in the plainest way."""

    delivered: int = 0
    read: int = 0
    cleared: int = 0
    listed: bool = False
    changes: int = 0
    hidden: set[int] = field(default_factory=set)

    def unread(self, senders: list[str], other: Side) -> int:
        return sum(
            sender == other and seq > self.read and seq > self.cleared and seq not in self.hidden
            for seq, sender in enumerate(senders, start=1)
        )


class AnyOrder(RuleBasedStateMachine):
    notes: Bundle[Note] = Bundle("notes")

    def __init__(self) -> None:
        super().__init__()
        self.thread = Thread()
        self.talk = fresh(topic=ContextType.ORDER)
        self.before = self.talk
        self.model = {Side.BUYER: Naive(listed=True), Side.SELLER: Naive()}

    @property
    def senders(self) -> list[str]:
        """Who wrote the messages that the conversation knows of."""
        return [m.draft.sender.side for m in self.thread.messages[: self.talk.last_seq]]

    def pick(self, number: int) -> int:
        """A seq within the conversation."""
        return number % (self.talk.last_seq + 1)

    @initialize(senders=st.lists(SENDERS, min_size=4, max_size=12), target=notes)
    def begin(self, senders: list[str]) -> Note:
        for sender in senders:
            self.thread.say(sender)
        return self.append(len(senders) // 2)

    @rule(target=notes, sender=SENDERS, number=st.integers(0, 99))
    def commit(self, sender: str, number: int) -> Note:
        """One more message; some message, this one or another, reaches the conversation."""
        self.thread.say(sender)
        return self.append(number)

    def append(self, number: int) -> Note:
        message = self.thread.messages[number % len(self.thread.messages)]
        if message.seq > self.talk.last_seq:
            for naive in self.model.values():
                naive.listed = True
        return self.decide(partial(appended, last=message))

    @rule(target=notes, side=SIDES, number=st.integers(0, 99))
    def deliver(self, side: Side, number: int) -> Note:
        seq = self.pick(number)
        self.model[side].delivered = max(self.model[side].delivered, seq)
        return self.decide(partial(receipts.delivered, side=side, seq=seq))

    @rule(target=notes, side=SIDES, number=st.integers(0, 99))
    def read(self, side: Side, number: int) -> Note:
        seq, naive = self.pick(number), self.model[side]
        naive.read, naive.delivered = max(naive.read, seq), max(naive.delivered, seq)
        ordinal = self.thread.ordinal(seq, side.other)
        return self.decide(partial(receipts.read, side=side, seq=seq, ordinal=ordinal))

    @rule(note=notes)
    def say_again(self, note: Note) -> None:
        """What was said before, however stale, says nothing new."""
        known = self.talk
        assert self.decide(note)(known) is known

    @rule(side=SIDES, numbers=st.sets(st.integers(0, 99), min_size=1, max_size=5))
    def hide_messages(self, side: Side, numbers: set[int]) -> None:
        seqs = sorted({self.pick(number) for number in numbers} - {0})
        if not seqs:
            return
        self.model[side].hidden.update(seqs)
        self.model[side].changes += 1
        ordinals = self.thread.ordinals(seqs, side.other)
        self.decide(partial(deletion.hide_messages, side=side, ordinals=ordinals))

    @rule(side=SIDES)
    def hide_conversation(self, side: Side) -> None:
        naive = self.model[side]
        naive.cleared, naive.listed = self.talk.last_seq, False
        naive.changes += 1
        self.decide(partial(deletion.hide_conversation, side=side))

    def decide(self, note: Note) -> Note:
        self.before, self.talk = self.talk, note(self.talk)
        return note

    @invariant()
    def unread_is_what_a_recount_says(self) -> None:
        for side, naive in self.model.items():
            assert self.talk.sides[side].unread == naive.unread(self.senders, side.other)

    @invariant()
    def marks_and_changes_are_the_naive_ones(self) -> None:
        for side, naive in self.model.items():
            state = self.talk.sides[side]
            assert (state.delivered_seq, state.read_seq) == (naive.delivered, naive.read)
            assert (state.cleared_seq, state.change) == (naive.cleared, naive.changes)

    @invariant()
    def marks_never_fall(self) -> None:
        assert self.talk.last_seq >= self.before.last_seq
        assert self.talk.activity_at >= self.before.activity_at
        for side in Side:
            now, then = self.talk.sides[side], self.before.sides[side]
            for mark in ("delivered_seq", "read_seq", "read_ordinal", "sent", "change"):
                assert getattr(now, mark) >= getattr(then, mark), mark

    @invariant()
    def folders_are_what_a_person_expects(self) -> None:
        for side, naive in self.model.items():
            expected = {"all", "order"} if naive.listed else set()
            if naive.listed and naive.unread(self.senders, side.other):
                expected.add("unread")
            assert set(self.talk.sides[side].folders) == expected

    @invariant()
    def what_is_remembered_of_deletions_stays_small(self) -> None:
        for side, state in self.talk.sides.items():
            floor = max(state.read_ordinal, state.cleared_ordinal)
            assert all(floor < n <= self.talk.sides[side.other].sent for n in state.hidden_ordinals)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=200, stateful_step_count=40)
