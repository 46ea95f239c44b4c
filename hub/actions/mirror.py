"""Take in the marketplace's records; an order's change of state becomes a system message."""

from dataclasses import dataclass

from hub.actions.announce import Announcer
from hub.actions.moderation_ports import Circumstances
from hub.actions.open import OpenConversation, Parties
from hub.actions.ports import Clock, Delivery, Mirror, PreferenceRecords, Words
from hub.actions.records import CheckRecord, product_texts, shop_texts, user_texts
from hub.actions.send import CommitMessage
from hub.domain.conversations import Context, ContextType, Side, desk_of
from hub.domain.marketplace import Order, OrderStatus, Product, Shop, Tracking, User
from hub.domain.messages import SYSTEM, Draft, Kind, Message, OrderStatusChange, Sender
from hub.errors import NotFound

_SENTENCES = {
    OrderStatus.RECEIVED: "The order was received.",
    OrderStatus.PROCESSING: "The order is being prepared.",
    OrderStatus.SHIPPED: "The order was shipped.",
    OrderStatus.IN_TRANSIT: "The order is on its way.",
    OrderStatus.DELIVERED: "The order was delivered.",
    OrderStatus.CANCELLED: "The order was cancelled.",
}
"""What clients show that do not word `system` in their reader's language themselves."""


@dataclass(frozen=True, slots=True)
class PutUser:
    """Suspending a user, or taking them from their desk, ends their live sessions."""

    mirror: Mirror
    preferences: PreferenceRecords
    check: CheckRecord
    delivery: Delivery
    clock: Clock

    async def __call__(self, id: str, user: User) -> bool:
        """Whether the user is new; raises Overloaded."""
        before = await self.mirror.user(id)
        moved = before is not None and desk_of(before) != desk_of(user)
        if moved:  # what they read says nothing about that shop any more
            await self.preferences.leave(id)
        await self.mirror.put_user(id, user)
        await self.check(user_texts(id, user))
        if is_suspended(user, self.clock):
            self.delivery.end_sessions(id, "suspended")
        elif moved:
            self.delivery.end_sessions(id, "unauthenticated")
        return before is None


@dataclass(frozen=True, slots=True)
class PutShop:
    mirror: Mirror
    words: Words
    check: CheckRecord

    async def __call__(self, id: str, shop: Shop) -> bool:
        """Whether the shop is new; raises Overloaded."""
        is_new = await self.mirror.put_shop(id, shop)
        self.words.forget_shop(id)
        for texts in shop_texts(id, shop):
            await self.check(texts)
        return is_new


@dataclass(frozen=True, slots=True)
class PutProduct:
    mirror: Mirror
    check: CheckRecord

    async def __call__(self, id: str, product: Product) -> bool:
        """Whether the product is new; raises Overloaded."""
        is_new = await self.mirror.put_product(id, product)
        shop = await self.mirror.shop(product.shop)
        await self.check(product_texts(id, product, shop))
        return is_new


@dataclass(frozen=True, slots=True)
class Told:
    """An order as it is now, and the system message about its latest change of state, if any."""

    order: Order
    is_new: bool
    message: Message | None


@dataclass(frozen=True, slots=True)
class PutOrder:
    """Stores the order; a change of status or tracking is told in the order's conversation.

    The message's `client_id` is the number of the change: a repeated call, also after a crash
    between the two writes, tells each change exactly once.
    """

    mirror: Mirror
    open: OpenConversation
    commit: CommitMessage
    announce: Announcer
    circumstances: Circumstances

    async def __call__(self, id: str, order: Order) -> Told:
        """Raises Overloaded."""
        is_new, changes = await self.mirror.put_order(id, order)
        return Told(order, is_new, await self._tell(id, order, changes) if changes else None)

    async def status(self, id: str, status: OrderStatus, tracking: Tracking | None) -> Told:
        """Move an order on; tracking stays what it was when none is given. Raises NotFound."""
        order = await self.mirror.order(id)
        if order is None:
            raise NotFound("There is no such order.")
        moved = {"status": status, "tracking": tracking or order.tracking}
        return await self(id, order.model_copy(update=moved))

    async def _tell(self, id: str, order: Order, changes: int) -> Message:
        parties = Parties(order.buyer, order.shop, Side.BUYER)
        conversation = await self.open.between(parties, Context(ContextType.ORDER, id))
        self.circumstances.forget(conversation.id)
        message = await self.commit(_status_message(conversation.id, order, changes))
        for side in Side:  # the live card differs from the frozen one now
            await self.announce.conversation(conversation, side)
        return message


def is_suspended(user: User | None, clock: Clock) -> bool:
    """Whether a user may not act now."""
    until = user.suspended_until if user else None
    return until is not None and until > clock.now()


def _status_message(conversation_id: str, order: Order, changes: int) -> Draft:
    change = OrderStatusChange(order.status, order.tracking)
    return Draft(
        conversation_id=conversation_id,
        client_id=f"order-status-{changes}",
        kind=Kind.SYSTEM,
        sender=Sender(SYSTEM, SYSTEM, ""),
        text=_SENTENCES[order.status],
        lang="en",
        system=change,
    )
