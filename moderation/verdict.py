"""What the moderation of one text found, and what is to be done about it."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["allow", "review", "block"]
"""Deliver; deliver and put before staff; refuse and explain."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One passage that a rule objects to.

    `start` and `end` are offsets in Unicode code points of the original text, as the sender wrote
    it, half-open as Python slices are: `text[start:end]` is the passage.
    `category` is what it is about ("phone", "link", "abuse", ...), `rule` names the rule that
    fired, and `view` the reading of the text it fired on ("original", or a normalised one such as
    "skeleton"), so that staff can tell why "w h a t s" was found.
    """

    start: int
    end: int
    category: str
    rule: str
    view: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one text: what to do, and the passages that say why, by `start`."""

    action: Action
    findings: tuple[Finding, ...] = ()
