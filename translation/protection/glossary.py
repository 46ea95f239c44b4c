"""The shop's own terms: put into the other language as the shop words them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from translation.protection.models import starts_sentence
from translation.protection.scripts import DENSE
from translation.protection.spans import Span

_PLURALS: Final = {
    "en": ("s", "es"),
    "es": ("s", "es"),
    "fr": ("s", "x"),
    "pt": ("s", "es"),
    "de": ("en", "er", "n", "e", "s"),
}
"""Endings that a term may have besides its own form, by language."""

_WITH_S: Final = frozenset({"en", "es", "fr", "pt"})
_VOWELS: Final = frozenset("aeiouáéíóúâêôãõ")


def glossary(
    text: str, entries: tuple[Mapping[str, str], ...], source: str, target: str
) -> Iterator[Span]:
    """Where the shop's terms stand, the longer of two first; their values are its wording.

    Letters of either case match, and simple plurals, which become simple plurals.
    """
    if not entries:
        return
    folded = text.lower()
    if len(folded) != len(text):
        folded = text
    taken = bytearray(len(text))
    for term, wording in _pairs(tuple((e.get(source, ""), e.get(target, "")) for e in entries)):
        for start, end, plural in _found(folded, term, source):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Span(start, end, _worded(text, start, wording, target, plural=plural))


@lru_cache(maxsize=256)
def _pairs(entries: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    usable = [(term.strip().lower(), wording.strip()) for term, wording in reversed(entries)]
    pairs = {term: wording for term, wording in usable if term and wording}
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


def _found(folded: str, term: str, source: str) -> Iterator[tuple[int, int, bool]]:
    start = folded.find(term)
    while start >= 0:
        end = start + len(term)
        if not _letter(folded[start - 1 : start]) or not _letter(term[0]):
            ending = _ending(folded, end, source) if _letter(term[-1]) else ""
            if ending is not None:
                yield start, end + len(ending), bool(ending)
        start = folded.find(term, end)


def _ending(folded: str, end: int, source: str) -> str | None:
    """What is left of the word: nothing, a plural's ending, or None for another word."""
    for ending in ("", *_PLURALS.get(source, ())):
        after = end + len(ending)
        if folded.startswith(ending, end) and not _letter(folded[after : after + 1]):
            return ending
    return None


def _letter(character: str) -> bool:
    """One that would make it a longer word."""
    return character.isalnum() and character < DENSE


def _worded(text: str, start: int, wording: str, target: str, *, plural: bool) -> str:
    if plural and target in _WITH_S and wording.isalpha() and wording[-1] not in "sxz":
        soft = target in {"en", "fr"} or wording[-1].lower() in _VOWELS
        wording += "s" if soft else "es"
    if text[start].isupper() and wording[0].islower() and starts_sentence(text, start):
        return wording[0].upper() + wording[1:]
    return wording
