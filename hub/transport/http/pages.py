"""The browser's pages, each for every address of its router, and the files they are made of."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from aiohttp import web

STATIC = Path(__file__).resolve().parents[3] / "static"

PAGES = {
    "index.html": ("/", "/products/{id}", "/orders", "/messages", "/messages/{id}"),
    "staff/index.html": ("/staff", "/staff/{view}", "/staff/{view}/{id}"),
}
"""Each page's file, and the addresses that it answers."""

ADDRESSES = tuple(address for addresses in PAGES.values() for address in addresses)

_INLINE_SCRIPT = re.compile(rb"<script type=\"importmap\">(.*?)</script>", re.DOTALL)


class Pages:
    """Serves `static/`; scripts come from there alone, by a strict Content-Security-Policy."""

    def __init__(self, static: Path = STATIC) -> None:
        self._static = static

    def routes(self) -> list[web.AbstractRouteDef]:
        pages = [
            web.get(address, _page((self._static / file).read_bytes()))
            for file, addresses in PAGES.items()
            for address in addresses
        ]
        return [*pages, web.static("/static", self._static)]


def _page(body: bytes) -> Any:  # noqa: ANN401 - aiohttp's handler
    headers = {
        "Content-Security-Policy": content_security_policy(body),
        "Cache-Control": "no-cache",
    }

    async def handler(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    return handler


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
