"""The marketplace's records, one collection a kind, as the service API wrote them."""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from hub.domain.conversations import Inbox, Side
from hub.domain.marketplace import Order, Product, Shop, User, as_document
from hub.storage.driver import DURABLE, Collection, Database, Document, overloaded_when_away

Record = TypeVar("Record", bound=BaseModel)

_COLLECTIONS: dict[type[BaseModel], str] = {
    User: "users",
    Shop: "shops",
    Product: "products",
    Order: "orders",
}
_STATUS_CHANGES = "status_changes"
"""Beside an order: how often its status or tracking has changed; numbers its system messages."""
_WORDS = ("glossary", "quick_replies")
"""A shop's, which may be long and are not needed to show it."""


@overloaded_when_away
class MirrorStore:
    """Implements `hub.actions.ports.Mirror`."""

    def __init__(self, database: Database) -> None:
        self._collections: dict[type[BaseModel], Collection] = {
            kind: database[name].with_options(write_concern=DURABLE)
            for kind, name in _COLLECTIONS.items()
        }

    async def user(self, id: str) -> User | None:
        return (await self.users([id])).get(id)

    async def shop(self, id: str) -> Shop | None:
        return (await self.shops([id])).get(id)

    async def shop_in_full(self, id: str) -> Shop | None:
        document = await self._collections[Shop].find_one({"_id": id}, {"_id": False})
        return Shop.model_validate(document) if document else None

    async def product(self, id: str) -> Product | None:
        return (await self.products([id])).get(id)

    async def order(self, id: str) -> Order | None:
        return (await self.orders([id])).get(id)

    async def users(self, ids: Iterable[str]) -> dict[str, User]:
        return await self._many(User, ids)

    async def shops(self, ids: Iterable[str]) -> dict[str, Shop]:
        return await self._many(Shop, ids)

    async def products(self, ids: Iterable[str]) -> dict[str, Product]:
        return await self._many(Product, ids)

    async def orders(self, ids: Iterable[str]) -> dict[str, Order]:
        return await self._many(Order, ids)

    async def some_products(self, limit: int) -> dict[str, Product]:
        """Up to `limit` products, in no particular order."""
        return await self._found(Product, {}, limit=limit)

    async def orders_of(self, inbox: Inbox, limit: int) -> dict[str, Order]:
        """A buyer's or a shop's orders, the newest first."""
        owner = "buyer" if inbox.side is Side.BUYER else "shop"
        return await self._found(Order, {owner: inbox.owner}, newest="placed_at", limit=limit)

    async def put_user(self, id: str, user: User) -> bool:
        return await self._put(id, user)

    async def put_shop(self, id: str, shop: Shop) -> bool:
        return await self._put(id, shop)

    async def put_product(self, id: str, product: Product) -> bool:
        return await self._put(id, product)

    async def put_order(self, id: str, order: Order) -> tuple[bool, int]:
        orders = self._collections[Order]
        wanted = as_document(order)
        while True:
            stored = await orders.find_one({"_id": id})
            if stored is None:
                if await _inserted(orders, {"_id": id, **wanted, _STATUS_CHANGES: 0}):
                    return True, 0
                continue
            changes = stored[_STATUS_CHANGES] + _status_differs(stored, wanted)
            result = await orders.replace_one(
                {"_id": id, _STATUS_CHANGES: stored[_STATUS_CHANGES]},
                {**wanted, _STATUS_CHANGES: changes},
            )
            if result.matched_count:
                return False, changes

    async def _many(self, kind: type[Record], ids: Iterable[str]) -> dict[str, Record]:
        wanted = list(set(ids))
        if not wanted:
            return {}
        return await self._found(kind, {"_id": {"$in": wanted}}, limit=len(wanted))

    async def _found(
        self, kind: type[Record], query: Document, *, limit: int, newest: str | None = None
    ) -> dict[str, Record]:
        left_out = dict.fromkeys((_STATUS_CHANGES, *_WORDS), False)
        found = self._collections[kind].find(query, left_out).limit(limit)
        found = found.sort(newest, DESCENDING) if newest else found
        return {document.pop("_id"): kind.model_validate(document) async for document in found}

    async def _put(self, id: str, record: BaseModel) -> bool:
        result = await self._collections[type(record)].replace_one(
            {"_id": id}, as_document(record), upsert=True
        )
        return result.upserted_id is not None


async def _inserted(collection: Collection, document: Document) -> bool:
    try:
        await collection.insert_one(document)
    except DuplicateKeyError:
        return False
    return True


def _status_differs(stored: Document, wanted: Document) -> bool:
    return any(stored.get(name) != wanted.get(name) for name in ("status", "tracking"))
