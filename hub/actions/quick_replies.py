"""The answers that a shop gives again and again, for those who answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.actions.ports import Mirror
from hub.domain.conversations import desk_of
from hub.domain.identity import Identity
from hub.domain.marketplace import QuickReply
from hub.domain.translations import base
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class Answers:
    """`own`: the shop's language, for what has no wording in the caller's."""

    replies: Sequence[QuickReply]
    own: str


@dataclass(frozen=True, slots=True)
class ListQuickReplies:
    mirror: Mirror

    async def __call__(self, who: Identity) -> Answers:
        """In the shop's own order. Raises NotFound for who answers for no shop; Overloaded."""
        desk = desk_of(who)
        if desk is None:
            raise NotFound("There are no quick replies.")
        shop = await self.mirror.shop_in_full(desk)
        if shop is None:
            return Answers((), "")
        return Answers(shop.quick_replies or (), base(shop.lang))
