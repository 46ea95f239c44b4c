"""A WebSocket by hand over TCP: for what no client library would send, and for not reading."""

import asyncio
import base64
import os
import socket
import struct
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.support.timing import seconds

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
_HEADS_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the hub's HTTP answer; header names in small letters."""

    status: int
    headers: Mapping[str, str]


class Bare:
    """A TCP connection to the hub on which everything is said by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def upgrade(self, **headers: str) -> Head:
        """Ask for a WebSocket; `headers` come on top, `_` standing for `-`."""
        asked = {
            "Host": "hub",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"GET {SOCKET_PATH} HTTP/1.1", *(f"{n}: {v}" for n, v in asked.items())]
        await self.send("\r\n".join(lines).encode() + _HEADS_END)
        return await self.head()

    async def head(self) -> Head:
        """The head of the next answer."""
        async with asyncio.timeout(seconds(10)):
            raw = await self.reader.readuntil(_HEADS_END)
        first, *lines = raw.decode("latin-1").rstrip().split("\r\n")
        headers = {n.lower(): v for n, v in (line.split(": ", 1) for line in lines)}
        return Head(int(first.split()[1]), headers)

    async def frame(self, kind: int, payload: bytes, *, reserved: int = 0) -> None:
        """One final frame; `reserved` 4 claims that it is compressed."""
        await self.send(frame(kind, payload, reserved=reserved))

    async def read_frame(self) -> tuple[int, bytes]:
        """The hub's next frame: its kind and payload."""
        async with asyncio.timeout(seconds(10)):
            kind, length = await self.reader.readexactly(2)
            if length >= 126:
                extended = await self.reader.readexactly(2 if length == 126 else 8)
                length = int.from_bytes(extended)
            return kind & 0x0F, await self.reader.readexactly(length)

    async def ended(self, *, within: float = 15) -> None:
        """Read what is left until the hub closes the connection."""
        async with asyncio.timeout(seconds(within)):
            try:
                while await self.reader.read(65_536):
                    pass
            except ConnectionError:
                return


def frame(kind: int, payload: bytes, *, reserved: int = 0) -> bytes:
    """A masked final frame, as a client must send it (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        length = struct.pack("!B", 0x80 | size)
    elif size < 65_536:
        length = struct.pack("!BH", 0x80 | 126, size)
    else:
        length = struct.pack("!BQ", 0x80 | 127, size)
    unmasked = bytes(4)  # masking by zeroes changes nothing
    return bytes([0x80 | reserved << 4 | kind]) + length + unmasked + payload


@asynccontextmanager
async def opened(url: str, *, receive_buffer: int | None = None) -> AsyncIterator[Bare]:
    """A TCP connection to the hub at `url`."""
    address = urlsplit(url)
    plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if receive_buffer is not None:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    plain.settimeout(0)
    await asyncio.get_running_loop().sock_connect(plain, (address.hostname, address.port))
    reader, writer = await asyncio.open_connection(sock=plain, limit=4_096)
    try:
        yield Bare(reader, writer)
    finally:
        writer.transport.abort()
