"""Codes as they come in photographs: of every kind, small, askew, blurred, white on black."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from bench.images import photographs

WORDS = "Call 612 345 678"


@dataclass(frozen=True)
class Scene:
    """One code in a photograph: `share` is its width in that of the photograph."""

    kind: str = "QRCode"
    text: str = "https://wa.me/34612345678"
    share: float = 0.25
    angle: float = 0.0
    blur: float = 0.0
    inverted: bool = False
    contrast: float = 1.0
    quality: int = 85


KINDS = {
    "QRCode": "https://wa.me/34612345678",
    "MicroQRCode": "612345678",
    "DataMatrix": "https://t.me/lamps",
    "Aztec": "https://t.me/lamps",
    "PDF417": "write to ana@lamps.example",
    "EAN13": "4006381333931",
    "EAN8": "96385074",
    "Code128": "612345678",
    "Code39": "61234",
    "ITF": "12345678901231",
}
"""Of each kind something that it can say."""

CONDITIONS: dict[str, Scene] = {
    "QR, a quarter of the width": Scene(),
    "QR, a tenth of the width": Scene(share=0.1),
    "QR, a twentieth of the width": Scene(share=0.05),
    "QR, askew": Scene(angle=27),
    "QR, blurred": Scene(blur=3),
    "QR, white on black": Scene(inverted=True),
    "QR, faint": Scene(contrast=0.35),
    "QR, saved badly": Scene(quality=25),
    "QR, all of these a little": Scene(
        share=0.18, angle=12, blur=1, inverted=True, contrast=0.6, quality=50
    ),
    **{
        f"{kind}": Scene(kind, text, share=0.35) for kind, text in KINDS.items() if kind != "QRCode"
    },
}


def pictures(scene: Scene, photos: Iterable[Image.Image]) -> Iterator[Image.Image]:
    """The code in each of these, in other places and at slightly other angles and sizes."""
    for seed, photo in enumerate(photos):
        random = Random(seed)
        varied = replace(
            scene,
            share=scene.share * random.uniform(0.9, 1.1),
            angle=scene.angle + random.uniform(-4, 4),
        )
        yield picture(photo, varied, random)


def picture(photo: Image.Image, scene: Scene, random: Random) -> Image.Image:
    """A copy of the photograph with the code somewhere in it, saved and read again."""
    label, mask = _label(scene, round(photo.width * scene.share))
    scattered = _with(photo, label, mask, random)
    return saved(scattered.filter(ImageFilter.GaussianBlur(scene.blur)), scene.quality)


def written(photo: Image.Image, random: Random) -> Image.Image:
    """A copy of the photograph with a label that says WORDS, about a third of it wide."""
    font = ImageFont.load_default(photo.width // 24)
    left, top, right, bottom = font.getbbox(WORDS)
    label = Image.new("RGB", (int(right - left) + 40, int(bottom - top) + 40), (243, 240, 228))
    ImageDraw.Draw(label).text((20 - left, 20 - top), WORDS, fill=(30, 30, 36), font=font)
    return saved(_with(photo, label, Image.new("L", label.size, 255), random), 85)


def code(kind: str, text: str | bytes, scale: int = 8) -> Image.Image:
    """The code alone, black on white, with the quiet margin that it asks for."""
    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    # Its type does not say that it is a buffer.
    points: Any = made.to_image(scale)
    height, width = points.shape
    return Image.frombytes("L", (width, height), bytes(points))


def saved(image: Image.Image, quality: int) -> Image.Image:
    """As it looks after having been a JPEG."""
    opened = Image.open(io.BytesIO(photographs.jpeg(image, quality)))
    opened.load()
    return opened


def _with(photo: Image.Image, label: Image.Image, mask: Image.Image, random: Random) -> Image.Image:
    copy = photo.copy()
    room = [max(1, outer - inner) for outer, inner in zip(copy.size, label.size, strict=True)]
    copy.paste(label, (random.randrange(room[0]), random.randrange(room[1])), mask)
    return copy


def _label(scene: Scene, width: int) -> tuple[Image.Image, Image.Image]:
    """The code as it is printed, turned, and where it covers what is behind it."""
    printed = code(scene.kind, scene.text)
    if scene.inverted:
        printed = ImageOps.invert(printed)
    grey = Image.new("L", printed.size, 128)
    printed = Image.blend(grey, printed, scene.contrast)
    size = (width, max(1, printed.height * width // printed.width))
    label = printed.resize(size, Image.Resampling.BOX, reducing_gap=None)
    mask = Image.new("L", size, 255)
    turned = [
        one.rotate(scene.angle, Image.Resampling.BICUBIC, expand=True) for one in (label, mask)
    ]
    return turned[0].convert("RGB"), turned[1]
