"""Connections from handshake to end: authenticated, bounded, and gone when they should be."""

import asyncio
from collections import Counter
from typing import Any, Literal

import socketio
import structlog
from aiohttp import web
from socketio.exceptions import ConnectionRefusedError as Refused

from hub.actions.unread import UnreadTotals
from hub.domain.conversations import inboxes_of
from hub.domain.identity import Role
from hub.domain.preferences import Preferences, reader
from hub.errors import HubError, Invalid, Overloaded, Unauthenticated
from hub.protocol import encode, frames
from hub.protocol.events.session import LimitsObject, SessionReady
from hub.transport.connections import Connection, Connections
from hub.transport.delivery import end_session
from hub.transport.dispatch import Dispatcher, unexpected
from hub.transport.engine import Engine, Link, text_frame
from hub.transport.gate import Gate
from hub.transport.metrics import Metrics
from hub.transport.presence import PresenceBoard

log = structlog.get_logger("hub")

HANDSHAKE_SECONDS = 5.0
_LONGEST_TIMER_SECONDS = 86_400.0


class _Members(socketio.AsyncManager):
    """Only who is connected; rooms are kept by `Connections`.

    The library looks through all of its own for everyone who leaves.
    """

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        if room is None:
            super().basic_enter_room(sid, namespace, room, eio_sid)


class SocketServer(socketio.AsyncServer):
    """Handshakes by python-socketio; events and pushes straight through the dispatcher.

    Implements `hub.transport.engine.Layer`.
    """

    def __init__(
        self,
        gate: Gate,
        connections: Connections,
        presence: PresenceBoard,
        unread: UnreadTotals,
        dispatcher: Dispatcher,
        metrics: Metrics,
        limits: LimitsObject,
        **engine_options: Any,
    ) -> None:
        super().__init__(
            async_mode="aiohttp",
            client_manager=_Members(),
            serializer=frames.GuardedPacket,
            transports=["websocket"],
            **engine_options,
        )
        self.eio.layer = self
        self.on("connect", self._handshake)
        self.on("disconnect", self._disconnected)
        self._gate = gate
        self._connections = connections
        self._presence = presence
        self._unread = unread
        self._dispatcher = dispatcher
        self._metrics = metrics
        self._limits = limits
        self._by_address: Counter[str] = Counter()
        self._by_user: Counter[str] = Counter()
        self.draining = False

    # -- the engine's layer -----------------------------------------------------------------------

    def admit(self, request: web.Request) -> HubError | None:
        origin = request.headers.get("Origin")
        if origin is not None and origin not in self._gate.allowed_origins:
            self._refused("origin")
            return Invalid("Origin", "is not one that this service accepts")
        if self.draining:
            return Overloaded("The service is restarting; please connect again.")
        address = self._gate.addresses.of(request)
        if self._by_address[address] >= self._gate.connections_per_address:
            self._refused("address_connections")
            return Overloaded("There are too many connections from this address.")
        return None

    async def began(self, link: Link, request: web.Request) -> None:
        address = self._gate.addresses.of(request)
        self._by_address[address] += 1
        await self._handle_eio_connect(link.sid, {"link": link, "address": address})

    async def receive(self, link: Link, text: str) -> None:
        if not text:
            raise frames.MalformedFrame
        if text[:1] == "2":
            if link.owner is None:
                raise frames.MalformedFrame
            await self._dispatcher.answer(link.owner, text)
            return
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                await self._handle_eio_message(link.sid, text)
        except TimeoutError:
            link.abort()
        else:
            self._welcome(link)

    async def ended(self, link: Link, reason: str) -> None:
        environ = self.environ.get(link.sid)
        await self._handle_eio_disconnect(link.sid, reason)
        if environ is not None:
            self._release(environ.pop("admitted", None))
            _decrement(self._by_address, environ["address"])

    def noticed(self, link: Link, event: str) -> None:
        self._metrics.frames_dropped.labels(event).inc()
        user = link.owner.who.user if link.owner else None
        log.info(event, user=user, count=link.malformed)

    # -- the session ------------------------------------------------------------------------------

    async def end_all(self, seconds: float) -> None:
        """Refuse what is new, ack what was begun, then tell every device to come back."""
        self.draining = True
        await self._dispatcher.drain(seconds)
        for connection in self._connections:
            end_session(connection, "overloaded")
        await asyncio.sleep(0)

    async def _handshake(self, _sid: str, environ: dict[str, Any], auth: object) -> None:
        """Raises the library's refusal, whose data is the contract's error."""
        try:
            environ["admitted"] = await self._admitted(environ, auth)
        except HubError as error:
            self._refused(error.code)
            raise Refused(error.code, encode.error(error)) from None
        except Exception as error:  # noqa: BLE001 - logged there, and revealed as an incident id only
            raise Refused("internal", unexpected(error, event_name="connect")) from None

    async def _admitted(self, environ: dict[str, Any], auth: object) -> Connection:
        token = auth.get("token") if isinstance(auth, dict) else None
        who = await self._gate.named(token)
        if who.role is Role.SERVICE:
            raise Unauthenticated
        if self._by_user[who.user] >= self._gate.connections_per_user:
            limit = self._gate.connections_per_user
            raise Overloaded(f"You may be connected {limit} times at once.", retry_after_s=30)
        inboxes = inboxes_of(who)
        first = reader(who, Preferences())
        connection = Connection(who, inboxes, environ["link"], environ["address"], first)
        self._by_user[who.user] += 1  # nothing awaited since it was looked at
        try:
            connection.reader = await self._gate.welcome(who)
            for inbox in inboxes:
                await self._unread.follow(inbox)
                connection.followed.append(inbox)
            connection.paused_until = await self._gate.pause(who.user)
            await self._gate.check(who)  # last: whom it lets in can be told when that changes
        except BaseException:
            self._release(connection)
            raise
        return connection

    def _welcome(self, link: Link) -> None:
        """Begin the session of a link that has just completed its handshake."""
        environ = self.environ.get(link.sid)
        if environ is None or link.owner is not None or "admitted" not in environ:
            return
        connection: Connection = environ.pop("admitted")
        link.owner = connection
        self._connections.add(connection)
        self._arm_expiry(connection)
        link.write(text_frame(frames.event("session:ready", self._ready(connection))))
        log.info("session_started", user=connection.who.user, role=connection.who.role.value)

    def _ready(self, connection: Connection) -> SessionReady:
        who, paused = connection.who, connection.paused_until
        return {
            "user": encode.user(who),
            "side": _side(who.role),
            "unread_total": self._unread.total(connection.inboxes),
            "limits": self._limits,
            "server_time": encode.time(self._gate.clock.now()),
            "suspended_until": encode.time(paused) if paused else None,
            "reads": connection.reader.lang,
            "languages": list(self._gate.languages),
        }

    def _arm_expiry(self, connection: Connection) -> None:
        left = (connection.who.expires_at - self._gate.clock.now()).total_seconds()
        loop = asyncio.get_running_loop()
        if left <= 0:
            end_session(connection, "unauthenticated")
        else:
            wait = min(left, _LONGEST_TIMER_SECONDS)
            connection.expiry = loop.call_later(wait, self._arm_expiry, connection)

    async def _disconnected(self, sid: str, reason: str) -> None:
        link = self.eio.sockets.get(self.manager.eio_sid_from_sid(sid, "/"))
        if link is None or link.owner is None:
            return
        connection: Connection = link.owner
        link.owner = None
        self._connections.remove(connection)
        self._presence.forget(connection)
        self._release(connection)
        log.info("session_ended", user=connection.who.user, reason=reason)
        if not link.closing:
            link.finish()

    def _release(self, connection: Connection | None) -> None:
        if connection is None:
            return
        if connection.expiry is not None:
            connection.expiry.cancel()
        for inbox in connection.followed:
            self._unread.forget(inbox)
        connection.followed.clear()
        _decrement(self._by_user, connection.who.user)

    def _refused(self, code: str) -> None:
        self._metrics.connections_refused.labels(code).inc()
        log.info("connection_refused", code=code)

    def _engineio_server_class(self) -> type[Engine]:
        return Engine


def _side(role: Role) -> Literal["buyer", "seller", "staff"]:
    match role:
        case Role.SELLER:
            return "seller"
        case Role.STAFF:
            return "staff"
        case _:
            return "buyer"


def _decrement(counter: Counter[str], key: str) -> None:
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]
