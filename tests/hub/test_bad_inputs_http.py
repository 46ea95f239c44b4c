"""What is no HTTP at all, HTTP that means two things, and addresses outside."""

import pytest

from tests.support import bare
from tests.support.running import RunningHub

NOT_HTTP = {
    "a TLS hello": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "zeroes": bytes(512) + b"\r\n\r\n",
    "words": b"hello there\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\n\r\n",
    "a broken address": b"GET http://[ HTTP/1.1\r\nHost: hub\r\n\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    "a header with a NUL": b"GET / HTTP/1.1\r\nHost: h\0ub\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: hub\r\n folded: x\r\n\r\n",
    "an endless address": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    "an endless token": b"GET / HTTP/1.1\r\nAuthorization: Bearer " + b"a" * 20_000 + b"\r\n\r\n",
    "two lengths": b"POST /demo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a length and chunks": (
        b"POST /demo HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    "a negative length": b"POST /demo HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "a chunk of unknown size": (
        b"POST /demo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"
    ),
}

OUTSIDE = [
    "/static/../hub/config.py",
    "/static/..%2f..%2fpyproject.toml",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static//etc/passwd",
    "/static/..\\..\\pyproject.toml",
    "/static/%00",
    "/../../etc/passwd",
]


@pytest.mark.parametrize("said", NOT_HTTP.values(), ids=NOT_HTTP)
async def test_what_is_no_http_is_dropped(common: RunningHub, said: bytes) -> None:
    async with bare.opened(common.url) as socket:
        await socket.send(said)
        socket.writer.write_eof()
        await socket.ended()
    assert (await common.http(None).get("/healthz")).status == 200


@pytest.mark.parametrize("path", OUTSIDE)
async def test_files_outside_are_not_served(common: RunningHub, path: str) -> None:
    async with bare.opened(common.url) as socket:
        await socket.send(f"GET {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n".encode())
        assert (await socket.head()).status in {400, 403, 404}
