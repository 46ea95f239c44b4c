"""A file of a known format to an upright picture in sRGB, in memory that is bounded beforehand.

The header is read first, and nothing is decoded that is too large. A JPEG is decoded at a half, a
quarter or an eighth where that is still large enough, so a telephone's 48 megapixels take the
memory of 12.
"""

import warnings
from io import BytesIO
from typing import Final

from PIL import GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL.ExifTags import Base as Tag
from pillow_heif import register_heif_opener

from hub.images import colour
from hub.images.animation import check_frames
from hub.images.formats import Format
from hub.images.refusals import ImageRefused, Reason
from hub.images.scaling import fitted

SIDE = 2_048
"""Pixels of the longer side of what comes out, at most."""

NEAR = SIDE * 7 // 8
"""What a JPEG can be decoded to at once is not scaled any further when it is this large: 4,032
pixels give 2,016, in a third of the time that 2,048 take."""

PIXELS: Final = {
    Format.JPEG: 65_000_000,
    Format.HEIF: 50_000_000,
    Format.PNG: 25_000_000,
    Format.WEBP: 25_000_000,
    Format.GIF: 25_000_000,
}
"""The most that is decoded. Telephones take pictures of 48 and 64 megapixels, as JPEG and HEIC."""

SCANS = 100
"""Of a progressive JPEG. Encoders make ten; each costs a way through all blocks of the picture, and
a file that costs minutes of those would be a small one."""

_SCAN = b"\xff\xda"
"""Begins one; nowhere in coded pixels is there such a pair."""

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What rights a picture, by its EXIF orientation."""

_PLUGINS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Importing them makes them known to Pillow, which else would load all that it has."""

# What comes along with the picture is not wanted, and not decoded.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def decoded(data: bytes, kind: Format) -> Image.Image:
    """An RGB picture of at most SIDE pixels a side, with nothing but its pixels.

    Raises ImageRefused: `broken`, `too_many_pixels`, `too_many_frames` or `too_slow`; MemoryError.
    """
    try:
        return _decoded(data, kind)
    except (ImageRefused, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRefused(Reason.TOO_MANY_PIXELS) from error
    except Exception as error:  # of a dozen types: decoders meet what their authors did not
        raise ImageRefused(Reason.BROKEN) from error


def _decoded(data: bytes, kind: Format) -> Image.Image:
    with _opened(data, kind) as image:
        check_frames(image, data, kind)
        if kind is Format.JPEG:
            _prepare(image, data)
        image.load()
        scaled = fitted(colour.plain(image), SIDE)
        pixels = colour.in_srgb(colour.opaque(scaled), image.info.get("icc_profile"))
        upright = _upright(pixels, _orientation(image))
    upright.info = {}
    return upright


def _opened(data: bytes, kind: Format) -> Image.Image:
    """Its header read, and its size found bearable."""
    Image.MAX_IMAGE_PIXELS = PIXELS[kind]
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(BytesIO(data), formats=(kind,))


def _prepare(image: Image.Image, data: bytes) -> None:
    """Let a JPEG be decoded at a fraction of its size, where that is enough."""
    if "progressive" in image.info and data.count(_SCAN) > SCANS:
        raise ImageRefused(Reason.TOO_SLOW)
    for scale in (8, 4, 2):
        if max(image.size) >= NEAR * scale:
            image.draft(None, (max(1, image.width // scale), max(1, image.height // scale)))
            return


def _orientation(image: Image.Image) -> int | None:
    """Of EXIF (or XMP); that this is damaged does not make the picture so."""
    try:
        return image.getexif().get(Tag.Orientation)
    except Exception:  # noqa: BLE001 - as many types as there are ways to damage it
        return None


def _upright(image: Image.Image, orientation: int | None) -> Image.Image:
    turn = _TURNS.get(orientation) if orientation else None
    return image if turn is None else image.transpose(turn)
