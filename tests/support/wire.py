"""A small Socket.IO 5 client over a bare WebSocket: it can be as rude as a test needs.

Frames are text: `0{...}` opens, `2` and `3` are ping and pong, `4` carries Socket.IO packets:
`40` connect, `41` disconnect, `42<id>[event, payload]`, `43<id>[ack]`, `44{...}` refusal; what
concerns another namespace than `/` names it after the second digit.
"""

import asyncio
import itertools
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.support.timing import seconds

Json = Any
Predicate = Callable[[Json], object]

NO_PAYLOAD = object()
PACKET = re.compile(r"4([0-6])(\d*)([^/\d].*)?", re.DOTALL)


class Refused(Exception):
    """The hub refused the connection, with this code."""

    def __init__(self, error: Mapping[str, Json]) -> None:
        super().__init__(error)
        self.code = error["data"]["code"]
        self.error = error


class Wire:
    """One connection. What the hub pushed is in `pushed`, as (event, payload), oldest first.

    `frames` is everything it said, as it said it; `repeated` what it answered to further attempts
    to connect.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.pushed: list[tuple[str, Json]] = []
        self.frames: list[str] = []
        self.repeated: list[Json] = []
        self.answer_pings = True
        self.hello: Json = None
        self.session: Json = None
        self.ended = asyncio.Event()
        self._unexpected: list[tuple[str, Json]] = []
        self._news = asyncio.Event()
        self._ids = itertools.count()
        self._acks: dict[int, asyncio.Future[Json]] = {}
        self._connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def call(self, event: str, payload: Json = NO_PAYLOAD, *, within: float = 10) -> Json:
        """Emit and return the whole ack, `{"ok": ...}`."""
        ack = await self.emit(event, payload)
        async with asyncio.timeout(seconds(within)):
            return await ack

    async def emit(self, event: str, payload: Json = NO_PAYLOAD) -> asyncio.Future[Json]:
        """Emit and return the ack to come, so that many can be under way at once."""
        number = next(self._ids)
        ack: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._acks[number] = ack
        arguments = [event] if payload is NO_PAYLOAD else [event, payload]
        await self.raw(f"42{number}{json.dumps(arguments)}")
        return ack

    async def call_raw(self, frame: str, *, within: float = 10) -> Json:
        """Send an event's frame as it is, and return the ack to the number in it."""
        number = int(frame.removeprefix("42").partition("[")[0])
        ack = self._acks[number] = asyncio.get_running_loop().create_future()
        await self.raw(frame)
        async with asyncio.timeout(seconds(within)):
            return await ack

    async def ok(self, event: str, payload: Json = NO_PAYLOAD) -> Json:
        """Emit, expect success, return `data`."""
        ack = await self.call(event, payload)
        assert ack["ok"] is True, (event, ack)
        return ack["data"]

    async def refused(self, event: str, payload: Json = NO_PAYLOAD) -> Json:
        """Emit, expect a refusal, return `error`."""
        ack = await self.call(event, payload)
        assert ack["ok"] is False, (event, ack)
        return ack["error"]

    async def open(self, kind: str = "product", id: str = "lamp") -> str:
        """Open one's conversation about something, and return its id."""
        data = await self.ok("conversation:open", {"context": {"type": kind, "id": id}})
        return str(data["conversation"]["id"])

    async def expect(
        self, event: str, matching: Predicate = lambda _: True, *, within: float = 10
    ) -> Json:
        """The payload of the oldest push of `event` that fits and was not expected before."""
        try:
            async with asyncio.timeout(seconds(within)):
                while (payload := self._take(event, matching)) is None:
                    self._news.clear()
                    await self._news.wait()
                return payload
        except TimeoutError:
            raise AssertionError(f"no {event} that fits among {self._unexpected}") from None

    def of(self, event: str) -> list[Json]:
        """The payloads of every push of `event` so far."""
        return [payload for name, payload in self.pushed if name == event]

    async def barrier(self) -> None:
        """Return when the hub has dealt with all that this connection sent before."""
        await self.call("test:barrier", {})

    async def raw(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        if isinstance(frame, bytes):
            await self.socket.send_bytes(frame)
        else:
            await self.socket.send_str(frame)

    async def closed(self, *, within: float = 15) -> None:
        """Return when the hub has closed the connection."""
        async with asyncio.timeout(seconds(within)):
            await self.ended.wait()

    async def read(self) -> None:
        """Take in frames until the connection ends."""
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                await self._frame(message.data)
        self._end()

    async def connected(self, auth: Json) -> None:
        """Say who this is and wait for the hub's word. Raises Refused."""
        await self.raw("40" if auth is None else f"40{json.dumps(auth)}")
        async with asyncio.timeout(seconds(10)):
            await self._connected
        self.session = await self.expect("session:ready")

    async def _frame(self, frame: str) -> None:
        self.frames.append(frame)
        if frame == "2":
            if self.answer_pings:
                await self.raw("3")
        elif frame.startswith("0"):
            self.hello = json.loads(frame[1:])
        elif packet := PACKET.fullmatch(frame):
            self._packet(*packet.groups())

    def _packet(self, kind: str, number: str, body: str) -> None:
        content: Json = json.loads(body) if body else None
        if kind in "04" and self._connected.done():
            self.repeated.append(content)
        elif kind == "0":
            self._connected.set_result(None)
        elif kind == "4":
            self._connected.set_exception(Refused(content))
        elif kind == "2":
            self._push(*content)
        elif kind == "3":
            self._acks.pop(int(number)).set_result(content[0] if content else None)

    def _push(self, event: str, payload: Json = None) -> None:
        self.pushed.append((event, payload))
        self._unexpected.append((event, payload))
        self._news.set()

    def _take(self, event: str, matching: Predicate) -> Json:
        for index, (name, payload) in enumerate(self._unexpected):
            if name == event and matching(payload):
                del self._unexpected[index]
                return payload
        return None

    def _end(self) -> None:
        self.ended.set()
        for waiting in (self._connected, *self._acks.values()):
            if not waiting.done():
                waiting.set_exception(ConnectionError("the hub closed the connection"))
                waiting.exception()  # nobody needs to have been waiting


@asynccontextmanager
async def opened(session: aiohttp.ClientSession, url: str, **options: Any) -> AsyncIterator[Wire]:
    """A WebSocket on which nothing has been said yet. `options` are aiohttp's."""
    address = f"{url}/socket.io/?EIO=4&transport=websocket"
    async with session.ws_connect(address, autoping=True, max_msg_size=0, **options) as socket:
        wire = Wire(socket)
        reader = asyncio.create_task(wire.read())
        try:
            yield wire
        finally:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)


@asynccontextmanager
async def connected(
    session: aiohttp.ClientSession, url: str, auth: Json, **options: Any
) -> AsyncIterator[Wire]:
    """A connection that the hub accepted and greeted. Raises Refused."""
    async with opened(session, url, **options) as wire:
        await wire.connected(auth)
        yield wire
