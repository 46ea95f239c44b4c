"""Copies of a picture are known again, and other pictures are not taken for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import combinations, permutations

import pytest
from PIL import Image, ImageEnhance, ImageOps

from bench.images import photographs
from hub.domain.bans import Act, Ban
from hub.images import alike, evasions, likeness
from tests.support.talks import NOW

THUMB = (320, 240)
SEEDS = range(12)

Change = Callable[[Image.Image], Image.Image]


@pytest.fixture(scope="module")
def photos() -> list[Image.Image]:
    return [photographs.photograph(seed, (800, 600)).resize(THUMB) for seed in SEEDS]


@dataclass(frozen=True)
class Banned:
    """A picture, and its ban as staff would have it, of what is kept."""

    picture: Image.Image
    ban: Ban

    def covers(self, other: Image.Image) -> bool:
        seen = alike.Looks(likeness.both(saved("JPEG", 80)(other)))
        return seen.known(self.ban.likeness, self.ban.families)


def banned(picture: Image.Image) -> Banned:
    kept = saved("WEBP", 80)(picture).convert("RGB")
    act = Act("sam", "Sam", NOW, "Not here")
    return Banned(picture, Ban(likeness.of(picture), act, "i1", copies=evasions.copies(kept)))


@pytest.fixture(scope="module")
def banned_photos(photos: list[Image.Image]) -> list[Banned]:
    return [banned(photo) for photo in photos]


@pytest.fixture(scope="module")
def banned_products() -> list[Banned]:
    return [banned(photographs.product(seed, (800, 600)).resize(THUMB)) for seed in SEEDS]


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


def mostly(outcomes: Iterable[bool]) -> bool:
    """But for one."""
    return list(outcomes).count(False) <= 1


EVASIONS: dict[str, Change] = {
    "cropped": lambda image: ImageOps.crop(image, border=12),
    "cropped at two sides": lambda image: image.crop((0, 0, 304, 228)),
    "turned a little": lambda image: image.rotate(2, Image.Resampling.BICUBIC),
    "framed": lambda image: ImageOps.expand(image, border=16, fill="white"),
    "framed twice": lambda image: ImageOps.expand(
        ImageOps.expand(image, border=8, fill="black"), border=8, fill="red"
    ),
    "with bars": lambda image: ImageOps.pad(image, (320, 320), color="black"),
    "negative": ImageOps.invert,
    "cropped, framed, mirrored": lambda image: ImageOps.mirror(
        ImageOps.expand(ImageOps.crop(image, border=8), border=16, fill="#336699")
    ),
}


@pytest.mark.parametrize("label", EVASIONS)
def test_who_alters_a_banned_picture_a_little_does_not_evade(
    banned_photos: list[Banned], banned_products: list[Banned], label: str
) -> None:
    change = EVASIONS[label]
    assert all(one.covers(change(one.picture)) for one in banned_photos)
    assert mostly(one.covers(change(one.picture)) for one in banned_products)


def test_a_ban_covers_no_other_picture(
    banned_photos: list[Banned], banned_products: list[Banned]
) -> None:
    pairs = permutations([*banned_photos, *banned_products], 2)
    assert not [1 for one, other in pairs if one.covers(other.picture)]


def test_a_ban_from_before_copies_were_kept_counts(banned_photos: list[Banned]) -> None:
    for one in banned_photos:
        former = replace(one, ban=replace(one.ban, copies=()))
        for change in (saved("JPEG", 25), ImageOps.mirror, ImageOps.invert):
            assert former.covers(change(one.picture))


def test_groups_of_copies_only_save_time(banned_photos: list[Banned]) -> None:
    first, *others = banned_photos
    known = first.ban
    apart = [(0, [copy]) for copy in known.copies]
    made = (change(first.picture) for change in EVASIONS.values())
    for picture in (*made, *(other.picture for other in others)):
        seen = alike.Looks(likeness.both(picture))
        assert seen.known(known.likeness, known.families) == seen.known(known.likeness, apart)


def test_what_surrounds_a_picture_evenly_is_no_part_of_it(photos: list[Image.Image]) -> None:
    for photo in photos:
        framed = ImageOps.expand(photo, border=(10, 30, 0, 5), fill="white")
        assert likeness.bare(framed).size == photo.size
        assert likeness.bare(photo).size == photo.size


@pytest.mark.parametrize("colour", ["white", "black", "#777777"])
def test_a_flat_picture_falls_under_no_ban(
    banned_photos: list[Banned], banned_products: list[Banned], colour: str
) -> None:
    flat = Image.new("RGB", THUMB, colour)
    dotted = ImageOps.expand(Image.new("RGB", (4, 4), "blue"), border=158, fill=colour)
    for one in (*banned_photos, *banned_products):
        assert not one.covers(flat)
        assert not one.covers(dotted)


@pytest.mark.parametrize("colour", ["white", "black", "#c0ffee"])
def test_a_flat_picture_has_no_likeness(colour: str) -> None:
    assert likeness.of(Image.new("RGB", THUMB, colour)) == 0


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (2000, 3)])
def test_odd_shapes_have_one_too(size: tuple[int, int]) -> None:
    assert 0 <= likeness.of(Image.new("RGB", size, "red")) < 1 << 63
