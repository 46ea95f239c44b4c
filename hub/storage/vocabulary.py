"""The words of shops and listings, for translations: read now and then, used with every message."""

from hub.actions.ports import Clock, Mirror
from hub.domain.marketplace import Shop
from hub.storage.expiring import Expiring

STALE_SECONDS = 10.0
_SHOPS = 500
"""Whose words are kept in memory; they may be long."""


class WordStore:
    """Implements `hub.actions.ports.Words`."""

    def __init__(self, mirror: Mirror, clock: Clock) -> None:
        self._mirror = mirror
        self._shops = Expiring(mirror.shop_in_full, clock, STALE_SECONDS, _SHOPS)
        self._titles = Expiring(self._title, clock, STALE_SECONDS)

    async def of_shop(self, shop: str) -> Shop | None:
        return await self._shops.get(shop)

    async def title_of_product(self, product: str) -> str | None:
        return await self._titles.get(product)

    def forget_shop(self, shop: str) -> None:
        self._shops.forget(shop)

    async def _title(self, product: str) -> str | None:
        found = await self._mirror.product(product)
        return found.title if found else None
