"""Whether a translation kept what it had to keep."""

import re
from typing import Final

import regex

from translation.protection.counts import same_numbers
from translation.protection.marks import PLACEHOLDER, Lost

_MARKUP: Final = re.compile(
    r"</?[A-Za-z!][A-Za-z0-9]{0,15}(?:\s[^<>]{0,400})?/?>|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});"
)
_LINE_BREAK: Final = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TURNING: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""What makes text run the other way, and hides which part of it comes first."""
_HEAPED: Final = regex.compile(r"\p{M}{9}")
"""More marks on one letter than any orthography has; such cover the lines around them."""
_ADDRESS: Final = re.compile(r"https?://|\bwww\.|\w@\w[\w-]{0,60}\.\w", re.IGNORECASE)
_REPEATED: Final = re.compile(r"(?<!\w)(\w{1,30})(?:\W{1,3}\1(?!\w)){3}")
_TIMES_LONGER: Final = 5
_LONGER: Final = 60
_TIMES_SHORTER: Final = 10
"""Chinese needs a third of the characters of English; a tenth is no translation any more."""


def check(before: str, after: str) -> None:
    """Raises Lost unless the translation `after` has all that the masked text `before` had.

    Each placeholder exactly once; the same numbers, small ones as digits or words; no mark-up,
    addresses or line breaks of its own, and nothing that upsets the text around it; neither a
    fraction nor a multiple of the length; no word repeated on and on.
    """
    for problem, holds in _PROBLEMS.items():
        if holds(before, after):
            raise Lost(problem)


def _placeholders_differ(before: str, after: str) -> bool:
    wanted, found = PLACEHOLDER.findall(before), PLACEHOLDER.findall(after)
    return sorted(wanted) != sorted(found) or len(set(wanted)) != len(wanted)


def _digits_differ(before: str, after: str) -> bool:
    return not same_numbers(before, after)


def _too_long(before: str, after: str) -> bool:
    return len(after) > _TIMES_LONGER * len(before) + _LONGER


def _too_short(before: str, after: str) -> bool:
    return len(after.strip()) * _TIMES_SHORTER < len(before.strip())


def _has_markup(before: str, after: str) -> bool:
    return any(found not in before for found in _MARKUP.findall(after))


def _breaks_lines(before: str, after: str) -> bool:
    return len(_LINE_BREAK.findall(after.strip())) > len(_LINE_BREAK.findall(before))


def _upsets(before: str, after: str) -> bool:
    return any(sign.search(after) and not sign.search(before) for sign in (_TURNING, _HEAPED))


def _has_addresses(before: str, after: str) -> bool:
    return _ADDRESS.search(after) is not None and _ADDRESS.search(before) is None


def _repeats(before: str, after: str) -> bool:
    return _REPEATED.search(after) is not None and _REPEATED.search(before) is None


_PROBLEMS: Final = {
    "a placeholder is missing, new or there twice": _placeholders_differ,
    "a number is missing or new": _digits_differ,
    "much longer than what was translated": _too_long,
    "much shorter than what was translated": _too_short,
    "mark-up that was not there": _has_markup,
    "line breaks that were not there": _breaks_lines,
    "an address that was not there": _has_addresses,
    "signs that upset the text around them": _upsets,
    "the same word again and again": _repeats,
}
