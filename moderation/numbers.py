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
from itertools import islice, pairwise
from typing import Literal

from moderation.folding import PLAIN
from moderation.lexicon import is_word
from moderation.views import View

Kind = Literal["figures", "word", "lookalike"]
_MOST_PARTS = 400
"""Number words, and runs of figures, of one text that are looked at."""
_FEW = 3
"""Figures from which on look-alike letters may make up a number."""
MAX_GAP = 26
"""Code points between two parts of one number, join words included."""
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"\d+")
_LOOKALIKE = re.compile(
    r"(?<![^\W_])(?:\d[a-z]){2,16}\d(?![^\W_])"
    r"|(?<![^\W_])(?=[oilsbzgㅇ]*\d)[\doilsbzgㅇ]{2,}(?![^\W_])|(?<![^\W_'])o(?![^\W_'])"
    r"|(?<![^\W_])([oilsbzg])\1{1,3}(?![^\W_])"
)
_INTERLEAVED = re.compile(r"(?:\d[a-z]){2,16}\d")
_LOOKS = str.maketrans("oilsbzgㅇ", "01158290")
_FIGURES_OR_O = re.compile(r"\d[\do]*")
_PLAIN_GAP = re.compile(r"(?:[^\w€$£¥₽₹%°\"″=]|_){0,6}")
_LETTER = re.compile(r"[^\W\d_]")
_LETTER_GAP = re.compile(r"[\W_]{0,2}[a-z][\W_]{0,2}")
_DATE = re.compile(
    r"(?<!\d)(?<!\d[./-])(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})"
    r"(?![./-]?\d)"
)
_DAYS = re.compile(
    r"(?<![\d/])[0-3]?\d/(?:0\d|1[0-2])(?![\d/])(?=\s?(?:,|and|y|et|und|e|i|или|и)\s)"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d(?!\d)")
_TIME = re.compile(r"(?<![\d:])[0-2]?\d[:h][0-5]\d(?![\d:])")
_AMOUNT = re.compile(
    r"[€$£¥₽₹]\s?\d[\d.,]{0,12}|(?<![\d.,])\d{1,3}(?:[.,]?\d{3}){0,3}(?:[.,]\d{1,2})?\s?[€$£¥₽₹%](?!\d)"
    r"|(?<![\d.,])\d{1,3}(?:,\d{3}){1,3}(?:\.\d\d)?(?![\d,])|(?<![\d.,])\d{1,3}(?:\.\d{3}){1,3},\d\d(?![\d.])"
)
_SIZE = re.compile(
    r"(?<!\w)(?!(?:\d\s?[x×х*]\s?){4})(?!\d{3}\s?[x×х*]\s?\d{3}\s?[x×х*]\s?\d{4})"
    r"(?:[1-9]\d{0,4}(?:[.,]\d{1,3})?(?:\s?[x×х]\s?[1-9]\d{0,4}(?:[.,]\d{1,3})?){1,3}"
    r"|[1-9]\d{1,4}(?:\s?\*\s?[1-9]\d{1,4}){1,3})(?!\d)(?!\s?[x×х*]\s?0)"
)
_DECIMAL = re.compile(r"(?<![\d.,_])\d{1,4}[.,]\d{1,2}(?![\d_]|[.,]\d|\s\d{2,4}\s\d{2})")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,200}")
_MONTH = re.compile(r"(?<!\d)[01]?\d[/.](?:19|20)\d\d(?!\d)")
_MOST_MEASURED = 8
"""Digits of an amount that a person would write; more is a number in disguise."""


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
    written = len(_FIGURE.findall(view.text))
    spoken = sum(max(2, len(digits)) for _, _, digits in words)
    if written + spoken < fewest and (written < _FEW or not _LOOKALIKE.search(view.text)):
        return []
    parts = _parts(view.text, words)
    if sum(len(part.digits) for part in parts) < fewest:
        return []
    found = [_chain(view, run) for run in _runs(view.text, parts) if run]
    return [chain for chain in found if len(chain.digits) >= fewest]


def _chain(view: View, run: Sequence[Part]) -> Chain:
    gaps = tuple(view.text[a.end : b.start] for a, b in pairwise(run))
    return Chain(view, tuple(run), gaps)


def _runs(text: str, parts: Sequence[Part]) -> Iterator[list[Part]]:
    run: list[Part] = []
    for part in parts:
        if run and not _joined(text[run[-1].end : part.start], run[-1], part):
            yield from _without_codes(text, _trimmed(run))
            run = []
        run.append(part)
    if run:
        yield from _without_codes(text, _trimmed(run))


def _without_codes(text: str, run: list[Part]) -> Iterator[list[Part]]:
    """One letter between figures is a code's ("195/65 R15"); two and more hide a number."""
    lettered = [
        place
        for place in range(1, len(run))
        if _LETTER.search(text[run[place - 1].end : run[place].start])
    ]
    single = [place for place in lettered if run[place].start - run[place - 1].end <= 5]
    if len(single) != 1:
        yield run
        return
    yield run[: single[0]]
    yield run[single[0] :]


def _trimmed(run: list[Part]) -> list[Part]:
    """An "o" at an end is a word, not a zero."""
    lone = [part.kind == "lookalike" and part.end - part.start == 1 for part in run]
    first = next((place for place, alone in enumerate(lone) if not alone), len(run))
    last = next((place for place in range(len(run), first, -1) if not lone[place - 1]), first)
    return run[first:last]


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
    taken = list(_spoken(text, words[:_MOST_PARTS])) if words else []
    covered = {place for part in taken for place in range(part.start, part.end)}
    for start, end in _hidden(text):
        covered.update(range(start, end))
    for pattern, kind in ((_LOOKALIKE, "lookalike"), (_FIGURES, "figures")):
        for match in islice(pattern.finditer(text), _MOST_PARTS):
            place = match.start()
            if place in covered:
                continue
            digits = _digits(match.group())
            real: Kind = "figures" if match.group().isdigit() else kind  # type: ignore[assignment]
            taken.append(Part(*match.span(), digits, real))
            covered.update(range(*match.span()))
    return _added(text, _multiplied(sorted(taken, key=lambda part: part.start)))


def _digits(written: str) -> str:
    if _INTERLEAVED.fullmatch(written):
        return written[::2]
    return written.translate(_LOOKS)


def _added(text: str, parts: list[Part]) -> list[Part]:
    """“five hundred”, "thirty two" is 532: tens and units said after hundreds fill their zeros."""
    result: list[Part] = []
    for part in parts:
        before = result[-1] if result else None
        if before is not None and _fills(text, before, part):
            digits = before.digits[: -len(part.digits)] + part.digits
            result[-1] = Part(before.start, part.end, digits, "word")
        else:
            result.append(part)
    return result


def _fills(text: str, before: Part, part: Part) -> bool:
    if before.kind != "word" or part.kind != "word" or part.digits.startswith("0"):
        return False
    zeros = len(before.digits) - len(before.digits.rstrip("0"))
    close = text[before.end : part.start] in {"", " ", "-", " y ", " e ", " et ", " and ", " و "}
    return (
        close
        and len(part.digits) <= zeros
        and before.digits not in {"0", "10"}
        and zeros < len(before.digits)
    )


def _hidden(text: str) -> list[tuple[int, int]]:
    """Passages whose digits say when, how much or how large."""
    certain = [
        match.span()
        for pattern in (_DATE, _TIME, _MONTH, _DAYS, _YEARS, _LINK)
        for match in pattern.finditer(text)
    ]
    certain += [match.span() for match in _SIZE.finditer(text)]
    measured = [match for pattern in (_AMOUNT, _DECIMAL) for match in pattern.finditer(text)]
    return certain + [
        match.span() for match in measured if sum(map(str.isdigit, match.group())) <= _MOST_MEASURED
    ]


def _multiplied(parts: Iterable[Part]) -> list[Part]:
    """“double five” is 55."""
    result: list[Part] = []
    times, begun = 1, 0
    for part in parts:
        if part.digits.startswith("*"):
            times, begun = int(part.digits[1:]), part.start
            continue
        digits = part.digits[:1] * (times - 1) + part.digits
        result.append(Part(part.start if times == 1 else begun, part.end, digits, part.kind))
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
    if start in (0, after):
        return True
    before = text[start - 1]
    return not is_word(before) or not is_word(text[start]) or before.isdigit()


def _tiles(
    text: str, start: int, by_start: dict[int, list[tuple[int, str]]]
) -> list[tuple[int, int, str]] | None:
    """Words and figures one after the other until the token ends; None if anything else is."""
    tiles: list[tuple[int, int, str]] = []
    place = start
    while True:
        choice = next(
            (
                (end, digits)
                for end, digits in by_start.get(place, ())
                if _goes_on(text, end, by_start)
            ),
            None,
        )
        if choice is None:
            return tiles or None
        end, digits = choice
        tiles.append((place, end, digits))
        place = end
        run = _FIGURES_OR_O.match(text, place)
        if run:
            tiles.append((place, run.end(), run.group().translate(_LOOKS)))
            place = run.end()


def _goes_on(text: str, end: int, by_start: dict[int, list[tuple[int, str]]]) -> bool:
    """After a number word the token ends, or another number follows."""
    if end >= len(text) or not is_word(text[end]) or not is_word(text[end - 1]):
        return True
    return text[end].isdigit() or end in by_start
