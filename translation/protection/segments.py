"""Lines and sentences of a masked text."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import regex

from translation.protection.marks import PLACEHOLDER, number_of
from translation.protection.scripts import DENSE


@cache
def _abbreviations(kind: str) -> frozenset[str]:
    data = files("translation.protection") / "data" / "abbreviations.toml"
    return frozenset(tomllib.loads(data.read_text("utf-8"))[kind].split())


class Segment(NamedTuple):
    """`text` is what is to be translated, "" if nothing is; `after` follows it as it is."""

    text: str
    after: str


_LINE: Final = re.compile(r"([^\n\r\u2028\u2029]*)([\n\r\u2028\u2029]+|\Z)")
_MARKER: Final = re.compile(r"[ \t]*(?:[-*•·–—>]|\d{1,2}[.)])[ \t]+")
_END: Final = re.compile(
    r"[.!?؟۔]{1,40}[\"'”’»)\]]{0,3}(?=\s)|[。！？｡]{1,40}[」』）)”\"'》]{0,3}|[…]{1,9}[。！？!?]{1,9}"
)
_BEFORE_STOP: Final = re.compile(r"[\w.-]{0,12}$")
_EDGES: Final = " \t\u00a0\u202f\u3000"
_CROWD: Final = 5
_PAUSE: Final = re.compile(r"[,;，；、،؛][ \u00a0]?")
_WORDS: Final = regex.compile(r"\p{L}")
_PLAIN: Final = regex.compile(r"[\p{L}\p{N}]")


def segments(text: str, values: tuple[str, ...] = ()) -> list[Segment]:
    """The sentences of a masked text; together they are the text.

    With the values of its placeholders, symbols (emoji) at a sentence's edges are left out of it.
    """
    symbols = frozenset(number for number, value in enumerate(values) if not _PLAIN.search(value))
    found: list[Segment] = []
    for line in _LINE.finditer(text):
        for sentence in _sentences(line[1]):
            found += _trimmed(sentence, symbols)
        if line[2]:
            found.append(Segment("", line[2]))
    return _gathered(found)


def _gathered(found: list[Segment]) -> list[Segment]:
    """What is not translated goes to the end of what comes before it."""
    gathered: list[Segment] = []
    for segment in found:
        if gathered and not segment.text:
            gathered[-1] = Segment(gathered[-1].text, gathered[-1].after + segment.after)
        elif segment != ("", ""):
            gathered.append(segment)
    return gathered


def _sentences(line: str) -> Iterator[str]:
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    if marker:
        yield marker.group()
    for match in _END.finditer(line, start):
        if not _goes_on(line, start, match):
            yield from _uncrowded(line[start : match.end()])
            start = match.end()
    yield from _uncrowded(line[start:])


def _goes_on(line: str, start: int, match: re.Match[str]) -> bool:
    """An abbreviation, an initial, or a pause in the middle."""
    mark = match.group()
    if mark[0] != ".":
        return False
    if mark.startswith(".."):
        return True
    before = _BEFORE_STOP.search(line[max(start, match.start() - 12) : match.start()])
    word = before.group().lower() if before else ""
    return _abbreviates(word, line[match.end() : match.end() + 4].lstrip()[:1])


def _abbreviates(word: str, following: str) -> bool:
    """Whether a full stop belongs to its word, by what follows after a blank."""
    if len(word) == 1 and word.isalpha() and word < DENSE:
        return True
    number = following.isdigit() or PLACEHOLDER.match(following) is not None
    return (
        (word in _abbreviations("titles") and following.isalpha())
        or (word in _abbreviations("numbers") and number)
        or (word in _abbreviations("others") and (number or following.islower()))
    )


def _uncrowded(sentence: str) -> Iterator[str]:
    """Engines lose placeholders where many stand in one sentence: then each clause is one."""
    start, seen = 0, 0
    if len(PLACEHOLDER.findall(sentence)) > _CROWD:
        for pause in _PAUSE.finditer(sentence):
            seen = len(PLACEHOLDER.findall(sentence, start, pause.end()))
            if seen >= _CROWD - 1:
                yield sentence[start : pause.end()]
                start = pause.end()
    yield sentence[start:]


def _trimmed(sentence: str, symbols: frozenset[int]) -> Iterator[Segment]:
    start, end = 0, len(sentence)
    while start < end and _is_edge(sentence[start], symbols):
        start += 1
    while end > start and _is_edge(sentence[end - 1], symbols):
        end -= 1
    if not _WORDS.search(sentence, start, end):
        yield Segment("", sentence)
        return
    if start:
        yield Segment("", sentence[:start])
    yield Segment(sentence[start:end], sentence[end:])


def _is_edge(character: str, symbols: frozenset[int]) -> bool:
    if PLACEHOLDER.match(character):
        return number_of(character) in symbols
    return character in _EDGES
