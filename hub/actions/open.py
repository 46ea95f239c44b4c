"""Open a conversation about a product, an order or a support topic; the same one every time."""

from dataclasses import dataclass

from hub.actions.access import Participation
from hub.actions.announce import Announcer
from hub.actions.ports import Clock, Conversations, Ids, Mirror
from hub.actions.views import Views
from hub.domain.conversations import (
    SUPPORT_DESK,
    Context,
    ContextType,
    Conversation,
    Side,
    desk_of,
    opened,
    side_of,
)
from hub.domain.identity import Identity
from hub.domain.marketplace import Card
from hub.domain.views import ConversationView
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class Parties:
    """Between whom a conversation would be, and on which side the opener stands."""

    buyer: str
    shop: str
    opener: Side


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """Looks the context up in the mirror, then opens or finds the conversation."""

    conversations: Conversations
    mirror: Mirror
    views: Views
    announce: Announcer
    clock: Clock
    ids: Ids

    async def __call__(self, who: Identity, context: Context) -> ConversationView:
        """Raises NotFound for what does not exist or is not the caller's to talk about."""
        parties = await self._parties(who, context)
        found = await self.conversations.find(context, parties.buyer)
        if found is not None and side_of(who, found) is not parties.opener:
            raise NotFound("There is no such conversation.")  # it began with another shop
        conversation = found or await self.between(parties, context)
        if found is None:
            await self.announce.conversation(conversation, parties.opener)
        return await self.views.of(Participation(conversation, parties.opener))

    async def between(self, parties: Parties, context: Context) -> Conversation:
        """The conversation of these parties, stored if it is new."""
        fresh = opened(
            self.ids.new(),
            context,
            await self._card(context),
            buyer=parties.buyer,
            shop=parties.shop,
            by=parties.opener,
            now=self.clock.now(),
        )
        return await self.conversations.open(fresh)

    async def _parties(self, who: Identity, context: Context) -> Parties:
        if context.type is ContextType.SUPPORT:
            return Parties(who.user, SUPPORT_DESK, Side.BUYER)
        if context.type is ContextType.PRODUCT:
            return await self._about_product(who, context.id)
        return await self._about_order(who, context.id)

    async def _about_product(self, who: Identity, id: str) -> Parties:
        product = await self.mirror.product(id)
        if product is None or product.shop == desk_of(who):
            raise NotFound("There is no such product to ask about.")
        return Parties(who.user, product.shop, Side.BUYER)

    async def _about_order(self, who: Identity, id: str) -> Parties:
        order = await self.mirror.order(id)
        if order is not None and order.buyer == who.user:
            return Parties(order.buyer, order.shop, Side.BUYER)
        if order is not None and order.shop == desk_of(who):
            return Parties(order.buyer, order.shop, Side.SELLER)
        raise NotFound("There is no such order to talk about.")

    async def _card(self, context: Context) -> Card:
        if context.type is ContextType.SUPPORT:
            return Card(title=context.id)
        cards = await self.views.live_cards([context])
        if context not in cards:
            raise NotFound("What this conversation would be about has left the marketplace.")
        return cards[context]
