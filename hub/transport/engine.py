"""Engine.IO over WebSocket, lean: one task and no queue per connection.

python-engineio serves every transport: a queue, a writer task, a ping task and two more tasks per
frame for each connection. Over WebSocket alone none of them is needed. Measured on an echo with an
ack and two pushes, this costs 50 to 70 µs a message instead of 290 (`bench/README.md`).

Frames are written to the transport as they are made, whole; a reader that leaves more than
`max_unsent_bytes` of what it is told unread is dropped, and catches up by seq when it comes back.
What it asked for may be longer: its next request waits until it has taken the answer.
"""

import asyncio
import struct
from typing import Any, Final, Protocol

import engineio
import orjson
from aiohttp import WSMsgType, web
from engineio import async_socket

from hub.errors import HubError, Invalid
from hub.protocol.frames import MalformedFrame

_TWO_BYTE_SIZE: Final = 126
_SLICE: Final = 200
"""Pings sent before other work gets its turn."""
_ANSWER_SECONDS: Final = 60.0
"""That a reader may take for one answer."""


def text_frame(payload: bytes) -> bytes:
    """A whole, unmasked WebSocket text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < _TWO_BYTE_SIZE:
        return bytes((0x81, size)) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload


_PING_FRAME: Final = text_frame(b"2")
_CLOSE_FRAME: Final = text_frame(b"1")


class Link(async_socket.AsyncSocket):
    """One WebSocket. `owner` is whatever the layer above keeps with it."""

    def __init__(self, engine: "Engine", sid: str) -> None:
        # The base class would make a queue and timers; this is all that is used of its state.
        self.server = engine
        self.sid = sid
        self.connected = self.upgraded = True
        self.closing = self.closed = False
        self.session: dict[str, Any] = {}
        self.owner: Any = None
        self.malformed = 0
        self._alive = True
        self._handling = self._finished = False
        self._transport: asyncio.Transport | None = None
        self._most_unsent = engine.max_unsent_bytes

    def write(self, frame: bytes) -> None:
        """Write a whole frame; a reader that does not keep up is dropped."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        transport.write(frame)
        if transport.get_write_buffer_size() > self._most_unsent:
            transport.abort()
            self.server.layer.noticed(self, "reader_too_slow")

    def answer(self, frame: bytes) -> None:
        """Write what the client asked for, which may be long."""
        self._most_unsent = self.server.max_unsent_bytes + len(frame)
        self.write(frame)

    def abort(self) -> None:
        """End the connection at once; the reader notices."""
        if self._transport is not None:
            self._transport.abort()

    def finish(self) -> None:
        """End the connection once what was written is sent; what it still says is not heard."""
        self._finished = True
        self.write(_CLOSE_FRAME)
        if self._transport is not None:
            self._transport.close()

    def beat(self) -> None:
        """Ping a client that was heard of since the last ping; drop one that was not.

        While a message of its own is handled nothing else of it is read, its pongs neither.
        """
        if self._alive or self._handling:
            self._alive = False
            self.write(_PING_FRAME)
        else:
            self.abort()

    async def send(self, pkt: Any) -> None:  # noqa: ANN401 - an engineio packet
        """What the library itself sends: the handshake's answers."""
        encoded = pkt.encode()
        self.write(text_frame(encoded.encode() if isinstance(encoded, str) else encoded))

    async def close(self, wait: bool = True, abort: bool = False, reason: Any = None) -> None:  # noqa: ANN401, ARG002, FBT001, FBT002 - the library's signature
        """Tell the layer above once, then the client, then end the connection."""
        if self.closing:
            return
        self.closing = True
        await self.server.layer.ended(self, reason or self.server.reason.SERVER_DISCONNECT)
        self.closed = True
        if abort:
            self.abort()
        else:
            self.finish()

    def reap(self) -> None:
        """End a connection that never connected to the namespace."""
        if self.owner is None:
            self.abort()

    async def run(self, request: web.Request) -> web.WebSocketResponse:
        """Serve the connection to its end, one message after the other.

        While a message is handled the next ones wait in the socket, so a client's own events keep
        their order and its backlog is bounded by TCP.
        """
        socket = web.WebSocketResponse(
            max_msg_size=self.server.max_http_buffer_size, compress=False
        )
        try:
            await socket.prepare(request)
            self._transport = request.transport
            self.write(text_frame(b"0" + orjson.dumps(self.server.opening(self.sid))))
            await self._read(socket, request)
        finally:
            await self.close(abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
        return socket

    async def _read(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        while True:
            message = await socket.receive()
            if message.type is not WSMsgType.TEXT or not message.data or self._finished:
                return
            self._alive = True
            kind = message.data[0]
            if kind == "4":
                self._handling = True
                await self._deliver(message.data[1:])
                await self._until_taken(request)
                self._handling = False
            elif kind != "3":
                return

    async def _until_taken(self, request: web.Request) -> None:
        """Return when the client has taken what it asked for; end one that takes too long."""
        protocol = request.protocol
        if protocol.writing_paused:
            try:
                async with asyncio.timeout(_ANSWER_SECONDS):
                    await request.writer.drain()
            except TimeoutError:
                self.abort()
            except ConnectionError:
                return  # it has gone, as the next read will tell
        self._most_unsent = self.server.max_unsent_bytes

    async def _deliver(self, text: str) -> None:
        try:
            await self.server.layer.receive(self, text)
        except MalformedFrame:
            self.malformed += 1
            self.server.layer.noticed(self, "frame_malformed")
            if self.malformed > self.server.max_malformed:
                self.abort()


class Layer(Protocol):
    """What the Socket.IO layer above does with connections."""

    def admit(self, request: web.Request) -> HubError | None:
        """Why this request may not become a connection, or None if it may."""

    async def began(self, link: Link, request: web.Request) -> None: ...
    async def receive(self, link: Link, text: str) -> None: ...
    async def ended(self, link: Link, reason: str) -> None: ...
    def noticed(self, link: Link, event: str) -> None:
        """`frame_malformed` or `reader_too_slow`, for the log and the metrics."""


class Engine(engineio.AsyncServer):
    """Accepts WebSockets and keeps them alive; everything else is refused.

    `max_unsent_bytes` may wait for a reader before it is dropped. A client must have connected to
    the namespace within `connect_seconds`.
    """

    max_malformed = 50
    """Frames that are no packets, before the connection is dropped."""
    layer: Layer

    def __init__(self, *, max_unsent_bytes: int, connect_seconds: float, **options: Any) -> None:
        super().__init__(**options)
        self.max_unsent_bytes = max_unsent_bytes
        self.connect_seconds = connect_seconds

    def opening(self, sid: str) -> dict[str, Any]:
        """The Engine.IO handshake, times in milliseconds."""
        return {
            "sid": sid,
            "upgrades": [],
            "pingInterval": int(self.ping_interval * 1000),
            "pingTimeout": int(self.ping_timeout * 1000),
            "maxPayload": self.max_http_buffer_size,
        }

    async def handle_request(self, request: web.Request) -> web.StreamResponse:
        """The only route: a WebSocket of Engine.IO 4."""
        problem = _protocol_problem(request) or self.layer.admit(request)
        if problem:
            return web.json_response(
                {"error": {"code": problem.code, "message": problem.message}},
                status=problem.http_status,
            )
        link = Link(self, self.generate_id())
        self.sockets[link.sid] = link
        deadline = asyncio.get_running_loop().call_later(self.connect_seconds, link.reap)
        try:
            await self.layer.began(link, request)
            return await link.run(request)
        finally:
            deadline.cancel()
            self.sockets.pop(link.sid, None)

    async def beat(self) -> None:
        """Ping every connection at every interval, for as long as the server runs."""
        while True:
            await asyncio.sleep(self.ping_interval)
            for i, link in enumerate(list(self.sockets.values()), start=1):
                link.beat()
                if i % _SLICE == 0:
                    await asyncio.sleep(0)


def _protocol_problem(request: web.Request) -> HubError | None:
    query = request.query
    if query.get("EIO") != "4" or query.get("transport") != "websocket" or "sid" in query:
        return Invalid("transport", "must be WebSocket, with a Socket.IO client of version 3 or 4")
    upgrade = request.headers.get("Upgrade", "").lower()
    if request.method != "GET" or "websocket" not in upgrade:
        return Invalid("Upgrade", "must be websocket")
    return None
