"""How alike two pictures are: 64 bits that a copy of a picture nearly shares with it.

The bits are the signs of the lowest frequencies of its brightness (a cosine transform of 32 x 32
points, a "pHash"). Saving it again, another size, other light and a little crop change few of them.
Signs rather than a comparison with their median, because then the bits of the mirrored and of the
turned picture follow from those of the picture itself (see `turned`).
"""

from collections.abc import Iterable
from math import cos, pi
from operator import mul

from PIL import Image

NEAR = 10
"""Two pictures at this `distance` or less are taken for one."""

_SIDE = 32
_LOW = 8
_FLAT = 64.0
"""A wave of an eighth of a grey level is none; its sign would be chance."""

_WAVES = tuple(
    tuple(cos(pi * frequency * (2 * at + 1) / (2 * _SIDE)) for at in range(_SIDE))
    for frequency in range(_LOW)
)


def of(image: Image.Image) -> int:
    """The likeness of an upright picture, 0 to 2^63 - 1; take the same rendition of every one.

    From the highest down, bit 8 x v + u is 1 where the picture goes with the wave of frequency u
    across and v down. The first stands for the mean and is always 0.
    """
    across = [[_dot(row, wave) for wave in _WAVES] for row in _rows(image)]
    columns = list(zip(*across, strict=True))
    strengths = [_dot(column, wave) for wave in _WAVES for column in columns]
    return _number(strength > _FLAT for strength in (0.0, *strengths[1:]))


def distance(one: int, other: int) -> int:
    """How many bits differ, 0 to 63: mirrored and turned by quarters as is most alike."""
    return min((one ^ way).bit_count() for way in turned(other))


def turned(likeness: int) -> tuple[int, ...]:
    """The likenesses of the eight pictures that mirrors and quarter turns make of one."""
    # A mirror turns odd waves into their opposite; across and down change places in a quarter turn.
    return tuple(bits ^ flip for bits in (likeness, _transposed(likeness)) for flip in _MIRRORS)


def _rows(image: Image.Image) -> list[bytes]:
    points = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    return [points[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]


def _dot(values: Iterable[float], wave: Iterable[float]) -> float:
    return sum(map(mul, values, wave))


def _number(bits: Iterable[bool]) -> int:
    """The first bit is the highest."""
    number = 0
    for bit in bits:
        number = number << 1 | bit
    return number


def _transposed(likeness: int) -> int:
    places = (_LOW * across + down for down in range(_LOW) for across in range(_LOW))
    return _number(bool(likeness >> (_LOW * _LOW - 1 - place) & 1) for place in places)


_ODD_ACROSS = _number(bool(across % 2) for _ in range(_LOW) for across in range(_LOW))
_ODD_DOWN = _transposed(_ODD_ACROSS)
_MIRRORS = (0, _ODD_ACROSS, _ODD_DOWN, _ODD_ACROSS ^ _ODD_DOWN)
