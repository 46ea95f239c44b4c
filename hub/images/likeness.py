"""The likeness of a picture: 64 bits that a copy of it nearly shares (`hub.images.alike`).

The bits are the signs of the lowest frequencies of its brightness (a cosine transform of 32 x 32
points, a "pHash"). Saving it again, another size, other light and a little crop change few of them.
"""

from collections.abc import Iterable
from math import cos, pi
from operator import mul

from PIL import Image

from hub.images.alike import LOW, number

_SIDE = 32
_FLAT = 64.0
"""A wave of an eighth of a grey level is none; its sign would be chance."""

_WAVES = tuple(
    tuple(cos(pi * frequency * (2 * at + 1) / (2 * _SIDE)) for at in range(_SIDE))
    for frequency in range(LOW)
)


def of(image: Image.Image) -> int:
    """The likeness of an upright picture, 0 to 2^63 - 1; take the same rendition of every one.

    From the highest down, bit 8 x v + u is 1 where the picture goes with the wave of frequency u
    across and v down. The first stands for the mean and is always 0.
    """
    across = [[_dot(row, wave) for wave in _WAVES] for row in _rows(image)]
    columns = list(zip(*across, strict=True))
    strengths = [_dot(column, wave) for wave in _WAVES for column in columns]
    return number(strength > _FLAT for strength in (0.0, *strengths[1:]))


def _rows(image: Image.Image) -> list[bytes]:
    points = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    return [points[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]


def _dot(values: Iterable[float], wave: Iterable[float]) -> float:
    return float(sum(map(mul, values, wave)))
