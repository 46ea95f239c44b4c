"""Copies of a picture are known again, and other pictures are not taken for it."""

from collections.abc import Callable
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageEnhance, ImageOps

from bench.images import photographs
from hub.images import alike, likeness

THUMB = (320, 240)
SEEDS = range(12)

Change = Callable[[Image.Image], Image.Image]


@pytest.fixture(scope="module")
def photos() -> list[Image.Image]:
    return [photographs.photograph(seed, (800, 600)).resize(THUMB) for seed in SEEDS]


def saved(form: str, quality: int) -> Change:
    def change(image: Image.Image) -> Image.Image:
        file = BytesIO()
        image.save(file, form, quality=quality)
        return Image.open(file)

    return change


def cropped(image: Image.Image) -> Image.Image:
    return ImageOps.crop(image, border=3)


def turned(how: Image.Transpose) -> Change:
    return lambda image: image.transpose(how)


COPIES: dict[str, Change] = {
    "a bad JPEG": saved("JPEG", 25),
    "a bad WebP": saved("WEBP", 25),
    "half the size": lambda image: image.resize((160, 120)),
    "another shape": lambda image: image.resize((300, 260)),
    "lighter": lambda image: ImageEnhance.Brightness(image).enhance(1.2),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.7),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.25),
    "grey": lambda image: image.convert("L"),
    "a little crop": cropped,
    **{how.name.lower(): turned(how) for how in Image.Transpose},
    "mirrored and saved badly": lambda image: saved("JPEG", 30)(ImageOps.mirror(image)),
}


@pytest.mark.parametrize("label", COPIES)
def test_a_copy_is_known_again(photos: list[Image.Image], label: str) -> None:
    for photo in photos:
        copy = likeness.of(COPIES[label](photo))
        assert alike.distance(copy, likeness.of(photo)) <= alike.NEAR


def test_other_photographs_are_far_from_being_taken_for_it(photos: list[Image.Image]) -> None:
    pairs = combinations(map(likeness.of, photos), 2)
    assert min(alike.distance(one, other) for one, other in pairs) > alike.NEAR


def test_the_likenesses_of_turned_pictures_follow_from_its_own(photos: list[Image.Image]) -> None:
    ways = [None, *Image.Transpose]
    for photo in photos:
        seen = [likeness.of(photo.transpose(way) if way is not None else photo) for way in ways]
        told = alike.turned(seen[0])
        assert all(min((one ^ other).bit_count() for other in told) <= alike.NEAR for one in seen)


def test_distance_has_no_direction(photos: list[Image.Image]) -> None:
    for one, other in combinations(map(likeness.of, photos), 2):
        assert alike.distance(one, other) == alike.distance(other, one)
        assert alike.distance(one, one) == 0


@pytest.mark.parametrize("colour", ["white", "black", "#c0ffee"])
def test_a_flat_picture_has_no_likeness(colour: str) -> None:
    assert likeness.of(Image.new("RGB", THUMB, colour)) == 0


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (2000, 3)])
def test_odd_shapes_have_one_too(size: tuple[int, int]) -> None:
    assert 0 <= likeness.of(Image.new("RGB", size, "red")) < 1 << 63
