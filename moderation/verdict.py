"""What the moderation of one text found, and what is to be done about it."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["allow", "review", "block"]
"""Deliver; put before staff; refuse and explain."""
Certainty = Literal["sure", "likely"]
"""Nobody who reads it doubts it; a person should look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One passage that a rule objects to.

    `start` and `end` are offsets in Unicode code points of the original text, as the sender wrote
    it, half-open as Python slices are: `text[start:end]` is the passage.
    `category` is what it is about ("phone", "link", ...), `rule` names the rule that fired, and
    `view` the reading of the text it fired on ("plain", or one such as "latin"), so that staff can
    tell why "w h a t s" was found.
    `message` is the index of the message among several that were judged together.
    """

    start: int
    end: int
    category: str
    rule: str
    view: str
    certainty: Certainty = "sure"
    message: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: what to do, and the passages that say why, by message and place.

    `shadow` are findings of rules that are being tried out: they never change the action.
    """

    action: Action
    findings: tuple[Finding, ...] = ()
    shadow: tuple[Finding, ...] = ()
