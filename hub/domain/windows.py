"""What a sender said lately in a conversation: a number may be told piece by piece."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 10
"""Messages, the one that is judged included."""
SPAN = timedelta(minutes=30)
CHARACTERS = 4_000
"""Code points kept of them; pieces of a number are short."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `seq` is None until it is committed."""

    client_id: str
    text: str
    at: datetime
    seq: int | None = None


Window = tuple[Said, ...]
"""Oldest first."""


def recent(window: Window, now: datetime) -> Window:
    """What still counts at `now`, besides the message to be judged."""
    kept: list[Said] = []
    room = CHARACTERS
    for said in reversed(window[-(MOST - 1) :]):
        room -= len(said.text)
        if room < 0 or now - said.at > SPAN:
            break
        kept.append(said)
    return tuple(reversed(kept))


def without(window: Window, client_id: str) -> Window:
    """The window as it was but for one message, which is being sent again."""
    return tuple(said for said in window if said.client_id != client_id)


def extended(window: Window, said: Said) -> Window:
    """With the newest message, known once."""
    return recent((*without(window, said.client_id), said), said.at)


def numbered(window: Window, client_id: str, seq: int) -> Window:
    """With a message's number filled in."""
    return tuple(
        Said(said.client_id, said.text, said.at, seq) if said.client_id == client_id else said
        for said in window
    )
