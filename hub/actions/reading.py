"""Who reads which language: what their profiles say."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.actions.ports import Mirror
from hub.domain.conversations import Conversation, Side
from hub.domain.translations import base


@dataclass(frozen=True, slots=True)
class ProfileLanguages:
    """Implements `hub.actions.ports.ReadingLanguages`."""

    mirror: Mirror

    async def of(self, conversation: Conversation) -> Mapping[Side, frozenset[str]]:
        buyer = await self.mirror.user(conversation.buyer)
        shop = await self.mirror.shop(conversation.shop)
        return {
            Side.BUYER: frozenset((base(buyer.lang),)) if buyer else frozenset(),
            Side.SELLER: frozenset((base(shop.lang),)) if shop else frozenset(),
        }
