"""The service API: the marketplace's back end mirrors its records and moves orders on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import StreamReader, web

from hub.actions.mirror import PutOrder, PutProduct, PutShop, PutUser
from hub.domain.identity import Identity, Role
from hub.domain.marketplace import (
    Order,
    Product,
    Record,
    Shop,
    User,
    as_document,
)
from hub.errors import HubError, Invalid, NotFound, TooLarge, Unauthenticated
from hub.protocol import encode, parse
from hub.protocol.service import (
    IMPORT,
    Imported,
    ImportLine,
    PathId,
    StatusChange,
    StatusTold,
)
from hub.transport.http.bodies import whole

LINE_BYTES = 262_144
_TOGETHER = 64
"""Lines of an import that are written at the same time."""

Identify = Callable[[object], Awaitable[Identity]]


@dataclass(frozen=True, slots=True)
class MirrorActions:
    user: PutUser
    shop: PutShop
    product: PutProduct
    order: PutOrder


class ServiceApi:
    """Idempotent PUTs and a bulk import; only for tokens of role `service`."""

    def __init__(self, do: MirrorActions, identify: Identify) -> None:
        self._do = do
        self._identify = identify

    def routes(self) -> list[web.RouteDef]:
        return [
            web.put("/api/v1/users/{id}", self._put("user", User)),
            web.put("/api/v1/shops/{id}", self._put("shop", Shop)),
            web.put("/api/v1/products/{id}", self._put("product", Product)),
            web.put("/api/v1/orders/{id}", self._put("order", Order)),
            web.post("/api/v1/orders/{id}/status", self._status),
            web.post(IMPORT, self._import),
        ]

    def _put(self, kind: str, model: type[Record]) -> Any:  # noqa: ANN401 - aiohttp's handler
        async def handler(request: web.Request) -> web.Response:
            await self._authorise(request)
            record = parse.record(model, parse.json(await whole(request)))
            is_new = await self._store(kind, _id(request), record)
            return web.json_response({kind: as_document(record)}, status=201 if is_new else 200)

        return handler

    async def _status(self, request: web.Request) -> web.Response:
        await self._authorise(request)
        change = parse.record(StatusChange, parse.json(await whole(request)))
        told = await self._do.order.status(_id(request), change.status, change.tracking)
        message = told.message
        answer: StatusTold = {
            "order": as_document(told.order),
            "conversation_id": message.conversation_id if message else None,
            "seq": message.seq if message else None,
        }
        return web.json_response(answer)

    async def _import(self, request: web.Request) -> web.Response:
        await self._authorise(request)
        result: Imported = {"imported": 0, "failed": []}
        async for batch in _batches(request.content):
            outcomes = await asyncio.gather(*(self._import_line(line) for _, line in batch))
            for (number, _), error in zip(batch, outcomes, strict=True):
                if error is None:
                    result["imported"] += 1
                else:
                    result["failed"].append({"line": number, "error": encode.error(error)})
        return web.json_response(result)

    async def _import_line(self, line: ImportLine | HubError) -> HubError | None:
        if isinstance(line, HubError):
            return line
        models: dict[str, type[Record]] = {
            "user": User,
            "shop": Shop,
            "product": Product,
            "order": Order,
        }
        try:
            record = parse.record(models[line.type], line.record)
            await self._store(line.type, line.id, record)
        except HubError as error:
            return error
        return None

    async def _store(self, kind: str, id: str, record: Record) -> bool:
        match record:
            case User():
                return await self._do.user(id, record)
            case Shop():
                return await self._do.shop(id, record)
            case Product():
                return await self._do.product(id, record)
            case Order():
                return (await self._do.order(id, record)).is_new
        raise TypeError(kind)

    async def _authorise(self, request: web.Request) -> None:
        who = await self._identify(bearer(request))
        if who.role is not Role.SERVICE:
            raise NotFound


def bearer(request: web.Request) -> str:
    """The token of `Authorization: Bearer`; raises Unauthenticated."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated
    return token


def _id(request: web.Request) -> str:
    return parse.record(PathId, {"id": request.match_info["id"]}).id


Numbered = tuple[int, ImportLine | HubError]


async def _batches(body: StreamReader) -> AsyncIterator[list[Numbered]]:
    """Lines to write together: never two of the same record, whose order matters."""
    batch: list[Numbered] = []
    seen: set[tuple[str, str]] = set()
    async for number, line in _lines(body):
        key = (line.type, line.id) if isinstance(line, ImportLine) else ("", str(number))
        if len(batch) >= _TOGETHER or key in seen:
            yield batch
            batch, seen = [], set()
        batch.append((number, line))
        seen.add(key)
    if batch:
        yield batch


async def _lines(body: StreamReader) -> AsyncIterator[Numbered]:
    number = 0
    async for raw in _split(body):
        number += 1
        if len(raw) > LINE_BYTES:
            yield number, TooLarge(f"A line may have up to {LINE_BYTES} bytes.", limit=LINE_BYTES)
        elif raw.strip():
            yield number, _parsed(raw)


async def _split(body: StreamReader) -> AsyncIterator[bytes]:
    """Lines; of one that is too long just enough is kept to tell."""
    line = b""
    async for chunk in body.iter_any():
        first, *others = chunk.split(b"\n")
        line += first[: LINE_BYTES + 1 - len(line)]
        for piece in others:
            yield line
            line = piece[: LINE_BYTES + 1]
    yield line


def _parsed(raw: bytes) -> ImportLine | HubError:
    try:
        return parse.record(ImportLine, parse.json(raw))
    except Invalid as error:
        return error
