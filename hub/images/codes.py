"""QR codes and barcodes in a picture, read by zxing-cpp.

Looks several times, for what is likely at each scale: together they take 10 ms of CPU time for a
photograph of 12 megapixels (2,000 x 1,500 by then), one look for everything at that size 50. QR
codes are looked for at every scale that `full` shows, since they are what people scan, the others
where they are not tiny. How long a look takes never decides whether the next one is made: a busy
machine lets no code through.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

import zxingcpp
from PIL import Image
from zxingcpp import BarcodeFormat, BarcodeFormats, Binarizer

from hub.images.refusals import ImageRefused, Reason
from hub.images.result import Box, Sighting

MOST = 50
"""In one picture, which is refused when it holds more: one could hide behind the others."""

_SMALL = 300
"""Pixels of a longer side under which a code's points may be single pixels, too few to be read."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for in a copy of at most `side` pixels a side.

    `local` finds codes in uneven light; without it a look takes a quarter of the time.
    """

    side: int
    kinds: BarcodeFormats
    local: bool
    inverted: bool


class Points:
    """A grey picture, and its points as zxing-cpp takes them without copying."""

    def __init__(self, grey: Image.Image) -> None:
        self.grey = grey
        self.rows = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))


class Copies:
    """A grey picture in several sizes, each made when it is first asked for."""

    def __init__(self, grey: Image.Image) -> None:
        self._made = {1: Points(grey)}

    def of(self, side: int) -> Points:
        """At most so many pixels a side."""
        return self._shrunk(ceil(max(self._made[1].grey.size) / side))

    def _shrunk(self, times: int) -> Points:
        """By halves, where that goes: a quarter is a half of the half that there is already."""
        if times not in self._made:
            step = times if times % 2 else 2
            self._made[times] = Points(self._shrunk(times // step).grey.reduce(step))
        return self._made[times]


_QR = BarcodeFormats(BarcodeFormat.QRCode)
_SQUARE = BarcodeFormats([BarcodeFormat.DataMatrix, BarcodeFormat.Aztec])
_ALL = BarcodeFormats(BarcodeFormat.AllReadable)

LOOKS = (
    Look(1_024, _QR, local=True, inverted=True),
    Look(2_048, _QR, local=False, inverted=False),
    Look(512, _ALL, local=True, inverted=True),
    Look(1_024, _SQUARE, local=False, inverted=False),
)


def found(image: Image.Image) -> list[Sighting]:
    """The codes in an upright picture: what each says, where, and which kind it is.

    A code that was seen but says nothing that could be decoded is not told. Raises ImageRefused:
    `too_many_codes`.
    """
    codes = _distinct(_seen(image))
    if len(codes) > MOST:
        raise ImageRefused(Reason.TOO_MANY_CODES)
    return codes


def _seen(image: Image.Image) -> Iterator[Sighting]:
    copies = Copies(_enlarged(image.convert("L")))
    for look in LOOKS:
        yield from _read(copies.of(look.side), look)


def _enlarged(grey: Image.Image) -> Image.Image:
    if max(grey.size) >= _SMALL:
        return grey
    size = (grey.width * 3, grey.height * 3)
    return grey.resize(size, Image.Resampling.NEAREST)


def _read(points: Points, look: Look) -> Iterator[Sighting]:
    codes = zxingcpp.read_barcodes(
        points.rows,
        formats=look.kinds,
        binarizer=Binarizer.LocalAverage if look.local else Binarizer.GlobalHistogram,
        try_invert=look.inverted,
        try_downscale=False,  # the other looks do that
        text_mode=zxingcpp.TextMode.Plain,
    )
    for code in codes:
        if code.text:
            box = _box(code.position, points.grey.size)
            yield Sighting("code", code.text, box, code.format.name)


def _box(position: zxingcpp.Position, size: tuple[int, int]) -> Box:
    """The upright rectangle around the four corners of a code, which may lie askew."""
    corners = (
        position.top_left,
        position.top_right,
        position.bottom_right,
        position.bottom_left,
    )
    left, right = _span((corner.x for corner in corners), size[0])
    top, bottom = _span((corner.y for corner in corners), size[1])
    return Box(left, top, right - left, bottom - top)


def _span(numbers: Iterable[int], whole: int) -> tuple[float, float]:
    """From the lowest to the highest, as fractions; a corner may lie a little outside."""
    within = [min(max(number / whole, 0.0), 1.0) for number in numbers]
    return min(within), max(within)


def _distinct(sightings: Iterable[Sighting]) -> list[Sighting]:
    """A code seen in several looks is one."""
    kept: dict[tuple[str, str], list[Sighting]] = {}
    for sighting in sightings:
        same = kept.setdefault((sighting.text, sighting.detail), [])
        if not any(_overlap(sighting.box, other.box) for other in same):
            same.append(sighting)
    return [sighting for same in kept.values() for sighting in same]


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )
