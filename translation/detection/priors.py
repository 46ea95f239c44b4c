"""What is likely before a word is read: the sender's profile, then what they wrote before.

Counted as messages: each language starts with a fraction of one, the profile's is given some, and
each earlier message of the sender is worth its own. So a profile that is wrong is outvoted by the
conversation, and either by words that are clear.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log

REMEMBERED = 8
"""Earlier messages that count; somebody who changes language is followed soon."""

_ANY = 0.1
_PROFILE = 8.0
_MESSAGE = 1.0
"""A profile alone is worth 9 in 10 against six languages of one script: the share of profiles that
are right where one in ten is wrong."""


def prior(
    languages: Iterable[str], profile: str | None, history: Sequence[str]
) -> Mapping[str, float]:
    """The logarithm of how much speaks for each language; `history` has the newest last."""
    recent = history[-REMEMBERED:]
    return {
        lang: log(_ANY + _PROFILE * (lang == profile) + _MESSAGE * recent.count(lang))
        for lang in languages
    }
