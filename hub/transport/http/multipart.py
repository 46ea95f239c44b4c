"""A form with a file at its end, as it comes: fields first, so that they can be judged before it.

Nothing is held in memory but one piece. A sender who stops is not waited for.
"""

import asyncio
import hashlib
import warnings
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from aiohttp import BodyPartReader, MultipartReader, StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.multipart import BadContentDispositionHeader, BadContentDispositionParam
from aiohttp.web_protocol import RequestPayloadError

from hub.errors import Invalid, TimedOut, TooLarge, UnsupportedMedia

Value = TypeVar("Value")

# They would put what a client sent into the log; a part without a name is refused anyway.
for _kind in (BadContentDispositionHeader, BadContentDispositionParam):
    warnings.simplefilter("ignore", _kind)

FILE = "file"
FIELD_BYTES = 4_096
HEAD_BYTES = 65_536
"""Of a form, besides its file: more than its fields and the lines between its parts can take."""
PAUSE_SECONDS = 20.0
"""Without a byte."""
LEAST_RATE = 4_096
"""Bytes a second, all in all, behind the bounds' `grace`."""
COURTESY_SECONDS = 0.01
"""That a piece of an upload lets messages go first: where they never end, 6 MB/s still come in."""
LOOK_AGAIN_SECONDS = 0.001
_PIECE_BYTES = 65_536
_MALFORMED = (
    AssertionError,
    ValueError,
    RuntimeError,
    HttpProcessingError,
    RequestPayloadError,
    ConnectionError,
)
"""What aiohttp raises for what is no whole form, and for a sender who has gone."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most bytes of a file; the most seconds in which a whole form may arrive."""

    file_bytes: int
    seconds: float

    @property
    def grace(self) -> float:
        """Seconds that may pass in which nothing comes, or hardly anything."""
        return self.seconds / 6

    @property
    def too_large(self) -> TooLarge:
        most = self.file_bytes
        return TooLarge(f"A picture may have up to {most / 1e6:.3g} MB.", limit=most)


class Form:
    """`fields`, which were read, and a file, which was not yet."""

    def __init__(
        self,
        parts: MultipartReader,
        fields: dict[str, str],
        file: BodyPartReader,
        arrival: "Arrival",
    ) -> None:
        self._parts = parts
        self._file = file
        self._arrival = arrival
        self.fields = fields

    async def pour(self, into: BinaryIO, turns: "Turns") -> str:
        """Write the file, which must be the last part; its SHA-256.

        Raises Invalid, TimedOut, TooLarge.
        """
        digest, length, bounds = hashlib.sha256(), 0, self._arrival.bounds
        while piece := await self._arrival.of(self._file.read_chunk(_PIECE_BYTES)):
            length += len(piece)
            if length > bounds.file_bytes:
                raise bounds.too_large
            await turns.next()
            digest.update(piece)
            into.write(piece)
        if await self._arrival.of(self._parts.next()) is not None:
            raise Invalid(FILE, "must be the last part")
        into.flush()
        return digest.hexdigest()


class Turns:
    """Of all uploads under way, one goes on in each turn of the event loop.

    Whoever sends a message meanwhile waits for a piece of one of them, not of all; and where there
    are many senders, uploads give way to them. A file of which no more is taken is not read any
    further from its connection.
    """

    def __init__(self, sending: Callable[[], bool]) -> None:
        """`sending`: whether anybody waits for a message to be kept."""
        self._sending = sending
        self._next = asyncio.Lock()

    async def next(self) -> None:
        """When it may go on, up to where it waits for something else."""
        loop = asyncio.get_running_loop()
        async with self._next:
            await asyncio.sleep(0)
            until = loop.time() + COURTESY_SECONDS
            while self._sending() and loop.time() < until:  # noqa: ASYNC110 - who sends tells nobody
                await asyncio.sleep(LOOK_AGAIN_SECONDS)


class Parts(MultipartReader):
    """A form that begins with its first part, at most behind an empty line.

    Whatever else came before it would be gone through line by line without a pause: a megabyte of
    empty lines takes seconds, in which nobody else is served.
    """

    async def _read_until_first_boundary(self) -> None:
        line = await self._readline()
        if not line.strip():
            line = await self._readline()
        if line.rstrip() != self._boundary:
            raise ValueError("it does not begin with a part")


class Arrival:
    """Waits for a form, as long as it comes; a mistake in it is its sender's."""

    def __init__(self, content: StreamReader, bounds: Bounds) -> None:
        self.bounds = bounds
        self._content = content
        self._began = asyncio.get_running_loop().time()

    async def of(self, awaited: Awaitable[Value]) -> Value:
        """What comes next; raises Invalid, TimedOut."""
        with _told():
            async with asyncio.timeout_at(self._ends()):
                return await awaited

    def _ends(self) -> float:
        """When it is given up if nothing more comes. Every byte earns its sender time."""
        earned = self._content.total_bytes / LEAST_RATE
        slow = self._began + self.bounds.grace + earned
        paused = asyncio.get_running_loop().time() + PAUSE_SECONDS
        return min(self._began + self.bounds.seconds, slow, paused)


async def arriving(request: web.Request, names: Collection[str], bounds: Bounds) -> Form:
    """The form of a request, up to its file; its fields are some of `names`, each once.

    Raises UnsupportedMedia, Invalid, TimedOut, TooLarge.
    """
    if request.content_type != "multipart/form-data":
        raise UnsupportedMedia("Send a form (multipart/form-data).")
    if (request.content_length or 0) > bounds.file_bytes + HEAD_BYTES:
        raise bounds.too_large
    with _told():
        parts = Parts(request.headers, request.content)
    arrival, fields = Arrival(request.content, bounds), dict[str, str]()
    while True:
        part = await arrival.of(parts.next())
        if not isinstance(part, BodyPartReader):
            raise Invalid(FILE, "is missing")
        name = part.name or ""
        if name == FILE:
            return Form(parts, fields, part, arrival)
        if name not in names or name in fields:
            raise Invalid("body", "has a part that is not known, or one twice")
        fields[name] = await _text(part, name, arrival)


async def _text(part: BodyPartReader, name: str, arrival: Arrival) -> str:
    read = bytearray()
    while piece := await arrival.of(part.read_chunk(FIELD_BYTES)):
        read += piece
        if len(read) > FIELD_BYTES:
            raise Invalid(name, "is too long")
    try:
        return read.decode()
    except UnicodeDecodeError:
        raise Invalid(name, "is not valid Unicode") from None


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise TimedOut from None
    except _MALFORMED:
        raise Invalid("body", "is not a whole form") from None
