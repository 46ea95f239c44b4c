"""The breaker, beside a model that remembers everything."""

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from translation.resilience.breaker import Breaker, Limits, State, Ticket

LIMITS = Limits(consecutive=3, share=0.5, window=8, first_s=2.0, longest_s=30.0)


class Calls(RuleBasedStateMachine):
    """Calls that come, end and are given up in any order, while time passes."""

    under_way = Bundle("under_way")

    def __init__(self) -> None:
        super().__init__()
        self.breaker = Breaker(LIMITS)
        self.now = 100.0
        self.state = State.CLOSED
        self.probes: list[Ticket] = []
        self.current: list[Ticket] = []
        self.outcomes: list[bool] = []
        self.pauses = 0

    @rule(target=under_way)
    def ask(self) -> Ticket | None:
        ready = self.breaker.ready(self.now)
        ticket = self.breaker.admit(self.now)
        assert (ticket is not None) == ready
        assert ready == self._may_come()
        if ticket is not None:
            self.current.append(ticket)
            if self.state is not State.CLOSED:
                self.probes = [ticket]
        return ticket

    @rule(ticket=consumes(under_way))
    def answered(self, ticket: Ticket | None) -> None:
        if ticket is None:
            return
        self.breaker.succeed(ticket)
        if ticket in self.probes:
            self._turned(State.CLOSED)
            self.pauses = 0
        elif ticket in self.current:
            self._ended(ticket, answered=True)

    @rule(ticket=consumes(under_way), retry_after_s=st.none() | st.floats(0, 100))
    def failed(self, ticket: Ticket | None, retry_after_s: float | None) -> None:
        if ticket is None:
            return
        self.breaker.fail(ticket, self.now, retry_after_s=retry_after_s)
        if ticket not in self.current:
            return
        probe = ticket in self.probes
        self._ended(ticket, answered=False)
        if probe or retry_after_s is not None or self._is_too_much():
            pause = min(LIMITS.first_s * 2**self.pauses, LIMITS.longest_s)
            self.opens_again = self.now + max(pause, retry_after_s or 0)
            self.pauses += 1
            self._turned(State.OPEN)

    @rule(ticket=consumes(under_way))
    def given_up(self, ticket: Ticket | None) -> None:
        if ticket is None:
            return
        self.breaker.abandon(ticket)
        if ticket in self.probes:
            self.probes = []
        if ticket in self.current:
            self.current.remove(ticket)

    @rule(seconds=st.floats(0, 40))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @invariant()
    def stands_as_it_should(self) -> None:
        assert self.breaker.state(self.now) is self._seen()
        assert self.breaker.ready(self.now) == self._may_come()
        waits_s = self.breaker.waits_s(self.now)
        expected = self.opens_again - self.now if self._seen() is State.OPEN else 0.0
        assert waits_s == pytest.approx(expected)

    @invariant()
    def one_probe_at_a_time(self) -> None:
        assert len(self.probes) <= 1

    def _seen(self) -> State:
        if self.state is State.CLOSED:
            return State.CLOSED
        return State.OPEN if self.now < self.opens_again else State.HALF_OPEN

    def _may_come(self) -> bool:
        seen = self._seen()
        return seen is State.CLOSED or (seen is State.HALF_OPEN and not self.probes)

    def _ended(self, ticket: Ticket, *, answered: bool) -> None:
        self.current.remove(ticket)
        self.outcomes.append(answered)

    def _is_too_much(self) -> bool:
        last = self.outcomes[-LIMITS.window :]
        in_a_row = self.outcomes[-LIMITS.consecutive :]
        if len(in_a_row) == LIMITS.consecutive and not any(in_a_row):
            return True
        return len(last) == LIMITS.window and last.count(False) >= LIMITS.share * LIMITS.window

    def _turned(self, state: State) -> None:
        self.state = state
        self.probes, self.current, self.outcomes = [], [], []


TestCalls = Calls.TestCase


def test_pauses_double_up_to_a_bound() -> None:
    breaker, now = Breaker(LIMITS), 0.0
    pauses = []
    for _ in range(LIMITS.consecutive):
        ticket = breaker.admit(now)
        assert ticket is not None
        breaker.fail(ticket, now)
    for _ in range(6):
        pauses.append(breaker.waits_s(now))
        now += pauses[-1]
        probe = breaker.admit(now)
        assert probe is not None
        assert breaker.admit(now) is None
        breaker.fail(probe, now)
    assert pauses == [2, 4, 8, 16, 30, 30]


def test_an_engine_that_came_back_starts_anew() -> None:
    breaker, now = Breaker(LIMITS), 0.0
    for _ in range(3):
        for _ in range(LIMITS.consecutive):
            ticket = breaker.admit(now)
            assert ticket is not None
            breaker.fail(ticket, now)
        assert breaker.waits_s(now) == LIMITS.first_s
        now += LIMITS.first_s
        probe = breaker.admit(now)
        assert probe is not None
        breaker.succeed(probe)
        assert breaker.state(now) is State.CLOSED


def test_a_hundred_calls_that_fail_together_open_it_once() -> None:
    breaker = Breaker(LIMITS)
    tickets = [breaker.admit(0.0) for _ in range(100)]
    for ticket in tickets:
        assert ticket is not None
        breaker.fail(ticket, 1.0)
    assert breaker.waits_s(1.0) == LIMITS.first_s


@pytest.mark.parametrize("late", ["succeed", "fail"])
def test_what_comes_late_changes_nothing(late: str) -> None:
    breaker = Breaker(LIMITS)
    early, *others = (breaker.admit(0.0) for _ in range(1 + LIMITS.consecutive))
    assert early is not None
    for ticket in others:
        assert ticket is not None
        breaker.fail(ticket, 0.0)
    if late == "succeed":
        breaker.succeed(early)
    else:
        breaker.fail(early, 1.0, retry_after_s=50.0)
    assert breaker.waits_s(0.0) == LIMITS.first_s
