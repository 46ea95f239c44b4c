"""Makes and models by how they are written: "Galaxy S23 Ultra", "iPhone 15 Pro", "Air Max 90".

A model's name is its code with the capitalised words beside it. At the start of a sentence, and in
German, any word has a capital: there only known names count.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from translation.protection.scripts import LATIN
from translation.protection.spans import Span

_NAME: Final = re.compile(
    rf"(?<![{LATIN}0-9_])(?:[A-Z][{LATIN}0-9]{{1,24}}|[a-z]{{1,2}}[A-Z][A-Za-z]{{1,24}})"
    rf"(?![{LATIN}0-9_])"
)
_CAMEL: Final = re.compile(r"[A-Za-z]?[a-z]{1,20}[A-Z][A-Za-z]*")
_BEFORE: Final = re.compile(rf"(?:(?<![{LATIN}0-9_])[A-Z][{LATIN}0-9]{{1,24}}[ -]){{1,3}}$")
_SMALL: Final = r"(?:pro|max|ultra|plus|mini|lite|note|air|slim|fe|se)"
_AFTER: Final = re.compile(
    rf"(?:[ -](?:[A-Z][{LATIN}]{{0,24}}|{_SMALL}|[1-9]\d{{0,2}}[A-Za-z]?)"
    rf"(?![’.,]?[{LATIN}0-9_])){{1,3}}"
)
_NEXT: Final = re.compile(rf"[ -][{LATIN}0-9]+")
_LAST: Final = re.compile(rf"[{LATIN}0-9]+[ -]")
_FAR: Final = 78
_SHORT: Final = 3
_OPENING: Final = " \t\"'“«(¿¡"
_ENDS: Final = ".!?…\n\r:;。！？•"


def models(text: str) -> Iterator[Span]:
    """Known names with the number or the ending of the model, and lines that are written small."""
    for match in _NAME.finditer(text):
        if is_known(match.group()):
            yield Span(match.start(), _end_of_model(text, match.end()))
    yield from (Span(*match.span()) for match in _lines().finditer(text))


def is_known(word: str) -> bool:
    """A make or product line, or written as no ordinary word is ("iPhone", "PowerCore")."""
    return word in _words("known") or _CAMEL.fullmatch(word) is not None


def named(text: str, start: int, end: int, source: str) -> Span:
    """A code with the words around it that belong to the model's name."""
    before = _BEFORE.search(text[max(0, start - _FAR) : start])
    if before:
        start -= _names_before(text, start, before.group(), source)
    return Span(start, _end_of_name(text, end, source))


def starts_sentence(text: str, start: int) -> bool:
    """Whether a capital there says nothing."""
    before = text[max(0, start - 8) : start].rstrip(_OPENING)
    return start == 0 or not before or before[-1] in _ENDS


def _names_before(text: str, start: int, words: str, source: str) -> int:
    """How many characters of the words before a code belong to its name."""
    taken = 0
    for word in reversed(_LAST.findall(words)):
        name, at = word[:-1], start - taken - len(word)
        if not is_known(name) and (starts_sentence(text, at) or not _may_name(name, source)):
            break
        taken += len(word)
    return taken


def _may_name(word: str, source: str) -> bool:
    """Whether its capital makes a word beside a code a name; shouted words say nothing."""
    shouted = word.isupper() and len(word) > _SHORT
    return source != "de" and not shouted and word.lower() not in _words("generic")


def _end_of_name(text: str, end: int, source: str) -> int:
    for word in _following(text, end):
        if word[1].isdigit() or not (
            _may_end(word[1:]) or (not word[1:].isupper() and _may_name(word[1:], source))
        ):
            break
        end += len(word)
    return end


def _end_of_model(text: str, end: int) -> int:
    for word in _following(text, end):
        if not (word[1].isdigit() or _may_end(word[1:])):
            break
        end += len(word)
    return end


def _following(text: str, end: int) -> list[str]:
    """Words that could be more of a name, each with what parts it from the one before."""
    match = _AFTER.match(text, end)
    return _NEXT.findall(match.group()) if match else []


def _may_end(word: str) -> bool:
    """Small ones are in `_AFTER` because they end the names of models."""
    return word.islower() or word in _words("endings") or is_known(word)


@cache
def _words(kind: str) -> frozenset[str]:
    data = files("translation.protection") / "data" / "names.toml"
    return frozenset(tomllib.loads(data.read_text("utf-8"))[kind].split())


@cache
def _lines() -> re.Pattern[str]:
    lines = "|".join(sorted(_words("lines")))
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:{lines})(?:[ -](?:{_SMALL}|[1-9]\d{{0,2}}[a-z]?|[a-z]\d{{1,3}}[a-z]?)"
        rf"(?![{LATIN}0-9])){{0,4}}(?![{LATIN}0-9])"
    )
