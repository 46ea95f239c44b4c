"""Likenesses of what people make of a picture so that it is not known again; in a worker alone.

A likeness bears a good deal, but not that everything moves: an edge cut off, a small turn. So when
a picture is banned such copies of it are made once, and their likenesses are kept with the ban;
nothing more is done to what is uploaded. What mirrors, quarter turns and negatives make of them
follows from them (`hub.images.alike`), but for waves too weak to have a sign, of which a thing on
a plain ground has many: those copies are made too. A border is taken off whatever is uploaded.
"""

from collections.abc import Iterator
from math import cos, radians, sin

from PIL import Image, ImageOps

from hub.images import likeness
from hub.images.alike import NEGATIVE, telling, turned

Edges = tuple[float, float, float, float]
"""Shares of the width or height: left, top, right, bottom."""

CROPS: tuple[Edges, ...] = (
    (0.03, 0.03, 0.03, 0.03),
    (0.05, 0.05, 0.05, 0.05),
    (0.04, 0, 0, 0),
    (0, 0.04, 0, 0),
    (0, 0, 0.04, 0),
    (0, 0, 0, 0.04),
    (0.04, 0.04, 0, 0),
    (0, 0.04, 0.04, 0),
    (0, 0, 0.04, 0.04),
    (0.04, 0, 0, 0.04),
)
TURNS = (-2, 2)
"""Degrees. What is turned by one or three is near."""


def copies(image: Image.Image) -> tuple[int, ...]:
    """Of an upright picture: without its border first, then of its copies; each once.

    Those that have too little in them to be told from other pictures are left out.
    """
    first, *others = (likeness.of(copy) for copy in _copies(image))
    made = dict.fromkeys([first, *(_as_near(other, first) for other in others)])
    return tuple(each for each in made if telling(each))


def _as_near(other: int, first: int) -> int:
    """Mirrored, turned and negative as is nearest: the same to who compares, and likely found."""
    ways = (way ^ sign for way in turned(other) for sign in (0, NEGATIVE))
    return min(ways, key=lambda way: (way ^ first).bit_count())


def _copies(image: Image.Image) -> Iterator[Image.Image]:
    bare = likeness.bare(image)
    yield bare
    mirrored = ImageOps.mirror(bare)
    yield from (mirrored, ImageOps.invert(bare), ImageOps.invert(mirrored))
    for edges in CROPS:
        yield _cropped(bare, edges)
    for angle in TURNS:
        yield _turned(bare, angle)
        yield from _filled(bare, angle)
    yield image
    for angle in TURNS:
        # What is turned together with its ground has another border than it had.
        yield from map(likeness.bare, _filled(image, angle))


def _cropped(image: Image.Image, edges: Edges) -> Image.Image:
    left, top, right, bottom = edges
    width, height = image.size
    return image.crop(
        (
            round(width * left),
            round(height * top),
            round(width * (1 - right)),
            round(height * (1 - bottom)),
        )
    )


def _filled(image: Image.Image, angle: float) -> Iterator[Image.Image]:
    """As large as it was, with something in the corners that it left."""
    for ground in ("black", "white"):
        yield image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=ground)


def _turned(image: Image.Image, angle: float) -> Image.Image:
    """Cropped, in its own shape, to what was there."""
    width, height = image.size
    across, up = cos(radians(abs(angle))), sin(radians(abs(angle)))
    left = max(across + up * height / width, across + up * width / height)
    edge = (1 - 1 / left) / 2
    turned = image.rotate(angle, Image.Resampling.BICUBIC)
    return _cropped(turned, (edge, edge, edge, edge))
