"""Who reads what in a conversation: what people chose, else what their profiles say."""

from collections.abc import Collection, Mapping

from hub.actions.ports import Clock, Mirror, PreferenceRecords
from hub.domain.conversations import Conversation, Side
from hub.domain.preferences import buyer_reads, shop_reads
from hub.domain.translations import base
from hub.storage.expiring import Expiring

STALE_SECONDS = 10.0
"""After which a profile is read again."""


class ReaderStore:
    """Implements `hub.actions.ports.ReadingLanguages`. `languages`: those of the marketplace."""

    def __init__(
        self,
        mirror: Mirror,
        preferences: PreferenceRecords,
        clock: Clock,
        languages: Collection[str],
    ) -> None:
        self._mirror = mirror
        self._preferences = preferences
        self._languages = languages
        self._users = Expiring(self._lang_of_user, clock, STALE_SECONDS)
        self._shops = Expiring(self._lang_of_shop, clock, STALE_SECONDS)

    async def of(self, conversation: Conversation) -> Mapping[Side, frozenset[str]]:
        return {side: frozenset(await self._ordered(conversation, side)) for side in Side}

    async def first(self, conversation: Conversation, side: Side) -> str | None:
        return next(iter(await self._ordered(conversation, side)), None)

    async def _ordered(self, conversation: Conversation, side: Side) -> tuple[str, ...]:
        id, languages = conversation.id, self._languages
        if side is Side.SELLER:
            operators = await self._preferences.of_desk(conversation.shop)
            return shop_reads(await self._shops.get(conversation.shop), operators, id, languages)
        buyer = await self._preferences.of(conversation.buyer)
        profile = None if buyer.lang else await self._users.get(conversation.buyer)
        return buyer_reads(profile, buyer, id, languages)

    async def _lang_of_user(self, id: str) -> str | None:
        user = await self._mirror.user(id)
        return base(user.lang) if user else None

    async def _lang_of_shop(self, id: str) -> str | None:
        shop = await self._mirror.shop(id)
        return base(shop.lang) if shop else None
