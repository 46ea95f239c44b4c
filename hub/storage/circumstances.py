"""How far a conversation's deal is and where its people are, from the marketplace's records."""

import asyncio

from hub.actions.ports import Clock, Mirror
from hub.domain.circumstances import Circumstance, regions_of, stage_of
from hub.domain.conversations import ContextType, Conversation
from hub.storage.lru import Lru

STALE_SECONDS = 300.0
"""After which the records are read again: another process may have written them."""
_REMEMBERED = 20_000


class CircumstanceStore:
    """Implements `hub.actions.moderation_ports.Circumstances`."""

    def __init__(self, mirror: Mirror, clock: Clock) -> None:
        self._mirror = mirror
        self._clock = clock
        self._known: Lru[str, tuple[float, Circumstance]] = Lru(_REMEMBERED)

    async def of(self, conversation: Conversation) -> Circumstance:
        now = self._clock.monotonic()
        read_at, known = self._known.get(conversation.id) or (0.0, None)
        if known is None or now - read_at > STALE_SECONDS:
            known = await self._read(conversation)
            self._known.put(conversation.id, (now, known))
        return known

    def forget(self, conversation_id: str) -> None:
        self._known.drop(conversation_id)

    async def _read(self, conversation: Conversation) -> Circumstance:
        context = conversation.context
        is_order = context.type is ContextType.ORDER
        order, buyer, shop = await asyncio.gather(
            self._mirror.orders([context.id] if is_order else []),
            self._mirror.user(conversation.buyer),
            self._mirror.shop(conversation.shop),
        )
        status = order[context.id].status if context.id in order else None
        langs = [party.lang for party in (buyer, shop) if party is not None]
        regions = regions_of(langs, [shop.time_zone if shop else None])
        return Circumstance(stage_of(context.type, status), regions)
