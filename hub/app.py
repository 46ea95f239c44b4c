"""The composition root: the only file that names concrete classes and wires them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiohttp import web
from bson import ObjectId
from pymongo.errors import PyMongoError

from hub import demo as demo_marketplace
from hub import embedded
from hub.actions.access import Access
from hub.actions.announce import Announcer
from hub.actions.delete import HideConversation, HideMessages
from hub.actions.history import CatchUp, ReadHistory
from hub.actions.inbox import ListConversations
from hub.actions.mirror import PutOrder, PutProduct, PutShop, PutUser
from hub.actions.open import OpenConversation
from hub.actions.ports import Clock, Delivery, Limiter
from hub.actions.receipts import MarkDelivered, MarkRead
from hub.actions.report import ReportMessage
from hub.actions.search import SearchMessages
from hub.actions.send import CheckMessage, CommitMessage, SendMessage
from hub.actions.translate import TranslateMessage
from hub.actions.typing import TellTyping
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.clock import SystemClock
from hub.config import Settings
from hub.defaults import NoModeration, NoTranslation
from hub.domain.identity import Identity
from hub.errors import ConfigurationError
from hub.protocol import spec
from hub.protocol.events import LimitsObject
from hub.storage.conversations import ConversationStore
from hub.storage.driver import Database, database
from hub.storage.indexes import ensure_indexes
from hub.storage.messages import MessageStore
from hub.storage.mirror import MirrorStore
from hub.storage.recovery import Recovery
from hub.storage.reports import ReportStore
from hub.storage.search_index import SearchIndexStore
from hub.transport.addresses import Addresses
from hub.transport.auth import authenticator, checked_secret, issue_token
from hub.transport.connections import Connections
from hub.transport.delivery import SocketDelivery
from hub.transport.dispatch import Dispatcher
from hub.transport.handlers import Actions, Bounds, Handlers
from hub.transport.http.errors import errors_middleware
from hub.transport.http.operations import Operations
from hub.transport.http.pages import Pages
from hub.transport.http.service import MirrorActions, ServiceApi, bearer
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics
from hub.transport.presence import PresenceBoard
from hub.transport.sockets import Gate, SocketServer

log = structlog.get_logger("hub")

CHECKPOINT_SECONDS = 10.0


class ObjectIds:
    """Implements `hub.actions.ports.Ids` with MongoDB's own."""

    def new(self) -> str:
        return str(ObjectId())


class Stores:
    """Every collection, opened."""

    def __init__(self, opened: Database, clock: Clock, metrics: Metrics) -> None:
        self.database = opened
        self.conversations = ConversationStore(opened, metrics.batch("state"))
        self.messages = MessageStore(opened, clock, metrics.batch("commit"))
        self.search = SearchIndexStore(opened, metrics.batch("search"), self.messages.busy)
        self.mirror = MirrorStore(opened)
        self.reports = ReportStore(opened)
        self.recovery = Recovery(opened, self.messages, self.conversations, self.search)


@dataclass(frozen=True, slots=True)
class World:
    """What actions act on, besides storage."""

    clock: Clock
    delivery: Delivery
    unread: UnreadTotals
    send_limit: Limiter


class AllActions:
    """All actions over one set of stores."""

    def __init__(self, stores: Stores, world: World, settings: Settings) -> None:
        conversations, messages = stores.conversations, stores.messages
        access = Access(conversations)
        views = Views(stores.mirror, messages, world.clock)
        self.announce = announce = Announcer(world.delivery, world.unread, views, conversations)
        commit = CommitMessage(messages, conversations, stores.search, announce)
        moderator = NoModeration()
        open_ = OpenConversation(
            conversations, stores.mirror, views, announce, world.clock, ObjectIds()
        )
        self.participants = Actions(
            access=access,
            open=open_,
            list=ListConversations(conversations, world.unread, views),
            history=ReadHistory(access, messages),
            search=SearchMessages(access, stores.search, messages, conversations, views),
            catch_up=CatchUp(access, messages, settings.catch_up_max, settings.page),
            hide_conversation=HideConversation(access, conversations, announce),
            send=SendMessage(access, world.send_limit, moderator, commit),
            check=CheckMessage(access, moderator),
            delivered=MarkDelivered(access, conversations, announce),
            read=MarkRead(access, conversations, messages, announce),
            hide_messages=HideMessages(access, conversations, messages, announce),
            report=ReportMessage(access, messages, stores.reports, world.clock),
            translate=TranslateMessage(access, messages, NoTranslation()),
            typing=TellTyping(access, world.delivery),
        )
        self.mirror = MirrorActions(
            user=PutUser(stores.mirror, world.delivery, world.clock),
            shop=PutShop(stores.mirror),
            product=PutProduct(stores.mirror),
            order=PutOrder(stores.mirror, open_, commit, announce),
        )


class Hub:
    """A hub over opened stores: sockets and HTTP, not yet listening."""

    def __init__(self, settings: Settings, stores: Stores, metrics: Metrics, clock: Clock) -> None:
        self.settings = settings
        self.stores = stores
        self.metrics = metrics
        self.clock = clock
        self.url = ""
        unread = UnreadTotals(stores.conversations)
        presence = PresenceBoard(clock)
        connections = Connections(presence.came, presence.left)
        limit = RateLimiter(clock, rate=settings.send_rate, burst=settings.send_burst)
        world = World(clock, SocketDelivery(connections, unread), unread, limit)
        self.actions = AllActions(stores, world, settings)
        stores.recovery.tell = self.actions.announce.message
        self.gate = _gate(settings, stores, clock)
        self.sockets = self._sockets(connections, presence, unread)
        self._presence = presence
        self._observe(connections)

    def listens_on(self, port: int) -> None:
        """The address is known now: its own origins may connect."""
        self.url = f"http://{self.settings.host}:{port}"
        if self.settings.allowed_origins is None:
            self.gate.allowed_origins.update(own_origins(self.settings.host, port))

    async def is_ready(self) -> bool:
        """Whether it can do its work now."""
        try:
            await self.stores.database.command("ping")
        except PyMongoError:
            return False
        return not self.sockets.draining

    async def drain(self) -> None:
        """Tell clients to come back, and finish what is in flight; `replay` would do the rest."""
        self._presence.close()
        await self.sockets.end_all(self.settings.drain_seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.settings.drain_seconds):
                await self.stores.recovery.save_checkpoint(self.clock.now())

    async def keep_checkpoints(self) -> None:
        """Record now and then that nothing needs to be healed."""
        while True:
            await asyncio.sleep(CHECKPOINT_SECONDS)
            await self.stores.recovery.save_checkpoint(self.clock.now())

    def web_application(self) -> web.Application:
        """Every route."""
        application = web.Application(
            middlewares=[errors_middleware(self.metrics)],
            client_max_size=self.settings.closing_frame_bytes,
        )
        documents = {"/openapi.json": spec.openapi(), "/asyncapi.json": spec.asyncapi()}
        operations = Operations(self.metrics, self.settings.metrics_token, self.is_ready, documents)
        service = ServiceApi(self.actions.mirror, self.gate.identity)
        application.add_routes([*service.routes(), *operations.routes(), *Pages().routes()])
        application.router.add_route("*", "/socket.io/", self.sockets.eio.handle_request)
        return application

    def _sockets(
        self, connections: Connections, presence: PresenceBoard, unread: UnreadTotals
    ) -> SocketServer:
        settings, clock = self.settings, self.clock
        address_sends = RateLimiter(
            clock, rate=settings.address_send_rate, burst=settings.address_send_burst
        )
        events = RateLimiter(clock, rate=settings.event_rate, burst=settings.event_burst)
        bounds = Bounds(settings.text_graphemes, settings.page, settings.page_max)
        handlers = Handlers(self.actions.participants, bounds, presence, address_sends)
        return SocketServer(
            self.gate,
            connections,
            presence,
            unread,
            Dispatcher(handlers, events, self.metrics, settings.frame_bytes),
            self.metrics,
            _limits(settings),
            max_http_buffer_size=settings.closing_frame_bytes,
            ping_interval=settings.ping_interval_seconds,
            ping_timeout=settings.ping_timeout_seconds,
            connect_seconds=settings.connect_timeout_seconds,
            max_unsent_bytes=settings.unsent_bytes,
        )

    def _observe(self, connections: Connections) -> None:
        gauge, stores = self.metrics.gauge, self.stores
        gauge("hub_connections", "Authenticated sockets", lambda: len(connections))
        gauge("hub_commit_queue", "Messages waiting to be committed", lambda: len(stores.messages))
        gauge("hub_state_queue", "State changes waiting", lambda: len(stores.conversations))
        gauge("hub_search_queue", "Messages waiting to be indexed", lambda: len(stores.search))


@asynccontextmanager
async def running(settings: Settings, *, demo: bool = False) -> AsyncIterator[Hub]:
    """A hub that accepts connections at its `url`, drained and closed at the end.

    Raises ConfigurationError, and what `hub.embedded` raises, before anything is served.
    """
    clock, metrics = SystemClock(), Metrics()
    async with AsyncExitStack() as stack:
        uri = settings.mongo_uri or await stack.enter_async_context(
            embedded.mongod(settings.data_dir)
        )
        opened = await stack.enter_async_context(
            database(uri, settings.mongo_database, settings.mongo_driver)
        )
        await ensure_indexes(opened)
        stores = Stores(opened, clock, metrics)
        replayed = await stores.recovery.replay()
        hub = Hub(settings, stores, metrics, clock)
        application = hub.web_application()
        if demo:
            demo_marketplace.mount(application, _demo_services(hub))
            await _seed_demo(settings, opened, clock.now())
        await stack.enter_async_context(_serving(hub, application))
        log.info("hub_started", url=hub.url, replayed=replayed, driver=settings.mongo_driver)
        yield hub
        log.info("hub_draining")


async def _seed_demo(settings: Settings, opened: Database, now: datetime) -> None:
    """Over stores of its own: what stood still with the story clock is not left in the hub's."""
    clock = demo_marketplace.StoryClock(now)
    stores = Stores(opened, clock, Metrics())
    presence, unread = PresenceBoard(clock), UnreadTotals(stores.conversations)
    delivery = SocketDelivery(Connections(presence.came, presence.left), unread)
    unlimited = RateLimiter(clock, rate=1_000_000, burst=1_000_000)
    actions = AllActions(stores, World(clock, delivery, unread, unlimited), settings)
    stage = demo_marketplace.Stage(
        clock=clock,
        mirror=stores.mirror,
        conversations=stores.conversations,
        put_user=actions.mirror.user,
        put_shop=actions.mirror.shop,
        put_product=actions.mirror.product,
        put_order=actions.mirror.order,
        open=actions.participants.open,
        send=actions.participants.send,
        read=actions.participants.read,
    )
    await demo_marketplace.seed(stage)
    await stores.recovery.save_checkpoint(now)


def _demo_services(hub: Hub) -> demo_marketplace.Services:
    if hub.settings.jwt_algorithms != ("HS256",):
        raise ConfigurationError("HUB_JWT_ALGORITHMS: the demo signs its own tokens, by HS256")

    async def identify(request: web.Request) -> Identity:
        return await hub.gate.identity(bearer(request))

    def issue(who: Identity) -> str:
        return issue_token(
            checked_secret(hub.settings.jwt_secret),
            sub=who.user,
            role=who.role,
            name=who.name,
            shop=who.shop,
            lang=who.lang,
        )

    return demo_marketplace.Services(
        catalogue=hub.stores.mirror,
        put_order=hub.actions.mirror.order,
        clock=hub.clock,
        identify=identify,
        issue_token=issue,
    )


@asynccontextmanager
async def _serving(hub: Hub, application: web.Application) -> AsyncIterator[None]:
    runner = web.AppRunner(
        application,
        access_log=None,
        keepalive_timeout=hub.settings.request_head_seconds,
        shutdown_timeout=hub.settings.drain_seconds,
    )
    await runner.setup()
    background = [
        asyncio.create_task(hub.keep_checkpoints()),
        asyncio.create_task(hub.sockets.eio.beat()),
    ]
    try:
        site = web.TCPSite(runner, hub.settings.host, hub.settings.port, backlog=1_024)
        await site.start()
        hub.listens_on(runner.addresses[0][1])
        yield
        await site.stop()
        await hub.drain()
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await runner.cleanup()


def own_origins(host: str, port: int) -> set[str]:
    """The origins of the hub's own pages, by the names under which this machine is reached."""
    names = {host, "127.0.0.1", "localhost"} if host in ("127.0.0.1", "0.0.0.0") else {host}  # noqa: S104 - compared, not bound
    return {f"http://{name}:{port}" for name in names - {"0.0.0.0"}}  # noqa: S104 - as above


def _gate(settings: Settings, stores: Stores, clock: Clock) -> Gate:
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
        clock=clock,
        addresses=Addresses(settings.trusted_proxies),
        allowed_origins=set(settings.allowed_origins or ()),
        connections_per_user=settings.connections_per_user,
        connections_per_address=settings.connections_per_address,
    )


def _limits(settings: Settings) -> LimitsObject:
    return {
        "text_graphemes": settings.text_graphemes,
        "frame_bytes": settings.frame_bytes,
        "sends_per_second": settings.send_rate,
        "send_burst": settings.send_burst,
        "connections_per_user": settings.connections_per_user,
        "page": settings.page,
        "page_max": settings.page_max,
    }
