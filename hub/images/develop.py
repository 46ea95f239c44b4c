"""Bytes to everything that is known of a picture; runs in the worker's process alone."""

from io import BytesIO

from PIL import Image

from hub.images import codes, likeness, thumbhash
from hub.images.decode import decoded
from hub.images.formats import HEAD_BYTES, recognise
from hub.images.result import Picture, Rendition
from hub.images.scaling import fitted

THUMB_SIDE = 320

QUALITY = 80
EFFORT = 2
"""Of WebP's 0 to 6."""


def developed(data: bytes) -> Picture:
    """Decode, scale, encode, look. Raises ImageRefused.

    Everything is looked for in the very pixels that will be shown.
    """
    full = decoded(data, recognise(data[:HEAD_BYTES]))
    thumb = fitted(full, THUMB_SIDE)
    return Picture(
        full=encoded(full),
        thumb=encoded(thumb),
        thumbhash=thumbhash.encode(thumb),
        likeness=likeness.both(thumb),
        sightings=tuple(codes.found(full)),
    )


def encoded(image: Image.Image) -> Rendition:
    """The same pixels always give the same bytes, by which they are kept."""
    file = BytesIO()
    image.save(file, "WEBP", quality=QUALITY, method=EFFORT)
    return Rendition(file.getvalue(), "image/webp", image.width, image.height)
