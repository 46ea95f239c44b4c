"""The likeness of a picture: 64 bits that a copy of it nearly shares (`hub.images.alike`).

The bits are the signs of the lowest frequencies of its brightness (a cosine transform of 32 x 32
points, a "pHash"). Saving it again, another size, other light and a little crop change few of them.
"""

from collections.abc import Iterable
from math import cos, pi
from operator import mul

from PIL import Image

from hub.images.alike import LOW, Likeness, number

_SIDE = 32
_FLAT = 64.0
"""A wave of an eighth of a grey level is none; its sign would be chance."""

_EVEN = 24
"""Grey levels by which a border's points may differ: it was saved badly, or lies in some shade."""
_LEAST = 8
"""What is left without a border has at least such a part of the picture's sides."""

Box = tuple[int, int, int, int]

_WAVES = tuple(
    tuple(cos(pi * frequency * (2 * at + 1) / (2 * _SIDE)) for at in range(_SIDE))
    for frequency in range(LOW)
)


def both(image: Image.Image) -> Likeness:
    """Of an upright picture, with its border and without; take the same rendition of every one."""
    whole, inner = of(image), bare(image)
    return Likeness(whole, whole if inner.size == image.size else of(inner))


def bare(image: Image.Image) -> Image.Image:
    """What an even border, or several around each other, surrounds, in greys; all without any."""
    least = image.width / _LEAST, image.height / _LEAST
    grey = image.convert("L")
    while (box := _within(grey, least)) is not None:
        grey = grey.crop(box)
    return grey


def of(image: Image.Image) -> int:
    """The likeness of all that is shown, 0 to 2^63 - 1.

    From the highest down, bit 8 x v + u is 1 where the picture goes with the wave of frequency u
    across and v down. The first stands for the mean and is always 0.
    """
    across = [[_dot(row, wave) for wave in _WAVES] for row in _rows(image)]
    columns = list(zip(*across, strict=True))
    strengths = [_dot(column, wave) for wave in _WAVES for column in columns]
    return number(strength > _FLAT for strength in (0.0, *strengths[1:]))


def _within(grey: Image.Image, least: tuple[float, float]) -> Box | None:
    """Where more is than the ground of a corner: the least of such boxes; None where none is."""
    right, bottom = grey.width - 1, grey.height - 1
    corners = ((0, 0), (right, 0), (0, bottom), (right, bottom))
    boxes = (_beside(grey, grey.getpixel(corner)) for corner in corners)
    within = [box for box in boxes if box != (0, 0, *grey.size) and _is_large(box, least)]
    return min(within, key=_area, default=None)


def _beside(grey: Image.Image, ground: object) -> Box:
    """Around all that differs from a grey level; empty where nothing does."""
    assert isinstance(ground, int)  # of a picture in greys
    differs = [255 * (abs(level - ground) > _EVEN) for level in range(256)]
    return grey.point(differs).getbbox() or (0, 0, 0, 0)


def _area(box: Box) -> int:
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def _is_large(box: Box, least: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    return right - left >= least[0] and bottom - top >= least[1]


def _rows(image: Image.Image) -> list[bytes]:
    points = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    return [points[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]


def _dot(values: Iterable[float], wave: Iterable[float]) -> float:
    return float(sum(map(mul, values, wave)))
