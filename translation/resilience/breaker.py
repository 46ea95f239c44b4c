"""When to leave an engine alone: a circuit breaker, pure; the time is passed in.

    closed ──failures──▶ open ──back-off over──▶ half-open ──the probe succeeds──▶ closed
                           ▲                         │
                           └──────the probe fails────┘

Each period of being open is twice as long as the one before, up to a bound. A half-open breaker
lets one call through, the probe, and all others wait for what becomes of it.
"""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a breaker stands."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class Limits:
    """When it opens and for how long.

    It opens after `consecutive` failures in a row, or once `share` of the last `window` calls
    failed. It stays open for `first_s` seconds, doubled each time, `longest_s` at most. Four in a
    row are as many as run at once: an engine that hangs costs one time limit.
    """

    consecutive: int = 4
    share: float = 0.5
    window: int = 20
    first_s: float = 5.0
    longest_s: float = 300.0


class Ticket:
    """That a call was let through. What becomes of it is told once."""

    __slots__ = ("era",)

    def __init__(self, era: int) -> None:
        self.era = era


class Breaker:
    """Let calls in by `admit`, and tell what became of each; `now` never goes back.

    What a call brings that was let in before the state last changed is ignored: a hundred calls
    that time out together open it once, and a late success does not close it.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._recent: deque[bool] = deque(maxlen=self._limits.window)
        self._in_a_row = 0
        self._openings = 0
        self._until: float | None = None
        self._probe: Ticket | None = None
        self._era = 0

    def state(self, now: float) -> State:
        """How it stands."""
        if self._until is None:
            return State.CLOSED
        return State.OPEN if now < self._until else State.HALF_OPEN

    def ready(self, now: float) -> bool:
        """Whether `admit` would let a call through."""
        state = self.state(now)
        return state is State.CLOSED or (state is State.HALF_OPEN and self._probe is None)

    def waits_s(self, now: float) -> float:
        """Seconds until it may let a call through; 0 where time is not what it waits for."""
        return 0.0 if self._until is None else max(self._until - now, 0.0)

    def admit(self, now: float) -> Ticket | None:
        """A ticket for one call, or None: leave the engine alone."""
        if not self.ready(now):
            return None
        ticket = Ticket(self._era)
        if self._until is not None:
            self._probe = ticket
        return ticket

    def succeed(self, ticket: Ticket) -> None:
        """The engine answered."""
        if ticket.era != self._era:
            return
        if ticket is self._probe:
            self._close()
            return
        self._in_a_row = 0
        self._recent.append(True)

    def fail(self, ticket: Ticket, now: float, *, retry_after_s: float | None = None) -> None:
        """It did not. Where it says when to ask again, it is left alone until then."""
        if ticket.era != self._era:
            return
        self._in_a_row += 1
        self._recent.append(False)
        if ticket is self._probe or retry_after_s is not None or self._is_too_much():
            self._open(now, retry_after_s)

    def abandon(self, ticket: Ticket) -> None:
        """Nothing was learned: the call was cancelled, or said nothing of how the engine is."""
        if ticket is self._probe:
            self._probe = None

    def _is_too_much(self) -> bool:
        if self._in_a_row >= self._limits.consecutive:
            return True
        full = len(self._recent) == self._limits.window
        return full and self._recent.count(False) >= self._limits.share * self._limits.window

    def _open(self, now: float, retry_after_s: float | None) -> None:
        pause = self._limits.first_s * 2.0 ** min(self._openings, 32)
        pause = min(pause, self._limits.longest_s)
        self._openings += 1
        self._until = now + max(pause, retry_after_s or 0.0)
        self._turn()

    def _close(self) -> None:
        self._openings = 0
        self._until = None
        self._turn()

    def _turn(self) -> None:
        self._era += 1
        self._probe = None
        self._in_a_row = 0
        self._recent.clear()
