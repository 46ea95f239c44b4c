"""Codes are found in photographs, wherever and however they are shown, and nothing else is."""

from random import Random

import pytest
from PIL import Image

from bench.images import photographs, scenes
from bench.images.scenes import CONDITIONS, KINDS, Scene
from hub.images import codes
from hub.images.refusals import ImageRefused, Reason
from hub.images.result import Box, Sighting

FULL = (2000, 1500)


@pytest.fixture(scope="module")
def photo() -> Image.Image:
    return photographs.photograph(1, FULL)


def shown(photo: Image.Image, scene: Scene, seed: int = 3) -> list[Sighting]:
    return codes.found(scenes.picture(photo, scene, Random(seed)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_and_named(photo: Image.Image, kind: str) -> None:
    (sighting,) = shown(photo, Scene(kind, KINDS[kind], share=0.6))
    assert sighting.kind == "code"
    assert KINDS[kind] in sighting.text
    assert sighting.detail.startswith(kind.removesuffix("Code"))


@pytest.mark.parametrize("label", [label for label in CONDITIONS if label.startswith("QR")])
def test_a_qr_code_is_read_however_it_is_shown(photo: Image.Image, label: str) -> None:
    scene = CONDITIONS[label]
    assert [sighting.text for sighting in shown(photo, scene)] == [scene.text]


def test_the_box_is_where_the_code_is(photo: Image.Image) -> None:
    picture = photo.copy()
    picture.paste(scenes.code("QRCode", "hello").resize((300, 300)), (1200, 600))
    (sighting,) = codes.found(picture)
    box = sighting.box
    # The white margin is no part of it.
    assert 1200 / 2000 <= box.left < box.left + box.width <= 1500 / 2000
    assert 600 / 1500 <= box.top < box.top + box.height <= 900 / 1500
    assert box.width * 2000 == pytest.approx(box.height * 1500, rel=0.1)
    assert box.width * 2000 > 180


def test_several_codes_are_all_told_each_once(photo: Image.Image) -> None:
    picture = photo.copy()
    for number, corner in enumerate([(100, 100), (1300, 200), (700, 1000)]):
        picture.paste(scenes.code("QRCode", f"number {number}").resize((280, 280)), corner)
    picture.paste(scenes.code("EAN13", KINDS["EAN13"], 8), (1080, 800))
    assert sorted(sighting.text for sighting in codes.found(picture)) == [
        KINDS["EAN13"],
        "number 0",
        "number 1",
        "number 2",
    ]


def test_the_same_code_twice_is_told_twice() -> None:
    picture = Image.new("RGB", FULL, "white")
    for corner in ((100, 100), (1300, 900)):
        picture.paste(scenes.code("QRCode", "again").resize((400, 400)), corner)
    assert [sighting.text for sighting in codes.found(picture)] == ["again", "again"]


@pytest.mark.parametrize("said", ["harmless", "harmless {}"])
def test_none_hides_behind_many_others(said: str) -> None:
    picture = Image.new("RGB", (2048, 2048), "white")
    for number in range(100):
        code = scenes.code("QRCode", said.format(number))
        picture.paste(code.resize((180, 180)), (number % 10 * 200, number // 10 * 200))
    with pytest.raises(ImageRefused) as refused:
        codes.found(picture)
    assert refused.value.reason is Reason.TOO_MANY_CODES


def test_a_code_at_the_very_edge_stays_inside() -> None:
    code = scenes.code("QRCode", "edge")
    bare = code.crop(code.point(lambda level: 255 - level).getbbox())
    picture = Image.new("RGB", FULL, "white")
    picture.paste(bare.resize((1500, 1500), Image.Resampling.NEAREST), (0, 0))
    (sighting,) = codes.found(picture)
    assert within(sighting.box)


def within(box: Box) -> bool:
    sides = (box.left, box.top, 1 - box.left - box.width, 1 - box.top - box.height)
    return all(side >= -1e-9 for side in sides) and box.width > 0 and box.height > 0


def test_a_bar_code_has_a_box_with_an_area(photo: Image.Image) -> None:
    (sighting,) = shown(photo, Scene("EAN13", KINDS["EAN13"], share=0.4))
    assert within(sighting.box)


@pytest.mark.parametrize("seed", range(2, 5))
def test_nothing_is_seen_where_nothing_is(seed: int) -> None:
    assert codes.found(photographs.photograph(seed, FULL)) == []


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (7, 5)])
def test_pictures_of_hardly_any_pixels_hold_nothing(size: tuple[int, int]) -> None:
    assert codes.found(Image.new("RGB", size)) == []


def test_bytes_that_are_no_text_do_not_raise() -> None:
    picture = Image.new("L", (600, 600), 255)
    picture.paste(scenes.code("QRCode", bytes(range(128, 256))).resize((500, 500)), (50, 50))
    (sighting,) = codes.found(picture)
    assert sighting.text.encode()
