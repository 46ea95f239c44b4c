"""Texts and queries as search terms: case and diacritics folded, Chinese as pairs of characters.

A word is one term. A run of characters written without spaces (Han, kana, Thai, ...) becomes its
characters and its overlapping pairs, so that every substring is found by equality; a word is found
by its beginning as well.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

MAX_TERM = 40
"""Longer words are cut: a term is an index key."""
MAX_DIGITS = 3
"""In a word that can be found by its beginning."""
MAX_QUERY_TERMS = 12

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = regex.compile(
    rf"(?V1)(?P<run>[{_UNSPACED}]+)|(?P<word>[[\p{{L}}\p{{N}}_]--[{_UNSPACED}]]+)"
)


_ASCII_WORD = re.compile(r"[A-Za-z0-9_]+")
_MARKS = dict.fromkeys(c for c in range(sys.maxunicode + 1) if unicodedata.combining(chr(c)))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the offset in the original of the folded character i."""

    text: str
    origin: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What must all be in a text. The last word is a beginning; `needles` are what to highlight."""

    terms: tuple[str, ...]
    prefix: str | None
    needles: tuple[str, ...]


def fold(text: str) -> Folded:
    """Casefolded, compatibility-decomposed, without marks; with the way back to the original."""
    folded: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                origin.append(offset)
    return Folded("".join(folded), tuple(origin))


def terms(text: str) -> list[str]:
    """The distinct terms under which a text is found, in order of appearance."""
    plain = _plain(text)
    if plain.isascii():
        return list(dict.fromkeys(word[:MAX_TERM] for word in _ASCII_WORD.findall(plain)))
    return list(dict.fromkeys(_terms_of(plain)))


def is_word(term: str) -> bool:
    """Whether a term can be meant by its beginning: not a piece of an unspaced run, nor a number.

    Long numbers are found whole: they are often personal, and better not kept in a list of words.
    """
    return _is_word(term[0]) and sum(map(str.isdigit, term)) <= MAX_DIGITS


def parse_query(text: str) -> Query:
    """A person's query as terms. A query without a letter or digit has none."""
    folded = fold(text).text
    tokens = list(_TOKEN.finditer(folded))[:MAX_QUERY_TERMS]
    exact: list[str] = []
    prefix = None
    for token in tokens:
        piece = token.group()
        if token["run"]:
            exact.extend(_pairs(piece) if len(piece) > 1 else piece)
        elif token is tokens[-1] and token.end() == len(folded):
            prefix = piece[:MAX_TERM]
        else:
            exact.append(piece[:MAX_TERM])
    return Query(tuple(dict.fromkeys(exact)), prefix, tuple(t.group() for t in tokens))


def spans(text: str, query: Query) -> list[tuple[int, int]] | None:
    """Where the query's words stand in the original text, in code points; None if one is missing.

    Words match from their beginning, unspaced runs anywhere.
    """
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for needle in query.needles:
        hits = list(_occurrences(folded, needle))
        if not hits:
            return None
        found.extend(hits)
    return _merged(found)


def _plain(text: str) -> str:
    """`fold` without the way back, at a fifth of the cost: every message is indexed."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().translate(_MARKS)


def _terms_of(folded: str) -> Iterator[str]:
    for token in _TOKEN.finditer(folded):
        if token["word"]:
            yield token["word"][:MAX_TERM]
        else:
            yield from _pairs(token["run"])
            yield from token["run"]


def _pairs(run: str) -> Iterator[str]:
    return (run[i : i + 2] for i in range(len(run) - 1))


def _occurrences(folded: Folded, needle: str) -> Iterator[tuple[int, int]]:
    anywhere = _TOKEN.fullmatch(needle)["run"] is not None  # type: ignore[index]
    start = folded.text.find(needle)
    while start >= 0:
        if anywhere or start == 0 or not _is_word(folded.text[start - 1]):
            end = start + len(needle) - 1
            yield folded.origin[start], folded.origin[end] + 1
        start = folded.text.find(needle, start + 1)


def _is_word(character: str) -> bool:
    token = _TOKEN.fullmatch(character)
    return token is not None and token["word"] is not None


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
