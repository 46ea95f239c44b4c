"""Files that are no pictures, or pictures that mean harm: refused with the reason, and in time."""

import asyncio
from pathlib import Path

import pytest

from hub.images.formats import HEAD_BYTES, Format, recognise
from hub.images.pool import Pool
from hub.images.refusals import SENTENCES, ImageRefused, Reason
from tests.support import bombs, pictures
from tests.support.timing import seconds

pytestmark = pytest.mark.asyncio(loop_scope="session")

REFUSED = {
    "65535² PNG": (lambda: bombs.png_of(65_535, 65_535), Reason.TOO_MANY_PIXELS),
    "13377² PNG": (lambda: bombs.png_of(13_377, 13_377), Reason.TOO_MANY_PIXELS),
    "zTXt bomb": (bombs.text_bomb, Reason.BROKEN),
    "GIF of frames": (bombs.gif_bomb, Reason.TOO_MANY_FRAMES),
    "large GIF": (lambda: bombs.gif_bomb(1, 65_535), Reason.TOO_MANY_PIXELS),
    "WebP of frames": (bombs.webp_bomb, Reason.TOO_MANY_FRAMES),
    "large WebP": (lambda: bombs.webp_bomb(1, 16_383), Reason.TOO_MANY_PIXELS),
    "APNG of frames": (bombs.apng_bomb, Reason.TOO_MANY_FRAMES),
    "JPEG of scans": (lambda: bombs.slow_jpeg(100_000, 1_000), Reason.TOO_SLOW),
    "SVG": (lambda: bombs.SVG, Reason.FORMAT),
    "EPS": (lambda: bombs.EPS, Reason.FORMAT),
    "PPM": (lambda: bombs.PPM, Reason.FORMAT),
    "PSD": (lambda: bombs.PSD, Reason.FORMAT),
    "FITS": (lambda: bombs.FITS, Reason.FORMAT),
    "EICAR": (lambda: bombs.EICAR, Reason.FORMAT),
    "truncated JPEG": (bombs.truncated, Reason.BROKEN),
    "truncated PNG": (bombs.cut_png, Reason.BROKEN),
    "signature alone": (lambda: b"\xff\xd8\xff", Reason.BROKEN),
    "nothing": (lambda: b"", Reason.EMPTY),
} | {name: (lambda data=data: data, Reason.VIDEO) for name, data in bombs.VIDEOS.items()}

REFUSAL_SECONDS = 5


@pytest.mark.parametrize("name", REFUSED)
async def test_it_is_refused_with_its_reason_and_in_time(
    pool: Pool, name: str, tmp_path: Path
) -> None:
    make, reason = REFUSED[name]
    path = tmp_path / "picture.png"
    path.write_bytes(make())
    async with asyncio.timeout(seconds(REFUSAL_SECONDS)):
        with pytest.raises(ImageRefused) as refused:
            await pool.process(path)
    assert refused.value.reason is reason
    assert refused.value.message == SENTENCES[reason]
    assert refused.value.data == {
        "fields": [{"field": "file", "problem": SENTENCES[reason]}],
        "reason": reason.value,
    }


async def test_the_bomb_of_text_is_as_small_as_it_is_bad() -> None:
    assert len(bombs.text_bomb()) < 60_000


@pytest.mark.parametrize("name", pictures.SEEDS)
async def test_every_format_is_known_by_its_content(name: str) -> None:
    expected = {"jpeg": Format.JPEG, "png": Format.PNG, "webp": Format.WEBP, "gif": Format.GIF}
    kind = expected.get(name.partition("-")[0], Format.HEIF)
    assert recognise(pictures.seed(name)[:HEAD_BYTES]) is kind


@pytest.mark.parametrize("brand", [b"avif", b"crx ", b"M4A ", b"jp2 "])
async def test_what_is_neither_such_a_picture_nor_a_video_is_another_format(brand: bytes) -> None:
    with pytest.raises(ImageRefused) as refused:
        recognise(b"\0\0\0\x14ftyp" + brand + bytes(4) + brand)
    assert refused.value.reason is Reason.FORMAT
