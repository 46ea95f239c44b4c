"""Files that mean harm: small ones that unpack to a lot, and ones that are something else."""

import struct
import zlib
from collections.abc import Iterator, Mapping

from PIL import Image

from tests.support.pictures import animated, jpeg, png, saved

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file that virus scanners agree to report."""

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(r) file\n"
PPM = b"P6 2 2 255\n" + bytes(12)
PSD = b"8BPS\0\1" + bytes(6) + struct.pack("!HIIHH", 3, 2, 2, 8, 3) + bytes(12)
FITS = b"SIMPLE  =                    T".ljust(80) + b"END".ljust(2_800)

VIDEOS: Mapping[str, bytes] = {
    "mp4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41\0\0\0\x08free",
    "mov": b"\0\0\0\x14ftypqt  \0\0\2\0qt  \0\0\0\x08wide",
    "mov-old": b"\0\0\1\0moov\0\0\0\x6cmvhd" + bytes(100),
    "3gp": b"\0\0\0\x18ftyp3gp5\0\0\1\x003gp53gp4\0\0\0\x08free",
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm",
    "avi": b"RIFF\0\1\0\0AVI LIST\0\1\0\0hdrlavih",
    "ts": (b"\x47\x40\0\x10" + bytes(184)) * 3,
}


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *between: bytes) -> bytes:
    """It says that it is so large, and its pixels would be zeros."""
    pixels = zlib.compress(bytes(1_000_000), 9)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            *between,
            png_chunk(b"IDAT", pixels),
            png_chunk(b"IEND", b""),
        )
    )


def text_bomb() -> bytes:
    """50 MB of text in 49 KB."""
    packed = zlib.compress(bytes(50_000_000), 9)
    return png_of(64, 64, png_chunk(b"zTXt", b"Comment\0\0" + packed))


def gif_bomb(frames: int = 100_000, side: int = 4_000) -> bytes:
    """Frames of one pixel on a large screen."""
    screen = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    return screen + frame * frames + b"\x3b"


def webp_bomb(frames: int = 10_000, side: int = 4_000) -> bytes:
    chunks = list(_riff(animated("WEBP")))
    header = dict(chunks)[b"VP8X"]
    extended = header[:4] + 2 * (side - 1).to_bytes(3, "little")
    frame = next(data for kind, data in chunks if kind == b"ANMF")
    loop = next(data for kind, data in chunks if kind == b"ANIM")
    before = b"WEBP" + _chunk(b"VP8X", extended) + _chunk(b"ANIM", loop)
    body = before + _chunk(b"ANMF", frame) * frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


def apng_bomb(frames: int = 1_000_000) -> bytes:
    """It says that it has so many frames."""
    data = animated("PNG")
    place = data.index(b"acTL")
    return (
        data[: place - 4]
        + png_chunk(b"acTL", struct.pack("!II", frames, 0))
        + data[place + 4 + 8 + 4 :]
    )


def slow_jpeg(scans: int, side: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again, over every block of the picture."""
    data = saved(Image.new("L", (side, side), 128), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]


def polyglot() -> bytes:
    """A JPEG that is also a page, by what stands behind its end."""
    return jpeg() + b"<html><script>alert(document.cookie)</script></html>"


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 12
    while place < len(data):
        kind, size = struct.unpack_from("<4sI", data, place)
        yield kind, data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _chunk(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def truncated() -> bytes:
    return jpeg()[:-200]


def cut_png() -> bytes:
    return png()[:-100]
