"""The demo marketplace as `marketplace/*.json` tells it: shops, people, products, orders, stories.

Times are kept as "how long ago", so that the first screen looks lived-in whenever it is opened.
What follows from something else is worked out here: links, pictures, prices and totals.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from hub.domain.conversations import ContextType, Side
from hub.domain.marketplace import (
    Id,
    Order,
    OrderItem,
    OrderStatus,
    Price,
    Product,
    Shop,
    Tracking,
    User,
)

_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def _ago(value: str) -> timedelta:
    """`1d 3h 20m` as a length of time."""
    if not re.fullmatch(r"\d+[dhm]( \d+[dhm])*", value):
        raise ValueError("must look like 1d 3h 20m")
    return timedelta(**{_UNITS[part[-1]]: int(part[:-1]) for part in value.split()})


Ago = Annotated[timedelta, BeforeValidator(_ago)]


class _Written(BaseModel):
    """Something read from the files: unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Written):
    """Somebody writes a message."""

    ago: Ago
    sender: str = Field(alias="from")
    text: str


class Moved(_Written):
    """The order moves on."""

    ago: Ago
    status: OrderStatus
    tracking: Tracking | None = None


class About(_Written):
    """What a story is about."""

    type: ContextType
    id: Id


class Story(_Written):
    """A conversation, step by step; `seen_by`: the sides that have read it to its end."""

    id: Id
    context: About
    buyer: Id
    seen_by: frozenset[Side]
    steps: tuple[Said | Moved, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody one can sign in as."""

    id: str
    user: User
    blurb: str


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order as it stands today, and how long ago it was placed."""

    order: Order
    ago: timedelta


@dataclass(frozen=True, slots=True)
class Marketplace:
    """All of it, by id, in the order of the files."""

    shops: Mapping[str, Shop]
    people: Mapping[str, Persona]
    products: Mapping[str, Product]
    orders: Mapping[str, PlacedOrder]
    stories: tuple[Story, ...]

    def moves(self, order_id: str) -> list[Moved]:
        """How an order moved on, as the stories tell it."""
        about = About(type=ContextType.ORDER, id=order_id)
        told = (story.steps for story in self.stories if story.context == about)
        return [step for steps in told for step in steps if isinstance(step, Moved)]


@cache
def marketplace() -> Marketplace:
    """The demo marketplace, read once."""
    products = {id: _product(id, raw) for id, raw in _read("products").items()}
    return Marketplace(
        shops={id: _shop(id, raw) for id, raw in _read("shops").items()},
        people={id: _persona(id, raw) for id, raw in _read("people").items()},
        products=products,
        orders={id: _order(raw, products) for id, raw in _read("orders").items()},
        stories=tuple(
            Story.model_validate({**raw, "id": id}) for id, raw in _read("conversations").items()
        ),
    )


def _read(name: str) -> dict[str, dict[str, Any]]:
    path = files(__package__) / "marketplace" / f"{name}.json"
    by_id: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return by_id


def _shop(id: str, raw: dict[str, Any]) -> Shop:
    return Shop.model_validate({**raw, "logo_url": f"/static/demo/shops/{id}.svg"})


def _persona(id: str, raw: dict[str, Any]) -> Persona:
    blurb = raw.pop("blurb")
    user = User.model_validate({**raw, "avatar_url": f"/static/demo/people/{id}.svg"})
    return Persona(id, user, blurb)


def _product(id: str, raw: dict[str, Any]) -> Product:
    links = {"url": f"/products/{id}", "image_url": f"/static/demo/products/{id}.svg"}
    return Product.model_validate({**raw, **links})


def _order(raw: dict[str, Any], products: Mapping[str, Product]) -> PlacedOrder:
    ago = _ago(raw.pop("placed"))
    items = [OrderItem(**item, price=products[item["product"]].price) for item in raw.pop("items")]
    order = Order.model_validate({**raw, "items": items, "total": _total(items)})
    return PlacedOrder(order, ago)


def _total(items: list[OrderItem]) -> Price:
    """The sum of the items; a shop sells in one currency."""
    sums = [item.price.times(item.quantity) for item in items if item.price is not None]
    amount = sum(Decimal(price.amount) for price in sums)
    return Price(amount=str(amount), currency=sums[0].currency)
