"""Pictures to who takes them, and to who does not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web

from hub.errors import NotFound
from hub.transport.http import pictures
from tests.support import bare
from tests.support.timing import seconds

PIECE = 261_120


class Endless:
    """More than any buffer between here and there holds; what is left of it may go meanwhile."""

    mime = "image/webp"
    length = 400 * PIECE

    def __init__(self, there: int) -> None:
        self._there = there

    async def read(self, start: int, stop: int) -> AsyncIterator[bytes]:
        for place in range(start, stop, PIECE):
            if place >= self._there:
                raise NotFound
            yield bytes(PIECE)


@asynccontextmanager
async def serving(stored: Endless) -> AsyncIterator[tuple[str, Callable[[], Awaitable[None]]]]:
    """Where it is served, and a way to wait until it is over."""
    over = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            return await pictures.answer(request, stored, name="a", etag="b", max_age_s=1)
        finally:
            over.set()

    async def ended() -> None:
        async with asyncio.timeout(seconds(20)):
            await over.wait()

    application = web.Application()
    application.router.add_get("/", handler)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", ended
    finally:
        await runner.cleanup()


async def taken(url: str, ended: Callable[[], Awaitable[None]]) -> int:
    """How many bytes come to somebody who begins to take them when nothing is sent any more."""
    async with bare.opened(url, receive_buffer=4_096) as socket:
        await socket.send(b"GET / HTTP/1.1\r\nHost: hub\r\n\r\n")
        await ended()
        count = 0
        with suppress(ConnectionError):
            while piece := await socket.reader.read(PIECE):
                count += len(piece)
        return count


async def test_who_does_not_take_it_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "TAKING_SECONDS", 0.3)
    async with serving(Endless(there=Endless.length)) as (url, ended):
        assert await taken(url, ended) < Endless.length


async def test_what_goes_while_it_is_sent_has_no_good_end() -> None:
    """The connection breaks: otherwise half a picture would be kept as a whole one."""
    async with serving(Endless(there=PIECE)) as (url, ended):
        assert await taken(url, ended) < Endless.length
