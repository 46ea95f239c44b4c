"""How alike two pictures are, told by their likenesses (`hub.images.likeness`); pure.

A likeness is a table of 8 x 8 signs, of waves across and down. A mirror turns every odd wave into
its opposite, in a quarter turn across and down change places, and in a negative all change their
sign: so the likenesses of such copies follow from that of the picture, and who makes one of a
banned picture hides nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR = 6
"""Two pictures at this `distance` or less are taken for one.

Measured on made-up pictures. Copies saved badly, at half the size, lighter, darker or mirrored are
within 5, one in two that were cropped by 3 % all around is within 6 (for these there are `copies`).
Of 19,900 pairs of different photographs none is within 14, of 12,720 pairs of pages of text none
within 8. Of as many pairs of single things in the middle of a white ground 0.3 % are within 6, and
none of those seen without that ground.
"""

SURE = 2
"""Hardly any two things on a white ground are so near, also with all that white around them."""

LOW = 8
"""Waves in each direction."""

BITS = LOW * LOW - 1
"""That say something: the first, of the mean, is always 0."""

NEGATIVE = (1 << BITS) - 1
"""The bits that are others in a negative."""

Family = tuple[int, Sequence[int]]
"""Likenesses near each other, and in how many bits they differ from the first at most."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of a picture as it is (`whole`), and without an even border (`bare`)."""

    whole: int
    bare: int


class Looks:
    """A picture to be compared with others that are known."""

    def __init__(self, likeness: Likeness) -> None:
        self._whole = turned(likeness.whole)
        self._bare = turned(likeness.bare)

    def known(self, whole: int, copies: Sequence[Family] = ()) -> bool:
        """Whether this is the picture of that likeness, or a copy of it.

        Copies are known without borders, and compared so. Without any, a picture is compared as it
        is, and so it is beside them where it has hardly changed: borders are not always certain.
        """
        if _near(self._whole, whole, SURE if copies else NEAR):
            return True
        return any(
            _near(self._bare, others[0], reach + NEAR)
            and any(_near(self._bare, other, NEAR) for other in others)
            for reach, others in copies
        )


def distance(one: int, other: int) -> int:
    """How many bits differ, 0 to 31: mirrored, turned by quarters, negative as is most alike."""
    apart = [(one ^ way).bit_count() for way in turned(other)]
    return min(*apart, BITS - max(apart))


def telling(likeness: int) -> bool:
    """Whether a picture has enough in it to be told from others; an empty wall has not."""
    return NEAR < likeness.bit_count() < BITS - NEAR


def turned(likeness: int) -> tuple[int, ...]:
    """The likenesses of the eight pictures that mirrors and quarter turns make of one."""
    return tuple(bits ^ mirror for bits in (likeness, _transposed(likeness)) for mirror in _MIRRORS)


def number(bits: Iterable[bool]) -> int:
    """A likeness of its bits, row by row, the highest first."""
    together = 0
    for bit in bits:
        together = together << 1 | bit
    return together


def _near(ways: Iterable[int], other: int, bits: int) -> bool:
    """Whether one of these is, or its negative."""
    rest = BITS - bits
    return any(not bits < (way ^ other).bit_count() < rest for way in ways)


def _transposed(likeness: int) -> int:
    places = (LOW * across + down for down in range(LOW) for across in range(LOW))
    return number(bool(likeness >> (LOW * LOW - 1 - place) & 1) for place in places)


_ODD_ACROSS = number(bool(across % 2) for _ in range(LOW) for across in range(LOW))
_ODD_DOWN = _transposed(_ODD_ACROSS)
_MIRRORS = (0, _ODD_ACROSS, _ODD_DOWN, _ODD_ACROSS ^ _ODD_DOWN)
