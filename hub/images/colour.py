"""Whatever a file's pixels mean, as sRGB without transparency: what moderation sees, all see."""

from io import BytesIO

from PIL import Image, ImageCms

BACKGROUND = "white"
"""Under what is transparent. Kept transparent, a picture could show one thing on a light page,
another on a dark one, and a third to who checks it."""

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_DEEP_TO_8_BITS = 1 / 256


def plain(image: Image.Image) -> Image.Image:
    """As L, RGB, RGBA or CMYK, which can be scaled: no palette, no more than 8 bits a channel."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value * _DEEP_TO_8_BITS).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("RGB")


def opaque(image: Image.Image) -> Image.Image:
    """Without transparency, on a white ground."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, BACKGROUND)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """An L, RGB or CMYK picture as RGB, by the colour profile that came with it, if that works."""
    if profile:
        try:
            return _by_profile(image, ImageCms.ImageCmsProfile(BytesIO(profile)))
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return image.convert("RGB")
    return image.convert("RGB")


def _by_profile(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    if image.mode == "RGB" and _says_srgb(profile):
        return image
    converted = ImageCms.profileToProfile(image, profile, _SRGB, outputMode="RGB")
    assert converted is not None  # only in place there would be none
    return converted


def _says_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return (profile.profile.profile_description or "").startswith("sRGB")
