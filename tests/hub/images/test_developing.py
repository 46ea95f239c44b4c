"""What comes out of a picture: upright, in sRGB, scaled, and nothing but pixels."""

import pytest
from PIL import Image, ImageChops, ImageOps

from hub.images.decode import SIDE
from hub.images.develop import THUMB_SIDE
from hub.images.pool import Pool
from hub.images.result import Picture
from tests.support import bombs, pictures
from tests.support.pictures import SECRET_WORDS, mean, opened, saved, scene

pytestmark = pytest.mark.asyncio(loop_scope="session")

METADATA = (b"Exif", b"EXIF", b"ICCP", b"ICC_PROFILE", b"XMP ", b"adobe", b"GPS", SECRET_WORDS)

CLOSE = 12
"""Grey levels by which a mean may differ after two rounds of lossy coding."""


def close(one: Image.Image, other: Image.Image) -> bool:
    """The same picture, but for what coding it costs."""
    assert one.size == other.size
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(mean(difference)) < CLOSE


def parts(picture: Picture) -> tuple[Image.Image, Image.Image]:
    for rendition in (picture.full, picture.thumb):
        assert opened(rendition.data).size == (rendition.width, rendition.height)
    return opened(picture.full.data), opened(picture.thumb.data)


@pytest.mark.parametrize("kind", pictures.TALKATIVE)
async def test_nothing_but_the_pixels_comes_out(pool: Pool, kind: str) -> None:
    data = pictures.talkative(kind)
    assert SECRET_WORDS in data
    picture = await pool.process(data)
    for rendition in (picture.full, picture.thumb):
        assert [word for word in METADATA if word in rendition.data] == []
        assert opened(rendition.data).getexif() == {}
    assert close(opened(picture.full.data), scene())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
async def test_every_orientation_becomes_upright(pool: Pool, kind: str, orientation: int) -> None:
    data = saved(scene(), kind, exif=pictures.exif(orientation))
    full, thumb = parts(await pool.process(data))
    upright = ImageOps.exif_transpose(opened(data))
    assert close(full, upright)
    assert close(thumb, upright)


async def test_a_turned_heic_is_not_turned_twice(pool: Pool) -> None:
    """The container says how to turn it, which its decoder does, and EXIF says so again."""
    data = saved(pictures.with_exif(scene(), 6), "HEIF", quality=90)
    assert b"irot" in data
    full, _ = parts(await pool.process(data))
    assert close(full, scene().rotate(270, expand=True))


async def test_a_damaged_orientation_is_none(pool: Pool) -> None:
    data = saved(scene(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\xff\xff")
    full, _ = parts(await pool.process(data))
    assert close(full, scene())


async def test_what_stands_behind_a_jpeg_is_gone(pool: Pool) -> None:
    picture = await pool.process(bombs.polyglot())
    assert b"<script" not in picture.full.data + picture.thumb.data
    assert close(opened(picture.full.data), scene())


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
async def test_of_an_animation_the_first_frame_comes_out(pool: Pool, kind: str) -> None:
    picture = await pool.process(pictures.animated(kind))
    full = opened(picture.full.data)
    assert not getattr(full, "is_animated", False)
    assert close(full, scene())


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "HEIF"])
async def test_what_is_transparent_is_white(pool: Pool, kind: str) -> None:
    image = Image.new("RGBA", (40, 30), (200, 0, 0, 0))
    image.paste((0, 0, 200, 255), (0, 0, 20, 30))
    full, _ = parts(await pool.process(saved(image, kind)))
    assert full.mode == "RGB"
    assert min(mean(full.crop((24, 4, 36, 26)))) > 245
    assert mean(full.crop((4, 4, 16, 26)))[2] > 180


async def test_colours_are_converted_by_their_profile(pool: Pool) -> None:
    red = Image.new("RGB", (16, 16), "red")
    full, _ = parts(await pool.process(saved(red, "PNG", icc_profile=pictures.swapped())))
    assert mean(full) == pytest.approx((0, 255, 0), abs=CLOSE)


async def test_a_profile_that_is_none_is_left_aside(pool: Pool) -> None:
    grey = Image.new("L", (16, 16), 120)
    for data in (b"no profile", pictures.profile("LAB"), pictures.swapped()[:200]):
        full, _ = parts(await pool.process(saved(grey, "PNG", icc_profile=data)))
        assert mean(full) == pytest.approx((120, 120, 120), abs=2)


@pytest.mark.parametrize("name", pictures.SEEDS)
async def test_every_way_of_coding_gives_the_picture(pool: Pool, name: str) -> None:
    full, thumb = parts(await pool.process(pictures.seed(name)))
    light = [sum(mean(image)) for image in (full, thumb)]
    assert full.mode == thumb.mode == "RGB"
    assert abs(light[0] - light[1]) < CLOSE
    assert 100 < light[0] < 700


async def test_sixteen_bits_keep_their_shades(pool: Pool) -> None:
    deep = Image.new("I;16", (16, 16), 0x8000)
    full, _ = parts(await pool.process(saved(deep, "PNG")))
    assert mean(full) == pytest.approx((128, 128, 128), abs=2)


@pytest.mark.parametrize(
    ("size", "full", "thumb"),
    [
        ((4_032, 3_024), (2_016, 1_512), (320, 240)),
        ((3_000, 1_000), (SIDE, 683), (THUMB_SIDE, 107)),
        ((8_064, 6_048), (2_016, 1_512), (320, 240)),
        ((900, 30), (900, 30), (320, 11)),
        ((1, 1), (1, 1), (1, 1)),
        ((5_000, 2), (SIDE, 1), (THUMB_SIDE, 1)),
    ],
)
async def test_renditions_are_as_large_as_they_should(
    pool: Pool, size: tuple[int, int], full: tuple[int, int], thumb: tuple[int, int]
) -> None:
    picture = await pool.process(saved(Image.new("RGB", size, "orange"), "JPEG"))
    assert (picture.full.width, picture.full.height) == full
    assert (picture.thumb.width, picture.thumb.height) == thumb
    parts(picture)


async def test_the_same_file_gives_the_same_bytes(pool: Pool) -> None:
    first, second = [await pool.process(pictures.jpeg()) for _ in range(2)]
    assert first == second
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64
