"""Digits however they are written: figures, words, look-alike letters, drawn together in order.

A `Chain` is what a reader takes for one number: "four-1-five 555 01 four 2" is 4155550142.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from moderation.folding import PLAIN
from moderation.lexicon import is_word
from moderation.views import View

Kind = Literal["figures", "word", "lookalike"]
MAX_GAP = 26
"""Code points between two parts of one number, join words included."""
_FIGURES = re.compile(r"\d+")
_LOOKALIKE = re.compile(r"(?<![^\W_])(?=[oilsbzg|]*\d)[\doilsbzg|]{2,}(?![^\W_])|(?<=\d[ .-])o(?=[ .-]\d)")
_LOOKS = str.maketrans("oilsbzg|", "01158291")
_TOKEN = re.compile(r"[^\W_]+")
_PLAIN_GAP = re.compile(r"[^\w€$£¥₽₹%°\"″=]{0,6}|_{1,3}")
_LETTER_GAP = re.compile(r"[\W_]{0,2}[a-wyz][\W_]{0,2}")
_DATE = re.compile(
    r"(?<![\d./-])(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})"
    r"(?![./-]?\d)"
)
_TIME = re.compile(r"(?<![\d:])[0-2]?\d[:h][0-5]\d(?![\d:])")
_AMOUNT = re.compile(
    r"[€$£¥₽₹]\s?\d[\d.,]*|(?<![\d.,])\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d{1,2})?\s?[€$£¥₽₹%](?!\d)"
    r"|(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d\d)?(?![\d,])|(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d\d(?![\d.])"
)
_SIZE = re.compile(r"\d+(?:[.,]\d+)?\s?[x×*]\s?\d+(?:[.,]\d+)?(?:\s?[x×*]\s?\d+(?:[.,]\d+)?)*")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a number, at its place in the view."""

    start: int
    end: int
    digits: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts that are read as one number, in a view."""

    view: View
    parts: tuple[Part, ...]
    gaps: tuple[str, ...]

    @property
    def digits(self) -> str:
        return "".join(part.digits for part in self.parts)

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def groups(self) -> list[str]:
        return [part.digits for part in self.parts]


Words = Sequence[tuple[int, int, str]]


def chains(view: View, words: Words, fewest: int = 7) -> list[Chain]:
    """The numbers of a view that have at least `fewest` digits.

    `words`: (start, end, digits) of the number words found in the view; digits "*2" doubles the
    digit that follows.
    """
    parts = _parts(view.text, words)
    if sum(len(part.digits) for part in parts) < fewest:
        return []
    found = [_chain(view, run) for run in _runs(view.text, parts)]
    return [chain for chain in found if len(chain.digits) >= fewest]


def _chain(view: View, run: Sequence[Part]) -> Chain:
    gaps = tuple(view.text[a.end : b.start] for a, b in pairwise(run))
    return Chain(view, tuple(run), gaps)


def _runs(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    run: list[Part] = []
    for part in parts:
        if run and not _joined(text[run[-1].end : part.start], run[-1], part):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _joined(gap: str, before: Part, after: Part) -> bool:
    if len(gap) > MAX_GAP:
        return False
    if _PLAIN_GAP.fullmatch(gap) or _joins().fullmatch(gap):
        return True
    grouped = len(before.digits) > 1 and len(after.digits) > 1
    return grouped and _LETTER_GAP.fullmatch(gap) is not None


@cache
def _joins() -> re.Pattern[str]:
    data = tomllib.loads((files("moderation") / "data" / "joins.toml").read_text("utf-8"))
    words = sorted({word.translate(PLAIN) for known in data.values() for word in known}, key=len)
    spoken = "|".join(re.escape(word) for word in reversed(words))
    return re.compile(rf"[\W_]{{0,4}}(?:{spoken})[\W_]{{0,4}}")


def _parts(text: str, words: Words) -> list[Part]:
    hidden = _hidden(text)
    taken: list[Part] = []
    taken.extend(_spoken(text, words))
    covered = {place for part in taken for place in range(part.start, part.end)}
    for pattern, kind in ((_LOOKALIKE, "lookalike"), (_FIGURES, "figures")):
        for match in pattern.finditer(text):
            place = match.start()
            if place in covered or any(start <= place < end for start, end in hidden):
                continue
            digits = match.group().translate(_LOOKS)
            real: Kind = "figures" if match.group().isdigit() else kind  # type: ignore[assignment]
            taken.append(Part(*match.span(), digits, real))
            covered.update(range(*match.span()))
    return _multiplied(sorted(taken, key=lambda part: part.start))


def _hidden(text: str) -> list[tuple[int, int]]:
    """Passages whose digits say when, how much or how large."""
    patterns = (_DATE, _TIME, _AMOUNT, _SIZE)
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def _multiplied(parts: Iterable[Part]) -> list[Part]:
    """ "double five" is 55."""
    result: list[Part] = []
    times = 1
    for part in parts:
        if part.digits.startswith("*"):
            times = int(part.digits[1:])
            continue
        digits = part.digits[:1] * (times - 1) + part.digits
        result.append(Part(part.start, part.end, digits, part.kind))
        times = 1
    return result


def _spoken(text: str, words: Words) -> Iterator[Part]:
    """Number words that fill their token: "fouronefive" and "null171" do, "someone" does not."""
    by_start: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for start, end, digits in sorted(words, key=lambda word: (word[0], -word[1])):
        by_start[start].append((end, digits))
    place = 0
    for start in sorted(by_start):
        if start < place or not _opens(text, start, place):
            continue
        tiles = _tiles(text, start, by_start)
        for begin, end, digits in tiles or ():
            yield Part(begin, end, digits, "word")
            place = end


def _opens(text: str, start: int, after: int) -> bool:
    if start == 0 or start == after:
        return True
    before = text[start - 1]
    return not is_word(before) or not is_word(text[start]) or before.isdigit()


def _tiles(
    text: str, start: int, by_start: dict[int, list[tuple[int, str]]]
) -> list[tuple[int, int, str]] | None:
    """Words and figures one after the other until the token ends; None if something else is there."""
    tiles: list[tuple[int, int, str]] = []
    place = start
    while True:
        choice = next(((end, digits) for end, digits in by_start.get(place, ()) if _goes_on(text, end, by_start)), None)
        if choice is None:
            return tiles or None
        end, digits = choice
        tiles.append((place, end, digits))
        place = end
        figures = _FIGURES.match(text, place)
        if figures:
            place = figures.end()


def _goes_on(text: str, end: int, by_start: dict[int, list[tuple[int, str]]]) -> bool:
    """After a number word the token ends, or another number follows."""
    if end >= len(text) or not is_word(text[end]) or not is_word(text[end - 1]):
        return True
    return text[end].isdigit() or end in by_start
