"""Bodies of requests: of known length, and in bounded time.

Every chunk of a body of unknown length costs the event loop work. One in chunks of one byte holds
it up for a hundred milliseconds at a time, whoever sends it. Browsers and mobile libraries say how
long a body is; only back ends may not know it, of an import.
"""

import asyncio
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from hub.errors import LengthRequired, TimedOut
from hub.protocol.service import IMPORT

ARRIVAL_SECONDS = 20.0
"""For a small body, which is read as a whole."""
LINGER_SECONDS = 1.0
"""For a sender to take the answer, and to stop."""


async def whole(request: web.Request) -> bytes:
    """A small body. Raises TimedOut; aiohttp's own error where it is too large."""
    try:
        async with asyncio.timeout(ARRIVAL_SECONDS):
            return await request.read()
    except TimeoutError:
        raise TimedOut from None


@web.middleware
async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Raises LengthRequired, before anything is read."""
    if _is_chunked(request) and request.path != IMPORT:
        raise LengthRequired
    return await handler(request)


@web.middleware
async def hang_up(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What is left of a chunked body is never parsed, as it would be to get at a next request."""
    response = await handler(request)
    if _is_chunked(request) and not request.content.is_eof():
        response.force_close()
        await response.prepare(request)
        await response.write_eof()
        await _leave(request)
    return response


async def _leave(request: web.Request) -> None:
    """Throw away what still comes for a while: closed at once, the answer could be lost."""
    if (transport := request.transport) is None:
        return
    discarding = _Discarding(request.protocol)
    transport.set_protocol(discarding)
    transport.resume_reading()
    try:
        async with asyncio.timeout(LINGER_SECONDS):
            await discarding.ended.wait()
    except TimeoutError:
        pass
    request.protocol.force_close()


class _Discarding(asyncio.Protocol):
    """Stands in for a protocol that is to get no more data."""

    def __init__(self, instead_of: Any) -> None:  # noqa: ANN401 - aiohttp's request handler
        self._instead_of = instead_of
        self.ended = asyncio.Event()

    def pause_writing(self) -> None:
        self._instead_of.pause_writing()

    def resume_writing(self) -> None:
        self._instead_of.resume_writing()

    def eof_received(self) -> None:
        self.ended.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended.set()
        self._instead_of.connection_lost(exc)


def _is_chunked(request: web.Request) -> bool:
    return "Transfer-Encoding" in request.headers
