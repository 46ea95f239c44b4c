"""Builds a marketplace's worth of conversations straight into MongoDB, in the hub's own shapes.

A larger marketplace has more shops and people, not larger ones, so that a page holds as much in
either. A few have most: one shop has a fifth of the conversations, one buyer a fiftieth (a hundred
at most), one thread a hundredth of the messages; the lengths of the rest are spread widely.
"""

import asyncio
import random
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from bson import ObjectId
from pymongo import timeout

from bench.vocabulary import Vocabulary
from hub.domain.conversations import Context, ContextType, Conversation, Side, opened
from hub.domain.identity import Role
from hub.domain.marketplace import (
    Card,
    Order,
    OrderItem,
    OrderStatus,
    Price,
    Product,
    Shop,
    User,
    order_card,
    product_card,
)
from hub.domain.messages import Draft, Kind, Message, Sender, Tail, appended
from hub.domain.receipts import read
from hub.storage.documents import conversation_document, message_document
from hub.storage.driver import Database
from hub.storage.indexes import ensure_indexes
from hub.storage.mirror import MirrorStore
from hub.storage.search_index import SearchIndexStore

MESSAGES_PER_CONVERSATION = 50
HEAVY_SHOP = "shop-0"
HEAVY_BUYER = "buyer-0"
HEAVY_BUYER_CONVERSATIONS = 100
READ_SHARE = 0.85
ORDER_SHARE = 0.3
INDEX_SECONDS = 1_800.0
_CHUNK = 2_000
_SPAN = timedelta(days=365)
_NOW = datetime(2026, 1, 1, tzinfo=UTC)

Item = TypeVar("Item")


@dataclass(frozen=True)
class Plan:
    """How many of each there are for a number of messages."""

    messages: int
    seed: int = 7

    @property
    def conversations(self) -> int:
        return self.messages // MESSAGES_PER_CONVERSATION

    @property
    def buyers(self) -> int:
        return self.conversations * 6 // 10

    @property
    def heavy_buyer_share(self) -> float:
        return min(1 / 50, HEAVY_BUYER_CONVERSATIONS / self.conversations)

    @property
    def shops(self) -> int:
        return max(5, self.conversations // 10)


@dataclass(frozen=True)
class Thread:
    """A conversation with everything said in it."""

    conversation: Conversation
    messages: list[Message]


async def build(database: Database, plan: Plan) -> None:
    """Writes the whole dataset; `hub serve` finds nothing left to heal in it.

    The indexes come last: built over what is there, they take a tenth of the time.
    """
    await _put_records(MirrorStore(database), plan)
    search = SearchIndexStore(database, lambda _size: None)
    for threads in _chunks(Author(plan).threads(), _CHUNK // MESSAGES_PER_CONVERSATION):
        await _store(database, search, threads)
    with timeout(INDEX_SECONDS):
        await ensure_indexes(database)
    await database["checkpoints"].insert_one({"_id": "followed", "until": datetime.now(UTC)})


async def _store(database: Database, search: SearchIndexStore, threads: list[Thread]) -> None:
    await _put_contexts(MirrorStore(database), [thread.conversation for thread in threads])
    documents = [message_document(m) for thread in threads for m in thread.messages]
    await database["conversations"].insert_many(
        [conversation_document(thread.conversation) for thread in threads]
    )
    for chunk in _chunks(documents, _CHUNK):
        await database["messages"].insert_many(chunk)
    for thread in threads:
        for message in thread.messages:
            search.add(thread.conversation, message)
    await search.settled()


class Author:
    """Invents the conversations of a plan, the same ones every time."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._random = random.Random(plan.seed)
        self._vocabulary = Vocabulary(plan.seed)

    def threads(self) -> Iterator[Thread]:
        """Every conversation with its messages, one at a time."""
        lengths = self._lengths()
        for n, length in enumerate(lengths):
            yield self._thread(n, length)

    def _lengths(self) -> list[int]:
        """One very long thread; the others' lengths vary by two orders of magnitude."""
        longest = self._plan.messages // 100
        shares = [self._random.lognormvariate(0, 1.2) for _ in range(self._plan.conversations - 1)]
        scale = (self._plan.messages - longest) / sum(shares)
        return [longest, *(max(1, round(share * scale)) for share in shares)]

    def _thread(self, n: int, length: int) -> Thread:
        conversation = self._open(n)
        messages = list(self._messages(conversation, length))
        conversation = appended(conversation, messages[-1])
        return Thread(self._read(conversation, messages), messages)

    def _open(self, n: int) -> Conversation:
        buyer, shop = self._people(n)
        started = _NOW - _SPAN * self._random.random()
        ordered = self._random.random() < ORDER_SHARE
        kind = ContextType.ORDER if ordered else ContextType.PRODUCT
        context = Context(kind, f"{kind.value}-{n}")
        card = _card(context.id, order_of(buyer, shop, n) if ordered else product_of(shop))
        conversation_id = str(self._id(started))
        return opened(
            conversation_id, context, card, buyer=buyer, shop=shop, by=Side.BUYER, now=started
        )

    def _people(self, n: int) -> tuple[str, str]:
        if n == 0:
            return "buyer-1", HEAVY_SHOP
        heavy_buyer = self._random.random() < self._plan.heavy_buyer_share
        heavy_shop = self._random.random() < 1 / 5
        buyer = 0 if heavy_buyer else self._random.randrange(1, self._plan.buyers)
        shop = 0 if heavy_shop else self._random.randrange(1, self._plan.shops)
        return f"buyer-{buyer}", f"shop-{shop}"

    def _messages(self, conversation: Conversation, length: int) -> Iterator[Message]:
        tail = Tail()
        sent_at = conversation.opened_at
        for _ in range(length):
            side = Side.BUYER if self._random.random() < 0.5 else Side.SELLER
            tail = tail.next(side)
            sent_at += timedelta(milliseconds=self._random.randint(5_000, 600_000))
            draft = self._draft(conversation, side)
            yield Message(self._id(sent_at), tail.seq, tail.counts, sent_at, draft)

    def _draft(self, conversation: Conversation, side: Side) -> Draft:
        who = conversation.buyer if side is Side.BUYER else f"seller-{conversation.shop}"
        return Draft(
            conversation_id=conversation.id,
            client_id=str(UUID(int=self._random.getrandbits(128), version=4)),
            kind=Kind.TEXT,
            sender=Sender(who, side.value, f"Name of {who}"),
            text=self._vocabulary.sentence(),
            lang="en",
        )

    def _read(self, conversation: Conversation, messages: Sequence[Message]) -> Conversation:
        for side in Side:
            lag = 0 if self._random.random() < READ_SHARE else self._random.randint(1, 5)
            if lag < len(messages):
                seen = messages[len(messages) - 1 - lag]
                theirs = seen.counts[list(Side).index(side.other)]
                conversation = read(conversation, side, seen.seq, theirs)
        return conversation

    def _id(self, at: datetime) -> ObjectId:
        """Ids grow with time, as those that a running hub gives."""
        seconds = int(at.timestamp()).to_bytes(4, "big")
        return ObjectId(seconds + self._random.randbytes(8))


async def _put_contexts(mirror: MirrorStore, conversations: Iterable[Conversation]) -> None:
    calls: list[Awaitable[object]] = []
    for one in conversations:
        if one.context.type is ContextType.ORDER:
            order = order_of(one.buyer, one.shop, int(one.context.id.rpartition("-")[2]))
            calls.append(mirror.put_order(one.context.id, order))
        else:
            calls.append(mirror.put_product(one.context.id, product_of(one.shop)))
    await asyncio.gather(*calls)


async def _put_records(mirror: MirrorStore, plan: Plan) -> None:
    shops = [f"shop-{n}" for n in range(plan.shops)]
    buyers = [f"buyer-{n}" for n in range(plan.buyers)]
    await _all(mirror.put_shop(shop, Shop(name=f"Name of {shop}", lang="en")) for shop in shops)
    await _all(mirror.put_user(f"seller-{shop}", _person(shop, shop)) for shop in shops)
    await _all(mirror.put_user(buyer, _person(buyer)) for buyer in buyers)


def _person(name: str, shop: str | None = None) -> User:
    role = Role.SELLER if shop else Role.BUYER
    return User(name=f"Name of {name}", role=role, lang="en", shop=shop)


def product_of(shop: str) -> Product:
    """What a conversation about a product is about."""
    price = Price(amount="24.90", currency="EUR")
    return Product(shop=shop, title="A lamp of dark wood", price=price, url="/products/lamp")


def order_of(buyer: str, shop: str, n: int) -> Order:
    """What a conversation about an order is about."""
    items = [OrderItem(product=f"product-{n}", quantity=1)]
    return Order(buyer=buyer, shop=shop, status=OrderStatus.SHIPPED, items=items)


def _card(context_id: str, record: Product | Order) -> Card:
    if isinstance(record, Product):
        return product_card(record)
    return order_card(context_id, record, {})


async def _all(calls: Iterable[Awaitable[object]]) -> None:
    for chunk in _chunks(calls, 100):
        await asyncio.gather(*chunk)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
