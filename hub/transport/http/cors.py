"""Pages of other origins that may call an API from a browser: those whose sockets may connect.

Tokens say who somebody is, never cookies, so that nothing is given away to a page that has none.
"""

from collections.abc import Collection

from aiohttp import web

_KEPT_SECONDS = 3_600


class Cors:
    """For the addresses at and below `path`. `origins` may change while the hub starts."""

    def __init__(self, path: str, origins: Collection[str], *methods: str) -> None:
        self._path = path
        self._origins = origins
        self._methods = ", ".join(methods)

    def mount(self, application: web.Application) -> None:
        for address in (self._path, f"{self._path}/{{id}}"):
            application.router.add_options(address, self._preflight)
        application.on_response_prepare.append(self._sign)

    async def _preflight(self, request: web.Request) -> web.Response:
        """The browser asks whether it may ask."""
        if request.headers.get("Origin") not in self._origins:
            return web.Response(status=204)
        headers = {
            "Access-Control-Allow-Methods": self._methods,
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Max-Age": str(_KEPT_SECONDS),
        }
        return web.Response(status=204, headers=headers)

    async def _sign(self, request: web.Request, response: web.StreamResponse) -> None:
        """Every answer, refusals too."""
        if not request.path.startswith(self._path):
            return
        response.headers["Vary"] = "Origin"
        origin = request.headers.get("Origin", "")
        if origin in self._origins:
            response.headers["Access-Control-Allow-Origin"] = origin
