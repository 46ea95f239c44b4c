"""The demo marketplace over HTTP: who one can be, what is on sale, and one's orders.

GET  /demo/personas                 who one can be
POST /demo/sign-in                  {persona}: a token for one of them
GET  /demo/products[/{id}]          what the shops sell
GET  /demo/orders                   a buyer's own, or a seller's shop's (Bearer)
POST /demo/orders/{id}/status       {status, tracking?}: the seller moves an order on (Bearer)
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from hub.actions.mirror import PutOrder
from hub.actions.ports import Clock, Mirror
from hub.demo import views
from hub.demo.data import Marketplace
from hub.demo.personas import identity
from hub.domain.conversations import Inbox, Side, desk_of
from hub.domain.identity import Identity
from hub.domain.marketplace import Id, Order, OrderStatus, Product, Tracking
from hub.errors import Invalid, NotFound

PRODUCTS_SHOWN = 200
ORDERS_SHOWN = 100

Asked = TypeVar("Asked", bound=BaseModel)


class Catalogue(Mirror, Protocol):
    """The marketplace's records, as a shop window lists them."""

    async def some_products(self, limit: int) -> dict[str, Product]:
        """Up to `limit` products, in no particular order."""

    async def orders_of(self, inbox: Inbox, limit: int) -> dict[str, Order]:
        """A buyer's or a shop's orders, the newest first."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the demo needs of the hub."""

    catalogue: Catalogue
    put_order: PutOrder
    clock: Clock
    identify: Callable[[web.Request], Awaitable[Identity]]
    """Who is calling; raises Unauthenticated, Suspended."""
    issue_token: Callable[[Identity], str]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignIn(_Body):
    """`POST /demo/sign-in`."""

    persona: Id


class StatusChange(_Body):
    """`POST /demo/orders/{id}/status`."""

    status: OrderStatus
    tracking: Tracking | None = None


class Routes:
    """The addresses above, over the mirrored records."""

    def __init__(self, market: Marketplace, services: Services) -> None:
        self._market = market
        self._do = services

    def table(self) -> list[web.RouteDef]:
        """For `app.add_routes`."""
        return [
            web.get("/demo/personas", self._personas),
            web.post("/demo/sign-in", self._sign_in),
            web.get("/demo/products", self._products),
            web.get("/demo/products/{id}", self._product),
            web.get("/demo/orders", self._orders),
            web.post("/demo/orders/{id}/status", self._status),
        ]

    async def _personas(self, _request: web.Request) -> web.Response:
        market = self._market
        personas = [views.persona(one, market.shops) for one in market.people.values()]
        return web.json_response({"personas": personas})

    async def _sign_in(self, request: web.Request) -> web.Response:
        asked = await _body(request, SignIn)
        persona = self._market.people.get(asked.persona)
        if persona is None:
            raise NotFound("Nobody of that name is part of the demo.")
        who = identity(persona, self._do.clock.now())
        return web.json_response({"token": self._do.issue_token(who), "user": views.user(who)})

    async def _products(self, _request: web.Request) -> web.Response:
        products = await self._do.catalogue.some_products(PRODUCTS_SHOWN)
        shops = await self._do.catalogue.shops(product.shop for product in products.values())
        known = list(self._market.products)
        ids = sorted(products, key=lambda id: known.index(id) if id in known else len(known))
        return web.json_response(
            {"products": [views.product(id, products[id], shops) for id in ids]}
        )

    async def _product(self, request: web.Request) -> web.Response:
        id = request.match_info["id"]
        product = await self._do.catalogue.product(id)
        if product is None:
            raise NotFound("There is no such product.")
        shops = await self._do.catalogue.shops([product.shop])
        return web.json_response({"product": views.product(id, product, shops)})

    async def _orders(self, request: web.Request) -> web.Response:
        who = await self._do.identify(request)
        desk = desk_of(who)
        inbox = Inbox(Side.BUYER, who.user) if desk is None else Inbox(Side.SELLER, desk)
        orders = await self._do.catalogue.orders_of(inbox, ORDERS_SHOWN)
        return web.json_response({"orders": await self._described(orders)})

    async def _status(self, request: web.Request) -> web.Response:
        who = await self._do.identify(request)
        id = request.match_info["id"]
        order = await self._do.catalogue.order(id)
        if order is None or who.shop is None or order.shop != who.shop:
            raise NotFound("Your shop has no such order.")
        change = await _body(request, StatusChange)
        told = await self._do.put_order.status(id, change.status, change.tracking)
        [described] = await self._described({id: told.order})
        return web.json_response({"order": described})

    async def _described(self, orders: dict[str, Order]) -> list[views.OrderObject]:
        catalogue = self._do.catalogue
        users = await catalogue.users(order.buyer for order in orders.values())
        shops = await catalogue.shops(order.shop for order in orders.values())
        items = [item for order in orders.values() for item in order.items]
        products = await catalogue.products(item.product for item in items)
        named = views.Names(users, shops, products)
        return [views.order(id, order, named) for id, order in orders.items()]


async def _body(request: web.Request, model: type[Asked]) -> Asked:
    """The request's JSON as a model; raises Invalid naming what is wrong."""
    try:
        return model.model_validate(json.loads(await request.read()))
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise Invalid.of([(_field(one["loc"]), one["msg"]) for one in problems]) from None
    except (ValueError, RecursionError):
        raise Invalid("body", "is not valid JSON") from None


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part)[:64] for part in location) or "body"
