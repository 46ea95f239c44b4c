"""Conversations as a side sees them: names, live cards and last visible messages put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.actions.access import Participation
from hub.actions.ports import Clock, Messages, Mirror
from hub.domain.conversations import (
    SUPPORT_DESK,
    Context,
    ContextType,
    Conversation,
)
from hub.domain.marketplace import Card, Shop, User, order_card, product_card
from hub.domain.messages import Message
from hub.domain.views import ConversationView, Party

UNKNOWN_LANG = "und"
"""BCP 47's code for a language that is not known."""


@dataclass(frozen=True, slots=True)
class Views:
    """Reads what a page of conversations needs with one query a collection."""

    mirror: Mirror
    messages: Messages
    clock: Clock

    async def of(self, seen: Participation) -> ConversationView:
        return (await self.many([seen]))[0]

    async def many(self, seen: Sequence[Participation]) -> list[ConversationView]:
        """One view per participation, in order."""
        conversations = [one.conversation for one in seen]
        users = await self.mirror.users(c.buyer for c in conversations)
        shops = await self.mirror.shops(c.shop for c in conversations)
        cards = await self.live_cards(c.context for c in conversations)
        last = await self._last_visible(seen)
        return [
            ConversationView(
                conversation=one.conversation,
                side=one.side,
                buyer=_buyer(one.conversation.buyer, users),
                shop=self._shop(one.conversation.shop, shops),
                live_card=_differing(one.conversation, cards),
                last_message=last[i],
            )
            for i, one in enumerate(seen)
        ]

    async def live_cards(self, contexts: Iterable[Context]) -> dict[Context, Card]:
        """The cards as they would be frozen now; none for what has left the marketplace."""
        wanted = list(contexts)
        orders = await self.mirror.orders(c.id for c in wanted if c.type is ContextType.ORDER)
        in_orders = [item.product for order in orders.values() for item in order.items]
        direct = [c.id for c in wanted if c.type is ContextType.PRODUCT]
        products = await self.mirror.products([*direct, *in_orders])
        cards: dict[Context, Card] = {}
        for context in wanted:
            if context.type is ContextType.PRODUCT and context.id in products:
                cards[context] = product_card(products[context.id])
            elif context.type is ContextType.ORDER and context.id in orders:
                cards[context] = order_card(context.id, orders[context.id], products)
        return cards

    async def _last_visible(self, seen: Sequence[Participation]) -> list[Message | None]:
        ids = [one.conversation.last_message_id for one in seen]
        newest = await self.messages.by_ids(id for id in ids if id is not None)
        return [
            await self._visible_or_earlier(one, newest.get(one.conversation.last_message_id))
            for one in seen
        ]

    async def _visible_or_earlier(
        self, seen: Participation, newest: Message | None
    ) -> Message | None:
        state = seen.conversation.sides[seen.side]
        if newest is None or newest.seq <= state.cleared_seq:
            return None
        if not state.change:  # this side never deleted anything here
            return newest
        found = await self.messages.visible(
            seen.conversation.id, seen.side, above=state.cleared_seq, below=None, limit=1
        )
        return found[0] if found else None

    def _shop(self, id: str, shops: dict[str, Shop]) -> Party:
        shop = shops.get(id)
        if shop is None:
            return Party(id, "Support" if id == SUPPORT_DESK else id, UNKNOWN_LANG)
        offset = shop.utc_offset_min(self.clock.now())
        return Party(id, shop.name, shop.lang, shop.logo_url, offset)


def _buyer(id: str, users: dict[str, User]) -> Party:
    user = users.get(id)
    return Party(id, user.name, user.lang, user.avatar_url) if user else Party(id, id, UNKNOWN_LANG)


def _differing(conversation: Conversation, cards: dict[Context, Card]) -> Card | None:
    live = cards.get(conversation.context)
    return live if live != conversation.card else None
