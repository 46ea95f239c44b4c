"""A kept picture as an answer: whole or in part, piece by piece, to who takes it."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Final

from aiohttp import web

from hub.actions.picture_ports import Stored
from hub.errors import HubError
from hub.transport.http import ranges

TAKING_SECONDS = 60.0
"""For a piece; who takes longer is hung up on."""
_ENDINGS: Final = {"image/webp": "webp", "image/jpeg": "jpg"}
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "same-origin",
    "Accept-Ranges": "bytes",
}


async def answer(
    request: web.Request, stored: Stored, *, name: str, etag: str, max_age_s: int
) -> web.StreamResponse:
    """The picture, or 304 or 416 or the part that was asked for.

    `name` is what it is called where it is saved, without an ending. Raises NotFound, Overloaded
    before anything is sent.
    """
    headers = {
        **_HEADERS,
        "ETag": f'"{etag}"',
        "Cache-Control": f"private, max-age={max_age_s}, immutable",
        "Content-Disposition": f'inline; filename="{name}.{_ENDINGS[stored.mime]}"',
    }
    if _is_known(request, etag):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    try:
        part = ranges.asked(_range_header(request, etag), stored.length)
    except ranges.NotSatisfiable:
        headers = {"Content-Range": f"bytes */{stored.length}", "Accept-Ranges": "bytes"}
        return web.Response(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
    if part is not None:
        headers["Content-Range"] = part.content_range
    return await _streamed(request, stored, part or _whole(stored), headers)


async def _streamed(
    request: web.Request, stored: Stored, part: ranges.Range, headers: dict[str, str]
) -> web.StreamResponse:
    status = HTTPStatus.PARTIAL_CONTENT if "Content-Range" in headers else HTTPStatus.OK
    response = web.StreamResponse(status=status, headers=headers)
    response.content_type = stored.mime
    response.content_length = part.stop - part.start
    pieces = stored.read(part.start, part.stop)
    first = await anext(pieces)
    await response.prepare(request)
    if request.method == "HEAD":
        return response
    try:
        await _send(response, first, pieces)
    except (HubError, TimeoutError, ConnectionError):
        if request.transport is not None:  # the rest cannot come: an end would look like the end
            request.transport.abort()
    return response


async def _send(response: web.StreamResponse, first: bytes, others: AsyncIterator[bytes]) -> None:
    await _taken(response, first)
    async for piece in others:
        await _taken(response, piece)
    async with asyncio.timeout(TAKING_SECONDS):
        await response.write_eof()


async def _taken(response: web.StreamResponse, piece: bytes) -> None:
    async with asyncio.timeout(TAKING_SECONDS):
        await response.write(piece)


def _is_known(request: web.Request, etag: str) -> bool:
    known = request.if_none_match or ()
    return any(one.value in (etag, "*") for one in known)


def _range_header(request: web.Request, etag: str) -> str | None:
    """Not where it is meant for another content."""
    condition = request.headers.get("If-Range")
    return request.headers.get("Range") if condition in (None, f'"{etag}"') else None


def _whole(stored: Stored) -> ranges.Range:
    return ranges.Range(0, stored.length, stored.length)
