"""Smaller pictures."""

from PIL import Image

REDUCING_GAP = 2.0
"""By so much more than needed a picture may be before it is scaled with care: what is larger is
halved by averages first. Nobody sees the difference."""


def fitted(image: Image.Image, side: int) -> Image.Image:
    """Scaled to at most `side` pixels a side; itself, where it is no larger."""
    longer = max(image.size)
    if longer <= side:
        return image
    width, height = (max(1, round(length * side / longer)) for length in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=REDUCING_GAP)
