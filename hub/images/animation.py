"""How many pictures an animation claims to hold, without decoding any."""

from PIL import Image

from hub.images.formats import Format
from hub.images.refusals import ImageRefused, Reason

UNPACKED_PIXELS = 1_000_000_000
"""Of all frames together. Ten seconds of full HD hold half of that; bombs hold a thousandfold."""

_EXTENSION, _FRAME = 0x21, 0x2C
_SCREEN = 13
"""Bytes of a GIF before its colours: signature, version, logical screen."""
_DESCRIPTOR = 10
"""Bytes that begin a frame: where it stands, how large it is, and last its flags."""


def check_frames(image: Image.Image, data: bytes, kind: Format) -> None:
    """Raises ImageRefused for an animation that only exists to be unpacked."""
    most = UNPACKED_PIXELS // (image.width * image.height)
    count = gif_frames(data, most) if kind is Format.GIF else getattr(image, "n_frames", 1)
    if count > most:
        raise ImageRefused(Reason.TOO_MANY_FRAMES)


def gif_frames(data: bytes, most: int) -> int:
    """Frames of a GIF; no further than one beyond `most`, and to where it breaks off."""
    count = 0
    try:
        place = _SCREEN + _colours(data[_SCREEN - 3])
        while count <= most and data[place] in (_EXTENSION, _FRAME):
            count += data[place] == _FRAME
            place = _behind_blocks(data, place + _before_blocks(data, place))
    except IndexError:
        pass
    return count


def _colours(flags: int) -> int:
    """Bytes of the table of colours that these flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _before_blocks(data: bytes, place: int) -> int:
    """Of an extension its two signs, of a frame its descriptor, colours and size of code."""
    if data[place] == _EXTENSION:
        return 2
    return _DESCRIPTOR + _colours(data[place + _DESCRIPTOR - 1]) + 1


def _behind_blocks(data: bytes, place: int) -> int:
    """Each block begins with its size; one without content ends them."""
    while size := data[place]:
        place += size + 1
    return place + 1
