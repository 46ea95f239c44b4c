"""Names in the title of a listing.

A word of the title is a name where something else than its place says so:

- by itself: digits in it, capitals inside ("PowerCore"), all capitals in a title that is not
  ("JBL"), or a make that is known;
- by the title: a capital in the middle of a title that writes its other words small
  ("Oak lamp by Lumina");
- by the message: a capital in the middle of a sentence, also where The Title Has Them Everywhere.

So "lamp" and "oak" are translated. German gives nouns capitals: there only the first kind counts.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from translation.protection.codes import is_code
from translation.protection.models import is_known, starts_sentence
from translation.protection.scripts import DENSE
from translation.protection.spans import Span

_WORD: Final = re.compile(r"[^\W_](?:[\w’'&+-]{0,38}[^\W_])?")
_LONGEST_TITLE: Final = 300
_SMALL: Final = 3
"""Letters of a word that titles leave small anyway ("of", "con")."""


class _Name(NamedTuple):
    word: str
    sure: bool


def names(text: str, title: str, source: str) -> Iterator[Span]:
    """Where words of the title stand in a text as names."""
    if not title:
        return
    folded = text.lower()
    if len(folded) != len(text):
        folded = text
    for name in _names(title[:_LONGEST_TITLE], source):
        yield from _occurrences(text, folded, name)


def _occurrences(text: str, folded: str, name: _Name) -> Iterator[Span]:
    word = name.word.lower()
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        if _apart(text, start, end) and (name.sure or _has_capital(text, start)):
            yield Span(start, end)
        start = folded.find(word, end)


def _apart(text: str, start: int, end: int) -> bool:
    """No part of a longer word; scripts without blanks may touch it."""
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(c.isalnum() and c < DENSE for c in around)


def _has_capital(text: str, start: int) -> bool:
    return text[start].isupper() and not starts_sentence(text, start)


@lru_cache(maxsize=1024)
def _names(title: str, source: str) -> tuple[_Name, ...]:
    words = list(dict.fromkeys(_WORD.findall(title)))
    small = any(word.islower() and len(word) > _SMALL for word in words)
    shouted = title.isupper()
    return tuple(
        _Name(word, sure)
        for place, word in enumerate(words)
        if (
            sure := _is_sure(word, shouted=shouted)
            or _capital_among_small(word, place, source, small=small)
        )
        or (word[0].isupper() and source != "de")
    )


def _is_sure(word: str, *, shouted: bool) -> bool:
    if is_known(word) or is_code(word):
        return True
    return word.isupper() and word.isalpha() and len(word) > 1 and not shouted


def _capital_among_small(word: str, place: int, source: str, *, small: bool) -> bool:
    return small and place > 0 and source != "de" and word[0].isupper() and len(word) > 1
