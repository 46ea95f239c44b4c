"""QR codes and barcodes in a picture, read by zxing-cpp.

Looks at a small grey copy first, where most codes are read and which costs little, then at a larger
one for small codes, as long as both fit into the time a picture may take (`BUDGET_S`). The time is
that of this thread's CPU: a busy machine must not let a code through.
"""

from collections.abc import Iterable
from time import thread_time

import zxingcpp
from PIL import Image

from hub.images.result import Box, Sighting

BUDGET_S = 0.015
FIRST_SIDE, SECOND_SIDE = 800, 1600
"""The longer sides of the copies, in pixels."""

MOST = 50


def found(image: Image.Image) -> list[Sighting]:
    """The codes in an upright picture: what each says, where, and which kind it is.

    A code that was seen but says nothing that could be decoded is not told.
    """
    started = thread_time()
    small = _grey(image, FIRST_SIDE)
    sightings = _read(small)
    spent = thread_time() - started
    # The time grows with the pixels.
    if max(image.size) > FIRST_SIDE and spent * (SECOND_SIDE / FIRST_SIDE) ** 2 < BUDGET_S - spent:
        sightings += _read(_grey(image, SECOND_SIDE))
    return _distinct(sightings)[:MOST]


def _grey(image: Image.Image, side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=1.0)
    return copy.convert("L")


def _read(grey: Image.Image) -> list[Sighting]:
    codes = zxingcpp.read_barcodes(grey, text_mode=zxingcpp.TextMode.Plain)
    return [
        Sighting("code", code.text, _box(code.position, grey.size), code.format.name)
        for code in codes
        if code.text
    ]


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
    """A code seen in both copies is one."""
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
