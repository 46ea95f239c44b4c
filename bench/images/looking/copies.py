"""Bans: which copies of a banned picture are known again, and what else is taken for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations, permutations

from PIL import Image, ImageEnhance, ImageOps

from bench.images import photographs, scenes
from bench.images.watch import percent, times
from bench.table import Row, at_most
from hub.domain.bans import Act, Ban
from hub.images import develop, evasions, likeness, scaling
from hub.images.alike import Looks, distance

_SMALL = (640, 480)
_SQUARE = (560, 560)
_ACT = Act("", "", datetime.min.replace(tzinfo=UTC), "")

Change = Callable[[Image.Image], Image.Image]


def rows(photos: Sequence[Image.Image], others: int) -> Iterator[Row]:
    """Of different photographs; and of things on a white ground, which are harder to tell apart.

    `others`: of either kind, to be taken for one another.
    """
    thumbs = [_thumb(photo) for photo in photos]
    yield Row("likeness of a thumbnail", times(likeness.both, thumbs), "ms")
    yield Row("likenesses of its copies, at a ban", times(evasions.copies, thumbs), "ms")
    products = [photographs.product(seed, _SMALL) for seed in range(len(photos))]
    yield from _known(photos, products)
    yield from _taken("photographs", [photographs.photograph(n, _SMALL) for n in range(others)], 0)
    shapes = [photographs.product(n, _SQUARE if n % 2 else _SMALL) for n in range(others)]
    yield from _taken("things on white", shapes, 0.3)


def _known(photos: Sequence[Image.Image], products: Sequence[Image.Image]) -> Iterator[Row]:
    kinds = {"a photograph": photos, "a thing on white": products}
    bans = {kind: [_ban(picture) for picture in pictures] for kind, pictures in kinds.items()}
    for label, change in COPIES.items():
        for kind, pictures in kinds.items():
            pairs = zip(bans[kind], pictures, strict=True)
            share = percent(_covers(ban, _looks(change(picture))) for ban, picture in pairs)
            yield Row(f"{kind}, {label}", [share], "%")


def _taken(kind: str, pictures: Iterable[Image.Image], most: float) -> Iterator[Row]:
    """Different pictures for one."""
    thumbs = [_thumb(picture) for picture in pictures]
    bans = [_ban(thumb) for thumb in thumbs]
    pairs = [(bans[one], looks) for one, looks in _others([_looks(thumb) for thumb in thumbs])]
    share = percent(_covers(*pair) for pair in pairs)
    former = percent(looks.known(ban.likeness) for ban, looks in pairs)
    yield Row(f"different {kind} taken for one", [share], "%", at_most(most))
    yield Row("the same, by bans without copies", [former], "%")
    apart = (distance(one.likeness, other.likeness) for one, other in combinations(bans, 2))
    yield Row("the two that are most alike", [float(min(apart))], "bits")


def _others(looks: Sequence[Looks]) -> Iterator[tuple[int, Looks]]:
    """Each beside the number of every other one."""
    for one, other in permutations(range(len(looks)), 2):
        yield one, looks[other]


def _ban(picture: Image.Image) -> Ban:
    thumb = _thumb(picture)
    return Ban(likeness.of(thumb), _ACT, "", copies=evasions.copies(thumb))


def _looks(picture: Image.Image) -> Looks:
    return Looks(likeness.both(_thumb(picture)))


def _covers(ban: Ban, looks: Looks) -> bool:
    """Whether an upload that looks so would be refused."""
    return looks.known(ban.likeness, ban.families)


def _cropped(share: float) -> Change:
    return lambda image: ImageOps.crop(image, border=int(image.width * share))


def _cut(share: float) -> Change:
    """Two sides that meet."""
    rest = 1 - share
    return lambda image: image.crop((0, 0, round(image.width * rest), round(image.height * rest)))


def _turned(degrees: float, ground: str) -> Change:
    return lambda image: image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=ground)


def _framed(ground: str) -> Change:
    return lambda image: ImageOps.expand(image, border=image.width // 20, fill=ground)


COPIES: Mapping[str, Change] = {
    "saved badly": lambda image: scenes.saved(image, 30),
    "half the size": lambda image: image.resize((image.width // 2, image.height // 2)),
    "lighter": lambda image: ImageEnhance.Brightness(image).enhance(1.25),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.3),
    "mirrored": ImageOps.mirror,
    "a quarter turn": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "2 % cropped all around": _cropped(0.02),
    "3 % cropped all around": _cropped(0.03),
    "5 % cropped all around": _cropped(0.05),
    "8 % cropped all around": _cropped(0.08),
    "6 % cropped at two sides": _cut(0.06),
    "turned by 2 degrees, on black": _turned(2, "black"),
    "turned by 2 degrees, on white": _turned(-2, "white"),
    "turned by 2 degrees, cropped": lambda image: _cropped(0.025)(_turned(2, "black")(image)),
    "turned by 4 degrees, on black": _turned(4, "black"),
    "5 % of border, white": _framed("white"),
    "5 % of border, black": _framed("black"),
    "5 % of border, red": _framed("#c83c1e"),
    "negative": ImageOps.invert,
    "mirrored, 3 % cropped": lambda image: ImageOps.mirror(_cropped(0.03)(image)),
    "negative, 3 % cropped": lambda image: ImageOps.invert(_cropped(0.03)(image)),
}


def _thumb(photo: Image.Image) -> Image.Image:
    return scaling.fitted(photo, develop.THUMB_SIDE)
