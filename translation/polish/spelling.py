"""Before the first engine: what was typed in a hurry, as the engines' dictionaries know it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from translation.polish.accents import accented, past, since
from translation.polish.address import singular
from translation.polish.french import uninverted
from translation.polish.pronouns import single
from translation.polish.sentences import parted, presented
from translation.polish.tables import rows

_LANGUAGES = frozenset({"en", "es", "fr", "it", "pt"})

_WORD = re.compile(r"(?<![\w@'’-])[^\W_]+")
_GOES_ON = re.compile(r"[\w'’-]")

_Entry = tuple[str, str]
"""A wording in small letters, and its form."""


def before(text: str, source: str) -> str:
    """The sentence with short forms written out, accents set and idioms put plainly.

    A question after a statement becomes a sentence of its own, and what begins and ends with
    nothing gets a capital and a full stop: engines were fed with tidy sentences.
    """
    if source not in _LANGUAGES:
        return text
    plain = _replaced(spelled(text, source), source, "wording")
    plain = parted(single(singular(since(plain))) if source == "es" else plain, source)
    return presented(uninverted(plain) if source == "fr" else plain, source)


def spelled(text: str, source: str) -> str:
    """The sentence with short forms written out and accents set, and nothing else changed."""
    text = past(text) if source == "es" else text
    return accented(_replaced(text, source, "spelling"), source)


def _replaced(text: str, source: str, name: str) -> str:
    """Each known wording by its form, the longest first; a look into a table for each word."""
    table, small = _table(source, name), text.lower()
    if not table or len(small) != len(text):
        return text
    parts, end = [], 0
    for word in _WORD.finditer(small):
        found = _found(small, word.start(), table.get(word.group(), ()))
        if found and word.start() >= end:
            known, form = found
            parts += [text[end : word.start()], _like(form, text[word.start()])]
            end = word.start() + len(known)
    return "".join([*parts, text[end:]])


def _found(text: str, start: int, entries: Sequence[_Entry]) -> _Entry | None:
    for entry in entries:
        if text.startswith(entry[0], start) and not _GOES_ON.match(text, start + len(entry[0])):
            return entry
    return None


def _like(form: str, model: str) -> str:
    """With the capital that the writer set."""
    return form[:1].upper() + form[1:] if model.isupper() else form


@cache
def _table(source: str, name: str) -> Mapping[str, Sequence[_Entry]]:
    """By the first word."""
    table: dict[str, list[_Entry]] = defaultdict(list)
    for known, form in sorted(rows(f"{name}-{source}.txt"), key=lambda row: -len(row[0])):
        first = _WORD.search(known.lower())
        if first is None:
            raise ValueError(f"no word: {known!r}")
        table[first.group()].append((known.lower(), form))
    return dict(table)
