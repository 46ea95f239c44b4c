"""The people of the tests, and the small marketplace they meet in."""

from dataclasses import dataclass
from typing import Any

from tests.support import tokens


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a token."""

    id: str
    role: str
    name: str
    lang: str = "en"
    shop: str | None = None

    def token(self, **changes: Any) -> str:
        """A valid token of this person; `changes` as for `tokens.token`."""
        claims = {"name": self.name, "lang": self.lang, "shop": self.shop} | changes
        return tokens.token(self.id, self.role, **claims)


ANA = Person("ana", "buyer", "Ana", "es")
BEN = Person("ben", "buyer", "Ben", "en")
WEI = Person("wei", "seller", "Wei", "zh", shop="lamps")
XIA = Person("xia", "seller", "Xia", "zh", shop="lamps")
LUC = Person("luc", "seller", "Luc", "fr", shop="bags")
SAM = Person("sam", "staff", "Sam", "en")
BACK_END = Person("marketplace", "service", "Marketplace")

PEOPLE = (ANA, BEN, WEI, XIA, LUC, SAM)


def _priced(shop: str, title: str, amount: str) -> dict[str, Any]:
    return {
        "shop": shop,
        "title": title,
        "price": {"amount": amount, "currency": "EUR"},
        "url": f"/products/{title.lower()}",
        "image_url": f"/images/{title.lower()}.jpg",
    }


def _received(buyer: str, shop: str, product: str) -> dict[str, Any]:
    return {
        "buyer": buyer,
        "shop": shop,
        "status": "received",
        "items": [{"product": product, "quantity": 1}],
        "total": {"amount": "24.90", "currency": "EUR"},
        "placed_at": "2026-11-02T09:30:00.000Z",
    }


SHOPS: dict[str, dict[str, Any]] = {
    "lamps": {"name": "灯之家", "lang": "zh", "time_zone": "Asia/Shanghai"},
    "bags": {"name": "Sacs de Luc", "lang": "fr", "time_zone": "Europe/Paris"},
}
PRODUCTS = {
    "lamp": _priced("lamps", "Lamp", "24.90"),
    "shade": _priced("lamps", "Shade", "9.50"),
    "bag": _priced("bags", "Bag", "80.00"),
}
ORDERS = {
    "o-ana": _received("ana", "lamps", "lamp"),
    "o-ben": _received("ben", "bags", "bag"),
}


def records() -> list[dict[str, Any]]:
    """The marketplace as lines for the bulk import."""
    users = {
        person.id: {"name": person.name, "role": person.role, "lang": person.lang}
        | ({"shop": person.shop} if person.shop else {})
        for person in PEOPLE
    }
    kinds = {"shop": SHOPS, "user": users, "product": PRODUCTS, "order": ORDERS}
    return [
        {"type": kind, "id": id, "record": record}
        for kind, of_kind in kinds.items()
        for id, record in of_kind.items()
    ]
