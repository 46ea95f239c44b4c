"""Likeness: which copies of a photograph are known again, and what else is taken for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from PIL import Image, ImageEnhance, ImageOps

from bench.images import scenes
from bench.images.watch import percent, times
from bench.table import Row, at_most
from hub.images import develop, likeness, scaling
from hub.images.alike import NEAR, distance

Change = Callable[[Image.Image], Image.Image]


def rows(photos: Sequence[Image.Image]) -> Iterator[Row]:
    """Of different photographs."""
    thumbs = [_thumb(photo) for photo in photos]
    known = [likeness.of(thumb) for thumb in thumbs]
    yield Row("likeness of a thumbnail", times(likeness.of, thumbs), "ms")
    for label, change in COPIES.items():
        copies = (likeness.of(_thumb(change(photo))) for photo in photos)
        apart = [distance(*pair) for pair in zip(copies, known, strict=True)]
        yield Row(f"known again: {label}", [percent(each <= NEAR for each in apart)], "%")
    apart = [distance(one, other) for one, other in combinations(known, 2)]
    taken = percent(each <= NEAR for each in apart)
    yield Row("different photographs taken for one", [taken], "%", at_most(0))
    yield Row("the two that are most alike", [float(min(apart))], "bits")


def _cropped(share: float) -> Change:
    return lambda image: ImageOps.crop(image, border=int(image.width * share))


COPIES: Mapping[str, Change] = {
    "saved badly": lambda image: scenes.saved(image, 30),
    "half the size": lambda image: image.resize((image.width // 2, image.height // 2)),
    "lighter": lambda image: ImageEnhance.Brightness(image).enhance(1.25),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.3),
    "2 % cropped all around": _cropped(0.02),
    "5 % cropped all around": _cropped(0.05),
    "mirrored": ImageOps.mirror,
    "a quarter turn": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "turned by two degrees": lambda image: image.rotate(2, Image.Resampling.BICUBIC),
}


def _thumb(photo: Image.Image) -> Image.Image:
    return scaling.fitted(photo, develop.THUMB_SIDE)
