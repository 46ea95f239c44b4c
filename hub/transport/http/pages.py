"""The browser client: one page for every address of the app, and the files it is made of."""

import base64
import hashlib
import re
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).resolve().parents[3] / "static"

ADDRESSES = ("/", "/products/{id}", "/orders", "/messages", "/messages/{id}")
"""Addresses that the client's own router answers."""

_INLINE_SCRIPT = re.compile(rb"<script type=\"importmap\">(.*?)</script>", re.DOTALL)


class Pages:
    """Serves `static/`; scripts come from there alone, by a strict Content-Security-Policy."""

    def __init__(self, static: Path = STATIC) -> None:
        self._static = static
        self._index = (static / "index.html").read_bytes()
        self._policy = content_security_policy(self._index)

    def routes(self) -> list[web.AbstractRouteDef]:
        pages = [web.get(address, self._page) for address in ADDRESSES]
        return [*pages, web.static("/static", self._static)]

    async def _page(self, _request: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": self._policy, "Cache-Control": "no-cache"}
        return web.Response(
            body=self._index, content_type="text/html", charset="utf-8", headers=headers
        )


def content_security_policy(page: bytes) -> str:
    """The policy for a page whose only inline script is its import map, allowed by its hash."""
    hashes = " ".join(_hash(script) for script in _INLINE_SCRIPT.findall(page))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {hashes}".strip(),
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _hash(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
