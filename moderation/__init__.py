"""Moderation of chat messages: contact and payment outside the marketplace. Stands alone.

    check("add me on w h 4 t s a p p")  ->  Verdict(action="block", findings=(Finding(...),))

`check` and `check_conversation` use the built-in rules; `Moderation` compiles a marketplace's own.
Pure and deterministic: no clock, no chance, no input or output after the data files are read.
"""

from collections.abc import Sequence
from functools import cache

from moderation.catalogue import RuleInfo, catalogue
from moderation.context import SIDES, STAGES, Context, Side, Stage
from moderation.engine import Moderation
from moderation.hints import hint
from moderation.overrides import BadOverrides, Mode, Overrides, Term
from moderation.pictures import Part, PartKind
from moderation.policy import BadPolicy, Policy, StrikePolicy
from moderation.sequences import WINDOW
from moderation.verdict import Action, Certainty, Finding, Verdict

__all__ = [
    "SIDES",
    "STAGES",
    "WINDOW",
    "Action",
    "BadOverrides",
    "BadPolicy",
    "Certainty",
    "Context",
    "Finding",
    "Mode",
    "Moderation",
    "Overrides",
    "Part",
    "PartKind",
    "Policy",
    "RuleInfo",
    "Side",
    "Stage",
    "StrikePolicy",
    "Term",
    "Verdict",
    "catalogue",
    "check",
    "check_conversation",
    "hint",
]


def check(text: str, context: Context | None = None) -> Verdict:
    """What is to be done about one message, and why, by the built-in rules."""
    return _builtin().check(text, context)


def check_conversation(messages: Sequence[str], context: Context | None = None) -> Verdict:
    """The same of one sender's messages, oldest first, read alone and together."""
    return _builtin().check_conversation(messages, context)


@cache
def _builtin() -> Moderation:
    return Moderation()
