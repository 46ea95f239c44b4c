"""The composition root: the only file that names concrete classes and wires them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache

import structlog
from aiohttp import web
from pymongo.errors import PyMongoError

from hub import demo as demo_marketplace
from hub import demo_stage, embedded, image_wiring, socket_wiring, translation_wiring
from hub.actions.engine import Engine, Rules
from hub.actions.moderation_ports import Moderator
from hub.actions.ports import Clock, Translator
from hub.clock import SystemClock
from hub.config import Settings, own_hosts
from hub.image_wiring import Imaging, PictureDesk
from hub.protocol import spec
from hub.staff_wiring import StaffDesk
from hub.storage.driver import database
from hub.storage.indexes import ensure_indexes
from hub.transport.connections import Connections
from hub.transport.delivery import SocketDelivery
from hub.transport.http import bodies
from hub.transport.http.errors import errors_middleware
from hub.transport.http.operations import Operations
from hub.transport.http.pages import Pages
from hub.transport.http.service import ServiceApi
from hub.transport.http.staff import StaffApi
from hub.transport.http.staff_handlers import StaffHandlers
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics
from hub.wiring import AllActions, Stores, World
from moderation import Moderation

log = structlog.get_logger("hub")

CHECKPOINT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Judges:
    """The rules that staff change, and who judges messages: as a rule, by them."""

    engine: Engine
    moderator: Moderator


class Hub:
    """A hub over opened stores: sockets and HTTP, not yet listening."""

    def __init__(
        self,
        settings: Settings,
        stores: Stores,
        metrics: Metrics,
        clock: Clock,
        judges: Judges,
        translator: Translator,
        imaging: Imaging,
    ) -> None:
        self.settings = settings
        self.stores = stores
        self.metrics = metrics
        self.clock = clock
        self.url = ""
        self.imaging = imaging
        audience = socket_wiring.audience(stores, clock)
        limit = RateLimiter(clock, rate=settings.send_rate, burst=settings.send_burst)
        delivery = SocketDelivery(audience.connections, audience.unread, imaging.links)
        world = World(
            clock=clock,
            delivery=delivery,
            unread=audience.unread,
            send_limit=limit,
            translate_limit=RateLimiter(
                clock, rate=settings.translate_rate, burst=settings.translate_burst
            ),
            moderator=judges.moderator,
            translator=translator,
            observe_translation=metrics.translated,
        )
        self.actions = AllActions(stores, world, settings)
        self.desk = StaffDesk(stores, self.actions, world, judges.engine, imaging.pool, settings)
        self.pictures = PictureDesk(stores, self.actions, imaging, clock, settings)
        stores.recovery.tell = self.actions.announce.message
        self.gate = socket_wiring.gate(settings, stores, self.actions, clock)
        dispatcher = socket_wiring.dispatcher(
            settings, self.actions, audience.presence, imaging.links, clock, metrics
        )
        self.sockets = socket_wiring.server(settings, self.gate, audience, dispatcher, metrics)
        self._presence = audience.presence
        self._observe(audience.connections)

    def listens_on(self, port: int) -> None:
        """The address is known now: its own origins may connect."""
        self.url = f"http://{self.settings.host}:{port}"
        if self.settings.allowed_origins is None:
            own = socket_wiring.own_origins(self.settings.host, port)
            self.gate.allowed_origins.update(own)

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
        await self.actions.translations.later.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.settings.drain_seconds):
                await self.stores.recovery.save_checkpoint(self.clock.now())

    async def keep_checkpoints(self) -> None:
        """Record now and then that nothing needs to be healed."""
        while True:
            await asyncio.sleep(CHECKPOINT_SECONDS)
            try:
                await self.stores.recovery.save_checkpoint(self.clock.now())
            except Exception as error:
                log.error("checkpoint_failed", exc_info=error)

    def web_application(self) -> web.Application:
        """Every route."""
        application = web.Application(
            middlewares=[bodies.hang_up, errors_middleware(self.metrics), bodies.refuse],
            client_max_size=self.settings.closing_frame_bytes,
        )
        documents = {"/openapi.json": spec.openapi(), "/asyncapi.json": spec.asyncapi()}
        operations = Operations(self.metrics, self.settings.metrics_token, self.is_ready, documents)
        service = ServiceApi(self.actions.mirror, self.gate.identity)
        handlers = StaffHandlers(
            self.desk.actions, self.settings.page, self.settings.page_max, self.imaging.links
        )
        staff = StaffApi(handlers.answers, self.gate.identity)
        apis = [*service.routes(), *staff.routes(), *operations.routes()]
        application.add_routes([*apis, *Pages().routes()])
        application.router.add_route("*", "/socket.io/", self.sockets.eio.handle_request)
        self.pictures.mount(application, self.gate, self.metrics)
        return application

    def _observe(self, connections: Connections) -> None:
        gauge, stores = self.metrics.gauge, self.stores
        gauge("hub_connections", "Authenticated sockets", lambda: len(connections))
        gauge("hub_commit_queue", "Messages waiting to be committed", lambda: len(stores.messages))
        gauge("hub_state_queue", "State changes waiting", lambda: len(stores.conversations))
        gauge("hub_search_queue", "Messages waiting to be indexed", lambda: len(stores.search))
        self.pictures.observe(self.metrics)
        translations = self.actions.translations
        gauge(
            "hub_translation_queue",
            "Messages waiting to be translated",
            lambda: len(translations.later),
        )
        gauge(
            "hub_translations_running",
            "Translations on their way",
            lambda: len(translations.work),
        )


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    demo: bool = False,
    moderator: Moderator | None = None,
    translator: Translator | None = None,
) -> AsyncIterator[Hub]:
    """A hub that accepts connections at its `url`, drained and closed at the end.

    It moderates by its own rules unless it is given another `moderator`, and translates by its own
    engines unless it is given a `translator`.
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
        judges = _judges(settings, moderator)
        translating = translation_wiring.translator(settings, opened, clock, metrics)
        if translator is None:
            translator = await stack.enter_async_context(translating)
        imaging = await stack.enter_async_context(image_wiring.imaging(settings, opened, clock))
        hub = Hub(settings, stores, metrics, clock, judges, translator, imaging)
        await hub.desk.prepare()
        application = hub.web_application()
        if demo:
            demo_marketplace.mount(application, demo_stage.services(hub))
            await demo_stage.seed(hub, opened, clock.now(), judges.moderator)
        await hub.actions.heal()
        await stack.enter_async_context(_serving(hub, application))
        log.info("hub_started", url=hub.url, replayed=replayed, driver=settings.mongo_driver)
        yield hub
        log.info("hub_draining")


@asynccontextmanager
async def _serving(hub: Hub, application: web.Application) -> AsyncIterator[None]:
    runner = web.AppRunner(
        application,
        access_log=None,
        auto_decompress=False,  # a small body could unpack to any size, on the loop
        read_bufsize=16_384,  # and a sixteenth of it in chunks is parsed before anybody is asked
        keepalive_timeout=hub.settings.request_head_seconds,
        shutdown_timeout=hub.settings.drain_seconds,
    )
    await runner.setup()
    background = [
        asyncio.create_task(hub.keep_checkpoints()),
        asyncio.create_task(hub.sockets.eio.beat()),
        *(asyncio.create_task(chore) for chore in (*hub.desk.chores(), *hub.pictures.chores())),
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
        await hub.pictures.close()


@cache
def _builtin() -> Moderation:
    """The rules of the package alone, compiled once for all hubs of this process."""
    return Moderation()


def _judges(settings: Settings, moderator: Moderator | None) -> Judges:
    engine = Engine(Rules(0, _builtin()), own_hosts(settings), settings.moderation_regions)
    return Judges(engine, moderator or engine)
