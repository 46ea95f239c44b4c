"""Exceptions to HTTP answers, in one place."""

from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from hub.errors import HubError
from hub.protocol import encode
from hub.transport.dispatch import unexpected
from hub.transport.metrics import Metrics

log = structlog.get_logger("hub")

_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_CACHE = "no-cache"
"""Unless a handler knows better: the client's modules change together, with the hub's version."""


def errors_middleware(metrics: Metrics) -> Any:  # noqa: ANN401 - aiohttp's middleware type
    """Known errors become coded answers; unknown ones are logged and reveal nothing."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except HubError as error:
            response = _answer(encode.error(error), error.http_status)
        except web.HTTPException as error:
            response = _of_aiohttp(error)
        except Exception as error:  # noqa: BLE001 - logged in full, and revealed as an incident id only
            response = _answer(unexpected(error, path=request.path), 500)
        _observe(request, response, metrics)
        if not response.prepared:
            response.headers.update(_SECURITY_HEADERS)
            response.headers.setdefault("Cache-Control", _CACHE)
        return response

    return middleware


def _answer(error: dict[str, Any], status: int) -> web.Response:
    return web.json_response({"error": error}, status=status)


def _of_aiohttp(error: web.HTTPException) -> web.StreamResponse:
    if error.status < HTTPStatus.BAD_REQUEST:
        return error
    if error.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return _answer({"code": "too_large", "message": "The body is too large."}, 413)
    if error.status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return _answer({"code": "not_found", "message": "There is nothing at this address."}, 404)
    return _answer({"code": "invalid", "message": error.reason}, error.status)


def _observe(request: web.Request, response: web.StreamResponse, metrics: Metrics) -> None:
    resource = request.match_info.route.resource
    route = resource.canonical if resource else "none"
    metrics.http_requests.labels(route, str(response.status)).inc()
    if route.startswith("/api/"):
        log.info("http_request", method=request.method, route=route, status=response.status)
