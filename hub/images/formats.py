"""What a file is, told by how it begins; names and declared types are never asked.

Sources: the signatures in the formats' specifications (JPEG: ITU-T T.81 B.1; PNG: W3C PNG 5.2;
GIF89a 17; RIFF containers of WebP and AVI; EBML of WebM: RFC 8794; brands: mp4ra.org).
"""

from collections.abc import Iterator
from enum import StrEnum

from hub.images.refusals import ImageRefused, Reason

HEAD_BYTES = 512
"""So much of the beginning is enough."""


class Format(StrEnum):
    """Pictures that are taken, under Pillow's names."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    HEIF = "HEIF"


_PICTURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
)

_VIDEOS = (
    b"\x1a\x45\xdf\xa3",  # WebM, Matroska
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x00\x00\x01\xb3",  # MPEG video
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # Windows Media
    b"FLV\x01",
    b"OggS",
)

_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"pnot"})
"""First boxes of QuickTime files from before there were brands."""

_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
"""Brands of pictures and bursts that are coded as HEVC."""

_OTHERS = frozenset(
    {b"avif", b"avis", b"mif1", b"msf1", b"crx ", b"M4A ", b"M4B ", b"jp2 ", b"jxl "}
)
"""Brands of the same container that are neither such pictures nor videos."""

_TRANSPORT_PACKET = 188
"""Bytes of an MPEG transport stream between one 0x47 and the next."""


def recognise(head: bytes) -> Format:
    """The format of a file that begins with `head` (HEAD_BYTES or more, or all of it).

    Raises ImageRefused: `empty`, `video` or `format`.
    """
    if not head:
        raise ImageRefused(Reason.EMPTY)
    for signature, name in _PICTURES:
        if head.startswith(signature):
            return name
    if head.startswith(b"RIFF"):
        return _riff(head[8:12])
    if head[4:8] == b"ftyp":
        return _branded(set(_brands(head)))
    raise ImageRefused(Reason.VIDEO if _is_video(head) else Reason.FORMAT)


def _riff(kind: bytes) -> Format:
    if kind == b"WEBP":
        return Format.WEBP
    raise ImageRefused(Reason.VIDEO if kind == b"AVI " else Reason.FORMAT)


def _branded(brands: set[bytes]) -> Format:
    if brands & _HEIC:
        return Format.HEIF
    raise ImageRefused(Reason.FORMAT if brands & _OTHERS else Reason.VIDEO)


def _brands(head: bytes) -> Iterator[bytes]:
    """The major one and those it is compatible with, of the first box."""
    yield head[8:12]
    end = min(int.from_bytes(head[:4]), len(head))
    for place in range(16, end - 3, 4):
        yield head[place : place + 4]


def _is_video(head: bytes) -> bool:
    return (
        head.startswith(_VIDEOS)
        or head[4:8] in _QUICKTIME
        or (head[:1] == b"G" and head[_TRANSPORT_PACKET : _TRANSPORT_PACKET + 1] == b"G")
    )
