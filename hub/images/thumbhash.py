"""ThumbHash: a blurred picture in about 25 bytes, shown until the real one is there.

The format is Evan Wallace's (evanw.github.io/thumbhash), here for pictures without transparency. A
channel is kept as the lowest terms of its cosine transform. These are computed by rows and then by
columns, which is what makes it quick enough in Python.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from operator import mul

from PIL import Image

SIDE = 32
"""Pixels of the longer side of what is looked at: its finest term has seven half waves."""

LUMA_TERMS = 7
CHROMA_TERMS = 3

Rows = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Channel:
    """The mean, the terms (0..1, one half where there is none), and how far these were spread."""

    mean: float
    terms: Sequence[float]
    scale: float


def encode(image: Image.Image) -> bytes:
    """The ThumbHash of an RGB picture."""
    small = image.resize(_small(*image.size), Image.Resampling.BOX, reducing_gap=1.0)
    luma, yellow, red = _opponents(small)
    across, down = (_terms(side, max(small.size)) for side in small.size)
    lights = _channel(luma, max(3, across), max(3, down))
    yellows, reds = (_channel(rows, CHROMA_TERMS, CHROMA_TERMS) for rows in (yellow, red))
    head = _head(lights, yellows, reds, (across, down), landscape=small.width > small.height)
    return head + bytes(_nibbles((*lights.terms, *yellows.terms, *reds.terms)))


def _small(width: int, height: int) -> tuple[int, int]:
    longer = max(width, height, SIDE)
    return max(1, width * SIDE // longer), max(1, height * SIDE // longer)


def _terms(side: int, longer: int) -> int:
    return max(1, _rounded(LUMA_TERMS * side / longer))


def _opponents(image: Image.Image) -> tuple[Rows, Rows, Rows]:
    """Light, yellow against blue, red against green: rows of 0..1, -1..1, -1..1."""
    pixels = image.tobytes()
    red, green, blue = ([value / 255 for value in pixels[n::3]] for n in range(3))
    luma = [(r + g + b) / 3 for r, g, b in zip(red, green, blue, strict=True)]
    yellow = [(r + g) / 2 - b for r, g, b in zip(red, green, blue, strict=True)]
    redness = [r - g for r, g in zip(red, green, strict=True)]
    width = image.width
    return _rows(luma, width), _rows(yellow, width), _rows(redness, width)


def _rows(values: Sequence[float], width: int) -> Rows:
    return [values[start : start + width] for start in range(0, len(values), width)]


def _channel(rows: Rows, across: int, down: int) -> Channel:
    mean, *terms = _transform(rows, across, down)
    scale = max(map(abs, terms))
    if scale:
        terms = [0.5 + 0.5 / scale * term for term in terms]
    return Channel(mean, terms, scale)


def _transform(rows: Rows, across: int, down: int) -> Iterator[float]:
    """The terms of the triangle of low frequencies, row by row."""
    height, width = len(rows), len(rows[0])
    columns = [[sum(map(mul, row, wave)) for row in rows] for wave in _waves(width, across)]
    for number, wave in enumerate(_waves(height, down)):
        for column in columns[: math.ceil(across * (down - number) / down)]:
            yield sum(map(mul, column, wave)) / (width * height)


@lru_cache(maxsize=128)
def _waves(length: int, count: int) -> Sequence[Sequence[float]]:
    return [
        [math.cos(math.pi / length * number * (place + 0.5)) for place in range(length)]
        for number in range(count)
    ]


def _head(
    luma: Channel, yellow: Channel, red: Channel, terms: tuple[int, int], *, landscape: bool
) -> bytes:
    first = (
        _rounded(63 * luma.mean)
        | _rounded(31.5 + 31.5 * yellow.mean) << 6
        | _rounded(31.5 + 31.5 * red.mean) << 12
        | _rounded(31 * luma.scale) << 18
    )
    second = (
        min(terms) | _rounded(63 * yellow.scale) << 3 | _rounded(63 * red.scale) << 9
    ) | landscape << 15
    return first.to_bytes(3, "little") + second.to_bytes(2, "little")


def _nibbles(terms: Iterable[float]) -> Iterator[int]:
    """Two terms a byte, the earlier one below."""
    values = [_rounded(15 * term) for term in terms]
    for low, high in zip_longest(values[::2], values[1::2], fillvalue=0):
        yield low | high << 4


def _rounded(value: float) -> int:
    """Halves go up, as they do in JavaScript, where the format comes from."""
    return math.floor(value + 0.5)
