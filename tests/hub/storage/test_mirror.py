"""Mirrored records in storage: the same put again is the same, and every change has its number."""

import asyncio

import pytest

from hub.domain.conversations import Inbox, Side
from hub.domain.identity import Role
from hub.domain.marketplace import (
    Order,
    OrderItem,
    OrderStatus,
    Price,
    Product,
    Shop,
    Tracking,
    User,
)
from hub.storage.driver import Database
from hub.storage.mirror import MirrorStore

PRICE = Price(amount="24.90", currency="EUR")
USER = User(name="Ana", role=Role.BUYER, lang="es")
SHOP = Shop(name="灯之家", lang="zh", time_zone="Asia/Shanghai")
PRODUCT = Product(shop="lamps", title="Lamp", price=PRICE, url="/p/lamp")
ORDER = Order(
    buyer="ana",
    shop="lamps",
    status=OrderStatus.RECEIVED,
    items=[OrderItem(product="lamp", quantity=2)],
)


@pytest.fixture
def mirror(kept: Database) -> MirrorStore:
    return MirrorStore(kept)


def moved(status: OrderStatus, tracking: Tracking | None = None) -> Order:
    return ORDER.model_copy(update={"status": status, "tracking": tracking})


async def test_records_come_back_as_they_were_put(mirror: MirrorStore, id: str) -> None:
    assert await mirror.put_user(id, USER)
    assert await mirror.put_shop(id, SHOP)
    assert await mirror.put_product(id, PRODUCT)
    assert await mirror.put_order(id, ORDER) == (True, 0)
    assert await mirror.user(id) == USER
    assert await mirror.shop(id) == SHOP
    assert await mirror.product(id) == PRODUCT
    assert await mirror.order(id) == ORDER


async def test_what_is_not_there(mirror: MirrorStore, id: str) -> None:
    assert await mirror.user(id) is None
    assert await mirror.orders([id, "", f"{id}-2"]) == {}
    assert await mirror.users([]) == {}


async def test_put_again_it_is_not_new(mirror: MirrorStore, id: str) -> None:
    assert [await mirror.put_shop(id, SHOP) for _ in range(3)] == [True, False, False]
    renamed = SHOP.model_copy(update={"name": "Lights", "time_zone": None})
    assert not await mirror.put_shop(id, renamed)
    assert await mirror.shop(id) == renamed


async def test_put_by_many_at_once_it_is_new_once(mirror: MirrorStore, id: str) -> None:
    news = await asyncio.gather(*(mirror.put_product(id, PRODUCT) for _ in range(10)))
    assert sorted(news) == [False] * 9 + [True]
    orders = await asyncio.gather(*(mirror.put_order(id, ORDER) for _ in range(10)))
    assert sorted(orders) == [(False, 0)] * 9 + [(True, 0)]


async def test_only_status_and_tracking_count_as_changes(mirror: MirrorStore, id: str) -> None:
    tracking = Tracking(carrier="SEUR", number="1")
    steps = [
        (ORDER, 0),
        (ORDER.model_copy(update={"total": PRICE}), 0),
        (moved(OrderStatus.SHIPPED), 1),
        (moved(OrderStatus.SHIPPED), 1),
        (moved(OrderStatus.SHIPPED, tracking), 2),
        (moved(OrderStatus.RECEIVED), 3),
        (ORDER, 3),
    ]
    counted = [(await mirror.put_order(id, order))[1] for order, _ in steps]
    assert counted == [changes for _, changes in steps]


async def test_changes_at_once_have_numbers_of_their_own(mirror: MirrorStore, id: str) -> None:
    await mirror.put_order(id, ORDER)
    statuses = [one for one in OrderStatus if one is not OrderStatus.RECEIVED]
    numbers = await asyncio.gather(*(mirror.put_order(id, moved(one)) for one in statuses))
    assert sorted(changes for _, changes in numbers) == [1, 2, 3, 4, 5]


async def test_the_same_change_at_once_is_one(mirror: MirrorStore, id: str) -> None:
    await mirror.put_order(id, ORDER)
    shipped = moved(OrderStatus.SHIPPED)
    numbers = await asyncio.gather(*(mirror.put_order(id, shipped) for _ in range(10)))
    assert {changes for _, changes in numbers} == {1}


async def test_the_counter_is_not_part_of_the_record(mirror: MirrorStore, id: str) -> None:
    await mirror.put_order(id, ORDER)
    await mirror.put_order(id, moved(OrderStatus.SHIPPED))
    assert await mirror.order(id) == moved(OrderStatus.SHIPPED)


async def test_orders_of_a_buyer_and_of_a_shop(mirror: MirrorStore, id: str) -> None:
    mine = ORDER.model_copy(update={"buyer": f"b-{id}", "shop": f"s-{id}"})
    other = mine.model_copy(update={"buyer": f"c-{id}"})
    await mirror.put_order(f"{id}-1", mine)
    await mirror.put_order(f"{id}-2", other)
    assert (await mirror.orders_of(Inbox(Side.BUYER, f"b-{id}"), 10)).keys() == {f"{id}-1"}
    assert (await mirror.orders_of(Inbox(Side.SELLER, f"s-{id}"), 10)).keys() == {
        f"{id}-1",
        f"{id}-2",
    }
