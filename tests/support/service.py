"""The HTTP side of the hub, as a marketplace's back end and browsers use it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.support.people import BACK_END, Person

Json = Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `json` is None where the body is none."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Json:
        return json.loads(self.body) if self.body else None

    @property
    def code(self) -> str:
        """The error code of a refusal."""
        return str(self.json["error"]["code"])


class Http:
    """Calls to one hub, as `who` (nobody: no Authorization header)."""

    def __init__(self, session: aiohttp.ClientSession, url: str, who: Person | None) -> None:
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {who.token()}"} if who else {}

    async def call(self, method: str, path: str, **options: Any) -> Reply:
        """One request, whatever comes back. `options` are aiohttp's."""
        headers = self._headers | options.pop("headers", {})
        async with self._session.request(
            method, self._url + path, headers=headers, **options
        ) as response:
            return Reply(response.status, dict(response.headers), await response.read())

    async def get(self, path: str, **options: Any) -> Reply:
        return await self.call("GET", path, **options)

    async def post(self, path: str, body: Json, **options: Any) -> Reply:
        return await self.call("POST", path, json=body, **options)

    async def put(self, path: str, body: Json, **options: Any) -> Reply:
        return await self.call("PUT", path, json=body, **options)


class Service(Http):
    """The marketplace's back end: mirrors records, reports order states."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        super().__init__(session, url, BACK_END)

    async def record(self, kind: str, id: str, record: Json) -> Json:
        """PUT one user, shop, product or order, which must succeed."""
        reply = await self.put(f"/api/v1/{kind}s/{id}", record)
        assert reply.status in {200, 201}, reply
        return reply.json[kind]

    async def import_(self, lines: Iterable[Json]) -> Json:
        """Mirror many records at once; tells `{imported, failed}`."""
        body = "\n".join(json.dumps(line) for line in lines)
        kind = {"Content-Type": "application/x-ndjson"}
        reply = await self.call("POST", "/api/v1/import", data=body, headers=kind)
        assert reply.status == 200, reply
        return reply.json

    async def order_status(self, order: str, status: str, **more: Json) -> Json:
        """Move an order on; tells `{order, conversation_id, seq}`."""
        reply = await self.post(f"/api/v1/orders/{order}/status", {"status": status, **more})
        assert reply.status == 200, reply
        return reply.json
