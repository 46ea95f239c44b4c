"""Small pictures in every format, with all that a file can carry besides its pixels."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO

from PIL import ExifTags, Image, ImageCms, PngImagePlugin
from pillow_heif import register_heif_opener

register_heif_opener()

SECRET_WORDS = b"left-in-by-the-camera"
"""What must be nowhere in what comes out."""

LATITUDE = (48.0, 51.0, 29.37)


def scene(width: int = 96, height: int = 64) -> Image.Image:
    """Dark at the upper left, red to the right, green to the bottom, blue in between."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    middle = Image.radial_gradient("L").resize((width, height)).point(lambda value: 255 - value)
    return Image.merge("RGB", (across, down, middle))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@lru_cache(maxsize=64)
def jpeg(width: int = 96, height: int = 64) -> bytes:
    return saved(scene(width, height), "JPEG", quality=90)


@lru_cache(maxsize=64)
def png(width: int = 96, height: int = 64) -> bytes:
    return saved(scene(width, height), "PNG")


def exif(orientation: int = 1) -> Image.Exif:
    """As a telephone writes it: where it was taken, by which one, and how to turn it."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Make] = SECRET_WORDS.decode()
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: LATITUDE}
    )
    return tags


def profile(name: str = "sRGB") -> bytes:
    """A colour profile, with the words in a part that no reader needs."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]
    return plain + SECRET_WORDS


def swapped() -> bytes:
    """A profile by which what is written as red is meant as green."""
    swaps = ((b"rXYZ", b"????"), (b"gXYZ", b"rXYZ"), (b"????", b"gXYZ"))
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in (*swaps, ("sRGB".encode("utf-16-be"), "RGGB".encode("utf-16-be"))):
        data = data.replace(old, new)
    return data


def talkative(kind: str) -> bytes:
    """A picture with GPS, comments, a profile and XMP, as far as the format has a place for it."""
    return saved(scene(), kind, **TALKATIVE[kind]())


def _xmp() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET_WORDS + b"</x:xmpmeta>"


def _texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET_WORDS.decode())
    texts.add_itxt("XML:com.adobe.xmp", _xmp().decode())
    return texts


def _both() -> dict[str, object]:
    return {"exif": exif(), "icc_profile": profile()}


TALKATIVE: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "JPEG": lambda: {"comment": SECRET_WORDS, "xmp": _xmp(), **_both()},
    "PNG": lambda: {"pnginfo": _texts(), **_both()},
    "WEBP": lambda: {"xmp": _xmp(), **_both()},
    "GIF": lambda: {"comment": SECRET_WORDS},
    "HEIF": lambda: {"xmp": _xmp(), "quality": 80, **_both()},
}


def animated(kind: str, frames: int = 3) -> bytes:
    """The first frame is `scene()`, the others are plain."""
    others = [Image.new("RGB", scene().size, (255, 0, n)) for n in range(frames - 1)]
    return saved(scene(), kind, save_all=True, append_images=others, duration=100, loop=0)


def _clear(image: Image.Image) -> Image.Image:
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def _deep(image: Image.Image) -> Image.Image:
    """In grey, of 16 bits."""
    return image.convert("I").point(lambda value: value * 256).convert("I;16")


def with_exif(image: Image.Image, orientation: int) -> Image.Image:
    """The plugin for HEIC turns what is written, where this is said by the picture itself."""
    image.info["exif"] = exif(orientation).tobytes()
    return image


SEEDS: Mapping[str, Callable[[Image.Image], bytes]] = {
    "jpeg": lambda image: saved(image, "JPEG", quality=85),
    "jpeg-progressive": lambda image: saved(image, "JPEG", progressive=True, exif=exif(6)),
    "jpeg-grey": lambda image: saved(image.convert("L"), "JPEG", icc_profile=profile()),
    "jpeg-cmyk": lambda image: saved(image.convert("CMYK"), "JPEG"),
    "png": lambda image: saved(image, "PNG"),
    "png-clear": lambda image: saved(_clear(image), "PNG", icc_profile=profile()),
    "png-palette": lambda image: saved(image.quantize(16), "PNG"),
    "png-deep": lambda image: saved(_deep(image), "PNG"),
    "webp": lambda image: saved(image, "WEBP", quality=80),
    "webp-lossless": lambda image: saved(_clear(image), "WEBP", lossless=True, exif=exif(3)),
    "webp-animated": lambda _image: animated("WEBP"),
    "gif": lambda image: saved(image, "GIF"),
    "gif-animated": lambda _image: animated("GIF"),
    "heic": lambda image: saved(image, "HEIF", quality=70),
    "heic-clear": lambda image: saved(with_exif(_clear(image), 8), "HEIF", quality=70),
}
"""Every format and way of coding that is taken."""


@lru_cache(maxsize=len(SEEDS))
def seed(name: str) -> bytes:
    """A whole picture of it."""
    return SEEDS[name](scene(64, 48))


def opened(data: bytes) -> Image.Image:
    """Decoded; raises whatever Pillow raises."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def mean(image: Image.Image) -> tuple[int, ...]:
    """The average colour."""
    pixel = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return tuple(int(value) for value in pixel)
