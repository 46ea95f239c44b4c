"""Photographs as a telephone takes them, made up: the same one for the same seed.

Light that changes slowly, surfaces with texture at every scale, things with edges, and the grain of
a sensor. A JPEG of 12 megapixels has three to five megabytes, as one from a telephone.
"""

import io
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Size = tuple[int, int]

TWELVE_MEGAPIXELS = (4000, 3000)
THINGS = 40
_OCTAVES = (1536, 768, 384, 192, 96, 48, 24, 12, 6, 3)
"""Points across the longer side, finest first."""
_COARSER = 0.38
"""How much stronger than all finer ones together each octave is: as in nature, the reverse of how
often its waves come."""
_SOFT = 2
"""A lens draws edges softer than pixels."""
_GRAIN = 0.1
_COLOUR = 0.3
"""Most of what is around people is nearly grey."""


def photograph(seed: int, size: Size = TWELVE_MEGAPIXELS) -> Image.Image:
    """A photograph in RGB."""
    random = Random(seed)
    small = (max(1, size[0] // _SOFT), max(1, size[1] // _SOFT))
    scene = _surfaces(random, small)
    for _ in range(THINGS):
        _thing(scene, random)
    soft = scene.filter(ImageFilter.GaussianBlur(0.7)).resize(size, Image.Resampling.BICUBIC)
    return Image.blend(soft, _grain(random, size), _GRAIN)


def product(seed: int, size: Size) -> Image.Image:
    """One thing in the middle of a white ground, as shops show what they sell; in RGB."""
    random = Random(f"product {seed}")
    scene = Image.new("RGB", size, "white")
    extent = _extent(random, size, 0.35, 0.8)
    corner = ((size[0] - extent[0]) // 2, (size[1] - extent[1]) // 2)
    scene.paste(_surface(random, extent), corner, _outline(random, extent))
    return scene.filter(ImageFilter.GaussianBlur(0.7))


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    """As the camera saves it."""
    saved = io.BytesIO()
    image.save(saved, "JPEG", quality=quality)
    return saved.getvalue()


def another(photo: bytes, number: int) -> bytes:
    """The JPEG with other pixels for each number from 0 to 511, which takes no time.

    Three steps of its first quantisation table are changed, so the contrast of three fine patterns.
    """
    table = photo.index(b"\xff\xdb") + 5
    changed = bytearray(photo)
    for place in range(3):
        changed[table + 12 + place] += number >> 3 * place & 7
    return bytes(changed)


def _surfaces(random: Random, size: Size) -> Image.Image:
    light = _texture(random, size, _OCTAVES)
    grey = Image.new("L", size, 128)
    colours = [Image.blend(grey, _texture(random, size, _OCTAVES[-4:]), _COLOUR) for _ in range(2)]
    return Image.merge("YCbCr", (light, *colours)).convert("RGB")


def _texture(random: Random, size: Size, octaves: tuple[int, ...]) -> Image.Image:
    seen = [across for across in octaves if across <= max(size)]
    first, *others = (_waves(random, size, across) for across in seen)
    for other in others:
        first = Image.blend(first, other, _COARSER)
    return first


def _waves(random: Random, size: Size, across: int) -> Image.Image:
    longer = max(size)
    points = tuple(max(2, across * side // longer) for side in size)
    return _noise(random, (points[0], points[1])).resize(size, Image.Resampling.BICUBIC)


def _noise(random: Random, size: Size) -> Image.Image:
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1]))


def _thing(scene: Image.Image, random: Random) -> None:
    """Something with an outline and a texture of its own, lit from one side."""
    size = _extent(random, scene.size, 0.02, 0.35)
    surface = _surface(random, size)
    corner = tuple(random.randrange(-side // 8, side) for side in scene.size)
    scene.paste(surface, (corner[0], corner[1]), _outline(random, size))


def _extent(random: Random, around: Size, least: float, most: float) -> Size:
    width, height = (max(8, int(side * random.uniform(least, most))) for side in around)
    return width, height


def _surface(random: Random, size: Size) -> Image.Image:
    colour = tuple(random.randrange(20, 236) for _ in range(3))
    surface = Image.new("RGB", size, (colour[0], colour[1], colour[2]))
    shade = Image.merge("RGB", [_texture(random, size, _OCTAVES[random.randrange(6) :])] * 3)
    return ImageChops.overlay(surface, shade)


def _outline(random: Random, size: Size) -> Image.Image:
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    whole = (0, 0, size[0] - 1, size[1] - 1)
    if random.random() < 0.4:
        draw.ellipse(whole, fill=255)
    elif random.random() < 0.5:
        draw.rounded_rectangle(whole, radius=min(size) // 6, fill=255)
    else:
        corners = [(random.randrange(size[0]), random.randrange(size[1])) for _ in range(5)]
        draw.polygon(corners, fill=255)
    return mask.rotate(random.uniform(-40, 40))


def _grain(random: Random, size: Size) -> Image.Image:
    tile = Image.merge("RGB", [_noise(random, (512, 512)) for _ in range(3)])
    grain = Image.new("RGB", size)
    for left in range(0, size[0], tile.width):
        for top in range(0, size[1], tile.height):
            grain.paste(tile, (left, top))
    return grain
