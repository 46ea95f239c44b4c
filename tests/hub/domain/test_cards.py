"""The context card: what a conversation is about, made from mirrored records."""

import pytest

from hub.domain.marketplace import (
    Card,
    Order,
    OrderItem,
    OrderStatus,
    Price,
    Product,
    Tracking,
    as_document,
    order_card,
    product_card,
)

PRICE = Price(amount="24.90", currency="EUR")
LAMP = Product(shop="lamps", title="Lamp", price=PRICE, url="/p/lamp", image_url="/lamp.jpg")
SHADE = Product(shop="lamps", title="Shade", price=PRICE, url="/p/shade")


@pytest.fixture
def order() -> Order:
    items = [OrderItem(product="lamp", quantity=2), OrderItem(product="shade", quantity=3)]
    total = Price(amount="99.00", currency="EUR")
    return Order(buyer="ana", shop="lamps", status=OrderStatus.SHIPPED, items=items, total=total)


def test_a_products_card() -> None:
    assert product_card(LAMP) == Card(
        title="Lamp", image_url="/lamp.jpg", price=PRICE, url="/p/lamp"
    )


def test_an_orders_card_shows_its_first_product_its_total_and_state(order: Order) -> None:
    card = order_card("o1", order, {"lamp": LAMP, "shade": SHADE})
    assert card == Card(
        title="Lamp",
        image_url="/lamp.jpg",
        price=Price(amount="99.00", currency="EUR"),
        status=OrderStatus.SHIPPED,
        item_count=5,
    )


def test_what_is_not_in_the_mirror_is_passed_over(order: Order) -> None:
    assert order_card("o1", order, {"shade": SHADE}).title == "Shade"


def test_an_order_of_unknown_products_is_called_by_its_number(order: Order) -> None:
    card = order_card("o1", order, {})
    assert (card.title, card.image_url, card.item_count) == ("#o1", None, 5)


def test_tracking_is_on_the_card(order: Order) -> None:
    tracking = Tracking(carrier="SEUR", number="1")
    moved = order.model_copy(update={"tracking": tracking})
    assert order_card("o1", moved, {}).tracking == tracking


def test_a_kept_card_comes_back_equal(order: Order) -> None:
    for card in (product_card(LAMP), order_card("o1", order, {"lamp": LAMP})):
        assert Card.model_validate(as_document(card)) == card


def test_a_card_kept_by_a_later_version_can_be_read() -> None:
    assert Card.model_validate({"title": "Lamp", "badge": "new"}) == Card(title="Lamp")
