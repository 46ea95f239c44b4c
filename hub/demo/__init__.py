"""The demo marketplace: shops, people and orders to try the hub with, and sign-in by persona."""

from aiohttp import web

from hub.demo.clock import StoryClock
from hub.demo.data import marketplace
from hub.demo.routes import Catalogue, Routes, Services
from hub.demo.seed import Seeding, Stage

__all__ = ["Catalogue", "Services", "Stage", "StoryClock", "mount", "seed"]


def mount(app: web.Application, services: Services) -> None:
    """Add the demo's addresses to the hub's."""
    app.add_routes(Routes(marketplace(), services).table())


async def seed(stage: Stage) -> None:
    """Fill the hub with the demo marketplace, up to where the stage's clock stands."""
    await Seeding(stage, marketplace(), stage.clock.now())()
