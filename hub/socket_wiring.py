"""Sockets put together: who may connect, how often they may ask, and what answers them."""

from dataclasses import dataclass

from hub.actions.ports import Clock
from hub.actions.unread import UnreadTotals
from hub.config import Settings
from hub.domain.attachments import MOST
from hub.errors import ConfigurationError
from hub.protocol.events.session import LimitsObject
from hub.protocol.links import Links
from hub.transport.addresses import Addresses
from hub.transport.auth import authenticator
from hub.transport.connections import Connections
from hub.transport.dispatch import Dispatcher
from hub.transport.gate import Gate
from hub.transport.handlers import Bounds, Handlers, Limits
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics
from hub.transport.presence import PresenceBoard
from hub.transport.sockets import SocketServer
from hub.wiring import AllActions, Stores


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is connected, who of them is there, and what each has not read."""

    connections: Connections
    presence: PresenceBoard
    unread: UnreadTotals


def audience(stores: Stores, clock: Clock) -> Audience:
    """Nobody yet."""
    presence = PresenceBoard(clock)
    connections = Connections(presence.came, presence.left)
    return Audience(connections, presence, UnreadTotals(stores.conversations))


def gate(settings: Settings, stores: Stores, actions: AllActions, clock: Clock) -> Gate:
    """Raises ConfigurationError."""
    if settings.allowed_origins is not None and not settings.allowed_origins:
        raise ConfigurationError("HUB_ALLOWED_ORIGINS: is empty, which would refuse every browser")
    return Gate(
        authenticator=authenticator(
            settings.jwt_algorithms,
            secret=settings.jwt_secret,
            public_key_file=settings.jwt_public_key_file,
            jwks_file=settings.jwt_jwks_file,
        ),
        mirror=stores.mirror,
        pause=actions.pause,
        welcome=actions.reading.welcome,
        languages=actions.reading.languages,
        clock=clock,
        addresses=Addresses(settings.trusted_proxies),
        allowed_origins=set(settings.allowed_origins or ()),
        connections_per_user=settings.connections_per_user,
        connections_per_address=settings.connections_per_address,
    )


def dispatcher(
    settings: Settings,
    actions: AllActions,
    presence: PresenceBoard,
    links: Links,
    clock: Clock,
    metrics: Metrics,
) -> Dispatcher:
    """What answers events, each as often as one may ask."""
    limits = Limits(
        opens=RateLimiter(clock, rate=settings.open_rate, burst=settings.open_burst),
        address_sends=RateLimiter(
            clock, rate=settings.address_send_rate, burst=settings.address_send_burst
        ),
        checks=RateLimiter(clock, rate=settings.check_rate, burst=settings.check_burst),
        previews=RateLimiter(clock, rate=settings.preview_rate, burst=settings.preview_burst),
    )
    events = RateLimiter(clock, rate=settings.event_rate, burst=settings.event_burst)
    bounds = Bounds(settings.text_graphemes, settings.page, settings.page_max)
    handlers = Handlers(actions.participants, bounds, presence, limits, links)
    return Dispatcher(handlers, events, metrics, settings.frame_bytes)


def server(
    settings: Settings, gate: Gate, audience: Audience, dispatcher: Dispatcher, metrics: Metrics
) -> SocketServer:
    return SocketServer(
        gate,
        audience.connections,
        audience.presence,
        audience.unread,
        dispatcher,
        metrics,
        _limits(settings),
        max_http_buffer_size=settings.closing_frame_bytes,
        ping_interval=settings.ping_interval_seconds,
        ping_timeout=settings.ping_timeout_seconds,
        connect_seconds=settings.connect_timeout_seconds,
        max_unsent_bytes=settings.unsent_bytes,
    )


def own_origins(host: str, port: int) -> set[str]:
    """The origins of the hub's own pages, by the names under which this machine is reached."""
    names = {host, "127.0.0.1", "localhost"} if host in ("127.0.0.1", "0.0.0.0") else {host}  # noqa: S104 - compared, not bound
    return {f"http://{name}:{port}" for name in names - {"0.0.0.0"}}  # noqa: S104 - as above


def _limits(settings: Settings) -> LimitsObject:
    """As `session:ready` tells them."""
    limits: LimitsObject = {
        "text_graphemes": settings.text_graphemes,
        "frame_bytes": settings.frame_bytes,
        "sends_per_second": settings.send_rate,
        "send_burst": settings.send_burst,
        "connections_per_user": settings.connections_per_user,
        "page": settings.page,
        "page_max": settings.page_max,
    }
    if settings.images == "on":
        limits |= {"attachments": MOST, "image_bytes": settings.image_bytes}
    return limits
