"""Photographs as telephones save them, and uploads by hand: as forms, part by part."""

import io
import secrets
from collections.abc import Mapping
from random import Random

import aiohttp
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.support.bare import Bare
from tests.support.people import Person
from tests.support.running import RunningHub
from tests.support.service import Reply

PATH = "/api/v1/attachments"
MAKE, NOTE, PROFILE, PACKET = "PrivateCamera", "private-comment", b"private-profile", b"private-xmp"
"""What a telephone tells of itself and its owner, and nobody else shall read."""
PRIVATE = (MAKE.encode(), NOTE.encode(), PROFILE, PACKET, b"Exif", b"http://ns.adobe.com")
_GPS, _MAKE, _ORIENTATION, _LATITUDE = 0x8825, 0x010F, 0x0112, 2


def photograph(size: tuple[int, int] = (900, 600), seed: int | None = None) -> bytes:
    """A JPEG with a place, a make, a comment, a colour profile and XMP in it, lying on its side.

    Another one each time, unless it is asked for by its `seed`.
    """
    random = Random(secrets.randbits(64) if seed is None else seed)
    image = Image.frombytes("RGB", (9, 6), random.randbytes(9 * 6 * 3))
    exif = Image.Exif()
    exif[_MAKE] = MAKE
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS)[_LATITUDE] = (41.0, 23.0, 12.25)
    file = io.BytesIO()
    image.resize(size, Image.Resampling.BICUBIC).save(
        file, "JPEG", exif=exif, comment=NOTE, icc_profile=PROFILE, xmp=PACKET
    )
    return file.getvalue()


def png(size: tuple[int, int] = (60, 40)) -> bytes:
    """A PNG with a comment in it."""
    told = PngInfo()
    told.add_text("Comment", NOTE)
    file = io.BytesIO()
    pixels = secrets.token_bytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, pixels).save(file, "PNG", pnginfo=told)
    return file.getvalue()


def form(fields: Mapping[str, str], file: bytes | None) -> aiohttp.FormData:
    """Fields in their order, the file last."""
    data = aiohttp.FormData(default_to_multipart=True)
    for field, value in fields.items():
        data.add_field(field, value)
    if file is not None:
        data.add_field("file", io.BytesIO(file), filename="../../x.png", content_type="text/html")
    return data


def asked(conversation_id: str, **more: str) -> dict[str, str]:
    """The fields of an upload, under a fresh `upload_id` unless one is given."""
    return {"conversation_id": conversation_id, "upload_id": secrets.token_hex(8), **more}


async def post(
    hub: RunningHub, who: Person | None, fields: Mapping[str, str], file: bytes | None
) -> Reply:
    """One upload, whatever comes of it."""
    return await hub.http(who).call("POST", PATH, data=form(fields, file))


def parts(fields: Mapping[str, str], boundary: str = "line") -> bytes:
    """A form by hand, up to where the bytes of its file begin."""
    told = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    return "".join([*told, file]).encode()


async def begin(socket: Bare, who: Person, said: bytes, length: int = 1_000_000) -> None:
    """An upload by hand: its head, and so much of its body."""
    lines = (
        f"POST {PATH} HTTP/1.1",
        "Host: hub",
        f"Authorization: Bearer {who.token()}",
        "Content-Type: multipart/form-data; boundary=line",
        f"Content-Length: {length}",
    )
    await socket.send("\r\n".join(lines).encode() + b"\r\n\r\n" + said)
