"""Fills an empty hub with the demo marketplace; leaves alone what it finds.

Everything passes through the actions that people's own clicks go through, in the order in which
it is said to have happened, on a clock that stands at that moment. Records that exist are not
written again and a conversation is told on from where it stands: a second start adds nothing,
one after a crash adds the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.actions.mirror import PutOrder, PutProduct, PutShop, PutUser
from hub.actions.open import OpenConversation
from hub.actions.ports import Conversations, Mirror
from hub.actions.receipts import MarkRead
from hub.actions.send import Composed, SendMessage
from hub.demo.clock import StoryClock
from hub.demo.data import Marketplace, Moved, PlacedOrder, Said, Story
from hub.demo.personas import identity, somebody_at
from hub.domain.conversations import Context, Conversation, Side
from hub.domain.identity import Identity
from hub.domain.marketplace import Order, OrderStatus


@dataclass(frozen=True, slots=True)
class Stage:
    """The hub's actions and stores, all on one story clock."""

    clock: StoryClock
    mirror: Mirror
    conversations: Conversations
    put_user: PutUser
    put_shop: PutShop
    put_product: PutProduct
    put_order: PutOrder
    open: OpenConversation
    send: SendMessage
    read: MarkRead


@dataclass(frozen=True, slots=True)
class _Scene:
    """A step of a story that is not told yet."""

    story: Story
    conversation: Conversation
    number: int
    step: Said | Moved


@dataclass(frozen=True, slots=True)
class Seeding:
    """The demo marketplace on its way into a hub, as if `now` was its latest moment."""

    stage: Stage
    market: Marketplace
    now: datetime

    async def __call__(self) -> None:
        """Write what is missing; raises what the actions raise."""
        await self._put_records()
        await self._put_orders()
        scenes = [scene for story in self.market.stories for scene in await self._untold(story)]
        for scene in sorted(scenes, key=lambda scene: scene.step.ago, reverse=True):
            await self._play(scene)
        self._stand(timedelta())
        for last in {scene.story.id: scene for scene in scenes}.values():
            for side in last.story.seen_by:
                await self._read(last, self._reader(last.conversation, side))

    async def _put_records(self) -> None:
        stage, market = self.stage, self.market
        for id in missing(market.shops, await stage.mirror.shops(market.shops)):
            await stage.put_shop(id, market.shops[id])
        for id in missing(market.people, await stage.mirror.users(market.people)):
            await stage.put_user(id, market.people[id].user)
        for id in missing(market.products, await stage.mirror.products(market.products)):
            await stage.put_product(id, market.products[id])

    async def _put_orders(self) -> None:
        market = self.market
        for id in missing(market.orders, await self.stage.mirror.orders(market.orders)):
            await self.stage.put_order(id, self._as_placed(id, market.orders[id]))

    def _as_placed(self, id: str, placed: PlacedOrder) -> Order:
        """The order as its buyer left it, if a story tells how it moved on; else as it stands."""
        order = placed.order.model_copy(update={"placed_at": self.now - placed.ago})
        if not self.market.moves(id):
            return order
        return order.model_copy(update={"status": OrderStatus.RECEIVED, "tracking": None})

    async def _untold(self, story: Story) -> list[_Scene]:
        conversation = await self._conversation(story)
        numbered = list(enumerate(story.steps, start=1))
        return [
            _Scene(story, conversation, number, step)
            for number, step in numbered[conversation.last_seq :]
        ]

    async def _conversation(self, story: Story) -> Conversation:
        """Where the story is told: each of its steps is one message there."""
        context = Context(story.context.type, story.context.id)
        found = await self.stage.conversations.find(context, story.buyer)
        if found is not None:
            return found
        self._stand(story.steps[0].ago)
        view = await self.stage.open(self._identity(story.buyer), context)
        return view.conversation

    async def _play(self, scene: _Scene) -> None:
        self._stand(scene.step.ago)
        match scene.step:
            case Moved(status=status, tracking=tracking):
                await self.stage.put_order.status(scene.story.context.id, status, tracking)
            case Said(sender=sender, text=text):
                who = self._identity(sender)
                await self._read(scene, who)
                await self.stage.send(who, self._composed(scene, text))

    async def _read(self, scene: _Scene, who: Identity) -> None:
        conversation = await self.stage.conversations.get_fresh(scene.conversation.id)
        if conversation is not None:
            await self.stage.read(who, conversation.id, conversation.last_seq)

    def _composed(self, scene: _Scene, text: str) -> Composed:
        client_id = f"demo-{scene.story.id}-{scene.number}"
        return Composed(scene.conversation.id, client_id, text)

    def _reader(self, conversation: Conversation, side: Side) -> Identity:
        if side is Side.BUYER:
            return self._identity(conversation.buyer)
        return self._identity(somebody_at(self.market, conversation.shop))

    def _identity(self, person: str) -> Identity:
        return identity(self.market.people[person], self.now)

    def _stand(self, ago: timedelta) -> None:
        self.stage.clock.move_to(self.now - ago)


def missing(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    """The wanted ids that were not found, in order."""
    known = set(found)
    return [id for id in wanted if id not in known]
