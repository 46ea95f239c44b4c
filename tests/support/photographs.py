"""Photographs with a code in them, and the same ones as others would send them again."""

import io
from functools import cache

from PIL import Image, ImageOps

from bench.images import photographs, scenes

MESSENGER = "https://wa.me/34612345678"


@cache
def photo(seed: int = 1, *, width: int = 800, height: int = 600) -> Image.Image:
    return photographs.photograph(seed, (width, height))


def with_code(text: str = MESSENGER, kind: str = "QRCode", *, seed: int = 1) -> bytes:
    """A photograph with a code at the right, in its middle: 200 pixels of 800 and of 600."""
    picture = photo(seed).copy()
    picture.paste(scenes.code(kind, text, 4).resize((200, 200)), (560, 200))
    return as_jpeg(picture)


def as_jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    return photographs.jpeg(picture, quality)


def altered(data: bytes) -> dict[str, bytes]:
    """The same picture as others would send it."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    half = (picture.width // 2, picture.height // 2)
    png = io.BytesIO()
    picture.save(png, "PNG")
    return {
        "saved badly": as_jpeg(picture, 40),
        "as another format": png.getvalue(),
        "half as large": as_jpeg(picture.resize(half)),
        "mirrored": as_jpeg(ImageOps.mirror(picture)),
        "turned": as_jpeg(picture.rotate(90, expand=True)),
    }
