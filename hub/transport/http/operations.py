"""Is it alive, is it ready, how is it doing, and what does it speak."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from hub.errors import NotFound
from hub.transport.http.service import bearer
from hub.transport.metrics import Metrics


class Operations:
    """`/healthz`: the process answers. `/readyz`: it can do its work. Documents; metrics."""

    def __init__(
        self,
        metrics: Metrics,
        metrics_token: str,
        is_ready: Callable[[], Awaitable[bool]],
        documents: dict[str, Any],
    ) -> None:
        self._metrics = metrics
        self._metrics_token = metrics_token
        self._is_ready = is_ready
        self._documents = documents

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self._healthz),
            web.get("/readyz", self._readyz),
            web.get("/metrics", self._exposition),
            *(web.get(path, self._document) for path in self._documents),
        ]

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _readyz(self, _request: web.Request) -> web.Response:
        if await self._is_ready():
            return web.json_response({"status": "ready"})
        return web.json_response({"status": "not ready"}, status=503)

    async def _exposition(self, request: web.Request) -> web.Response:
        wanted = self._metrics_token
        if wanted and not hmac.compare_digest(bearer(request).encode(), wanted.encode()):
            raise NotFound
        body = self._metrics.exposition()
        return web.Response(body=body, content_type="text/plain", charset="utf-8")

    async def _document(self, request: web.Request) -> web.Response:
        return web.json_response(self._documents[request.path])
