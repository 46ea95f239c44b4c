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
_ENGLISH_UNTOLD = 0.2
"""Where nothing is known of the sender: parts, models, addresses ("Fuel Economy Display Mpg") are
English more often than anything else they resemble."""

_PROFILE = 8.0
_MESSAGE = 3.0
"""A profile alone stands at 94 in 100 against five other languages of its script: of 3, 8 and 20
tried on development messages, the one with the fewest mistakes over right profiles and one wrong in
four together. Three messages outvote it."""

_PROFILE_ELSEWHERE = 2.0
"""Where the marketplace does not offer their language, people mostly write in one that it does."""


def prior(
    languages: Iterable[str], profile: str | None, history: Sequence[str], *, offered: bool
) -> Mapping[str, float]:
    """The logarithm of how much speaks for each language; `history` has the newest last.

    `offered` says that the profile's language is one of the marketplace's.
    """
    recent = history[-REMEMBERED:]
    some = dict.fromkeys(languages, _ANY)
    if profile is None and not recent and "en" in some:
        some["en"] = _ENGLISH_UNTOLD
    own = _PROFILE if offered else _PROFILE_ELSEWHERE
    return {
        lang: log(start + own * (lang == profile) + _MESSAGE * recent.count(lang))
        for lang, start in some.items()
    }
