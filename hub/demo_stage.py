"""The demo marketplace put onto a hub: seeded through its actions, served beside its own."""

from datetime import datetime
from typing import Protocol

from aiohttp import web

from hub import demo as demo_marketplace
from hub.actions.moderation_ports import Moderator
from hub.actions.ports import Clock
from hub.actions.unread import UnreadTotals
from hub.config import Settings
from hub.defaults import NoTranslation
from hub.domain.identity import Identity
from hub.errors import ConfigurationError
from hub.image_wiring import Imaging
from hub.storage.driver import Database
from hub.transport.auth import checked_secret, issue_token
from hub.transport.connections import Connections
from hub.transport.delivery import SocketDelivery
from hub.transport.gate import Gate
from hub.transport.http.service import bearer
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics
from hub.transport.presence import PresenceBoard
from hub.wiring import AllActions, Stores, World


async def seed(hub: "DemoHub", opened: Database, now: datetime, moderator: Moderator) -> None:
    """Fill the marketplace.

    Over stores of its own: what stood still with the story clock is not left in the hub's.
    """
    clock = demo_marketplace.StoryClock(now)
    metrics = Metrics()
    stores = Stores(opened, clock, metrics)
    presence, unread = PresenceBoard(clock), UnreadTotals(stores.conversations)
    connections = Connections(presence.came, presence.left)
    delivery = SocketDelivery(connections, unread, hub.imaging.links)
    unlimited = RateLimiter(clock, rate=1_000_000, burst=1_000_000)
    world = World(
        clock=clock,
        delivery=delivery,
        unread=unread,
        send_limit=unlimited,
        translate_limit=unlimited,
        moderator=moderator,
        translator=NoTranslation(),
        observe_translation=metrics.translated,
    )
    actions = AllActions(stores, world, hub.settings)
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


class DemoHub(Protocol):
    """What the demo uses of a hub."""

    settings: Settings
    stores: Stores
    actions: AllActions
    gate: Gate
    clock: Clock
    imaging: Imaging


def services(hub: DemoHub) -> demo_marketplace.Services:
    """What the demo's own addresses need; raises ConfigurationError where it cannot sign tokens."""
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
