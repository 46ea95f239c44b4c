"""The staff API: one guard for every call, which lets staff in and nobody else."""

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

from hub.domain.identity import Role
from hub.errors import NotFound
from hub.protocol import parse
from hub.protocol.service import PathId
from hub.protocol.staff.calls import CALLS, Call
from hub.transport.http.bodies import whole
from hub.transport.http.service import Identify, bearer
from hub.transport.http.staff_handlers import Answer, Asked, Csv, Media

_PRIVATE = {"Cache-Control": "no-store"}
_INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Of a picture that somebody sent, whatever a browser would like to make of it."""


class StaffApi:
    """Every call of `CALLS`, answered by the handler of its name."""

    def __init__(self, answers: Mapping[str, Answer], identify: Identify) -> None:
        assert answers.keys() == CALLS.keys()
        self._answers = answers
        self._identify = identify

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route(call.method, call.address, self._guarded(call, self._answers[name]))
            for name, call in CALLS.items()
        ]

    def _guarded(self, call: Call, answer: Answer) -> Any:  # noqa: ANN401 - aiohttp's handler
        async def handler(request: web.Request) -> web.Response:
            who = await self._identify(bearer(request))
            if who.role is not Role.STAFF:
                raise NotFound
            asked = Asked(
                who=who,
                id=_id(request),
                query=parse.record(call.query, dict(request.query)) if call.query else None,
                body=parse.record(call.body, await _json(request)) if call.body else None,
            )
            return _response(await answer(asked), call.status)

        return handler


def _id(request: web.Request) -> str:
    """The `{id}` of the address; empty where it has none."""
    given = request.match_info.get("id")
    return parse.record(PathId, {"id": given}).id if given is not None else ""


async def _json(request: web.Request) -> Any:  # noqa: ANN401 - untrusted, of any shape
    """No body at all is an empty one."""
    return parse.json(await whole(request) or b"{}")


def _response(answer: object, status: int) -> web.Response:
    if isinstance(answer, Csv):
        named = {"Content-Disposition": f'attachment; filename="{answer.name}"', **_PRIVATE}
        return web.Response(
            text=answer.text, content_type="text/csv", charset="utf-8", headers=named
        )
    if isinstance(answer, Media):
        return web.Response(
            body=answer.data, content_type=answer.mime, headers={**_PRIVATE, **_INERT}
        )
    return web.Response(
        body=orjson.dumps(answer),
        status=status,
        content_type="application/json",
        charset="utf-8",
        headers=_PRIVATE,
    )
