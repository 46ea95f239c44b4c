"""The demo's objects as its pages get them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from hub.demo.data import Persona
from hub.domain.identity import Identity
from hub.domain.marketplace import Order, OrderItem, Product, Shop, User, as_document

Document = dict[str, Any]


class Named(TypedDict):
    id: str
    name: str


class PersonaObject(TypedDict):
    id: str
    name: str
    role: str
    lang: str
    avatar_url: str | None
    shop: Named | None
    blurb: str


class UserObject(TypedDict):
    id: str
    name: str
    role: str
    lang: str
    shop: str | None


class ShopObject(TypedDict):
    id: str
    name: str
    lang: str
    logo_url: str | None


class ProductObject(TypedDict):
    id: str
    shop: ShopObject
    title: str
    price: Document
    url: str
    image_url: str | None
    description: str


class ItemObject(TypedDict):
    product: str
    title: str
    image_url: str | None
    quantity: int
    price: Document | None


class OrderObject(TypedDict):
    """`placed_at` in UTC, to the millisecond."""

    id: str
    buyer: Named
    shop: Named
    status: str
    items: list[ItemObject]
    total: Document | None
    tracking: NotRequired[Document]
    placed_at: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """The records that some orders refer to, by id."""

    users: Mapping[str, User]
    shops: Mapping[str, Shop]
    products: Mapping[str, Product]


def persona(one: Persona, shops: Mapping[str, Shop]) -> PersonaObject:
    user = one.user
    return {
        "id": one.id,
        "name": user.name,
        "role": user.role.value,
        "lang": user.lang,
        "avatar_url": user.avatar_url,
        "shop": _named(user.shop, shops) if user.shop else None,
        "blurb": one.blurb,
    }


def user(who: Identity) -> UserObject:
    return {
        "id": who.user,
        "name": who.name,
        "role": who.role.value,
        "lang": who.lang,
        "shop": who.shop,
    }


def product(id: str, one: Product, shops: Mapping[str, Shop]) -> ProductObject:
    return {
        "id": id,
        "shop": _shop(one.shop, shops),
        "title": one.title,
        "price": as_document(one.price),
        "url": one.url,
        "image_url": one.image_url,
        "description": one.description or "",
    }


def order(id: str, one: Order, names: Names) -> OrderObject:
    described: OrderObject = {
        "id": id,
        "buyer": _named(one.buyer, names.users),
        "shop": _named(one.shop, names.shops),
        "status": one.status.value,
        "items": [_item(item, names.products) for item in one.items],
        "total": as_document(one.total) if one.total else None,
        "placed_at": _time(one),
    }
    if one.tracking is not None:
        described["tracking"] = as_document(one.tracking)
    return described


def _item(item: OrderItem, products: Mapping[str, Product]) -> ItemObject:
    sold = products.get(item.product)
    return {
        "product": item.product,
        "title": sold.title if sold else item.product,
        "image_url": sold.image_url if sold else None,
        "quantity": item.quantity,
        "price": as_document(item.price) if item.price else None,
    }


def _shop(id: str, shops: Mapping[str, Shop]) -> ShopObject:
    shop = shops.get(id)
    if shop is None:
        return {"id": id, "name": id, "lang": "und", "logo_url": None}
    return {"id": id, "name": shop.name, "lang": shop.lang, "logo_url": shop.logo_url}


def _named(id: str, records: Mapping[str, User] | Mapping[str, Shop]) -> Named:
    record = records.get(id)
    return {"id": id, "name": record.name if record else id}


def _time(one: Order) -> str | None:
    if one.placed_at is None:
        return None
    return one.placed_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
