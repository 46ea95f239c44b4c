"""The demo marketplace is complete, and tells one story."""

from datetime import timedelta

from hub.demo.data import Marketplace, Moved, Said, Story, marketplace
from hub.domain.conversations import SUPPORT_DESK, ContextType, Side
from hub.domain.identity import Role
from hub.domain.marketplace import OrderStatus

MARKET: Marketplace = marketplace()

WITH_TRACKING = {OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT, OrderStatus.DELIVERED}


def people(role: Role) -> dict[str, str]:
    """Languages by person."""
    return {id: p.user.lang for id, p in MARKET.people.items() if p.user.role is role}


def side_of(person: str, story: Story) -> Side:
    return Side.BUYER if person == story.buyer else Side.SELLER


def shop_of(story: Story) -> str:
    match story.context.type:
        case ContextType.PRODUCT:
            return MARKET.products[story.context.id].shop
        case ContextType.ORDER:
            return MARKET.orders[story.context.id].order.shop
        case ContextType.SUPPORT:
            return SUPPORT_DESK


def said(story: Story) -> list[Said]:
    return [step for step in story.steps if isinstance(step, Said)]


def moves(story: Story) -> list[Moved]:
    return [step for step in story.steps if isinstance(step, Moved)]


def test_there_are_enough_shops_people_products_and_orders() -> None:
    assert len(MARKET.shops.keys() - {SUPPORT_DESK}) >= 3
    assert {"es", "zh", "en"} <= {shop.lang for shop in MARKET.shops.values()}
    assert len(MARKET.products) >= 12
    assert len(people(Role.BUYER)) >= 4
    assert len(set(people(Role.BUYER).values())) >= 4
    assert len(MARKET.orders) >= 8
    assert people(Role.STAFF)


def test_some_shop_has_several_operators() -> None:
    shops = [p.user.shop for p in MARKET.people.values() if p.user.role is Role.SELLER]
    assert all(shops.count(shop) >= 2 for shop in MARKET.shops if shop != SUPPORT_DESK)


def test_every_order_status_occurs_with_tracking_where_it_applies() -> None:
    orders = [placed.order for placed in MARKET.orders.values()]
    assert {order.status for order in orders} == set(OrderStatus)
    for order in orders:
        assert (order.tracking is not None) == (order.status in WITH_TRACKING)


def test_records_refer_to_records_that_exist() -> None:
    for product in MARKET.products.values():
        assert product.shop in MARKET.shops
    for placed in MARKET.orders.values():
        assert MARKET.people[placed.order.buyer].user.role is Role.BUYER
        for item in placed.order.items:
            assert MARKET.products[item.product].shop == placed.order.shop


def test_an_order_adds_up_in_one_currency() -> None:
    order = MARKET.orders["order-1001"].order
    assert order.total is not None
    assert (order.total.amount, order.total.currency) == ("72.30", "EUR")
    for placed in MARKET.orders.values():
        currencies = {item.price.currency for item in placed.order.items if item.price}
        assert placed.order.total is not None
        assert currencies == {placed.order.total.currency}


def test_products_are_described() -> None:
    for product in MARKET.products.values():
        assert product.description
        assert len(product.description) > 40


def test_stories_run_forward_in_time_and_are_recent() -> None:
    for story in MARKET.stories:
        ages = [step.ago for step in story.steps]
        assert ages == sorted(ages, reverse=True)
        assert len(set(ages)) == len(ages)
        assert ages[-1] < timedelta(days=7)


def test_only_participants_speak() -> None:
    for story in MARKET.stories:
        for step in said(story):
            user = MARKET.people[step.sender].user
            desk = SUPPORT_DESK if user.role is Role.STAFF else user.shop
            assert step.sender == story.buyer or desk == shop_of(story)


def test_an_orders_story_ends_where_the_order_stands() -> None:
    for story in MARKET.stories:
        if story.context.type is ContextType.ORDER:
            placed = MARKET.orders[story.context.id]
            assert placed.order.buyer == story.buyer
            assert placed.ago > story.steps[0].ago
            told = moves(story)
            stands = (told[-1].status, told[-1].tracking) if told else (OrderStatus.RECEIVED, None)
            assert stands == (placed.order.status, placed.order.tracking)


def test_everybody_has_something_unread() -> None:
    waiting: set[str] = set()
    for story in MARKET.stories:
        last = side_of(said(story)[-1].sender, story)
        if last.other not in story.seen_by:
            waiting.add(story.buyer if last.other is Side.BUYER else shop_of(story))
    desks = MARKET.shops.keys()
    assert waiting >= desks | people(Role.BUYER).keys()


def test_the_last_writer_has_seen_their_own_message() -> None:
    for story in MARKET.stories:
        assert side_of(said(story)[-1].sender, story) in story.seen_by


def test_stories_have_different_names_and_places() -> None:
    assert len({story.id for story in MARKET.stories}) == len(MARKET.stories)
    places = {(story.context.type, story.context.id, story.buyer) for story in MARKET.stories}
    assert len(places) == len(MARKET.stories)


def test_every_shop_has_words_of_its_own_in_the_languages_of_the_interface() -> None:
    interface = {"en", "es", "fr", "zh"}
    for id, shop in MARKET.shops.items():
        assert all(reply.texts.keys() == interface for reply in shop.quick_replies or ())
        assert all(term.keys() == interface for term in shop.glossary or ())
        assert shop.glossary or id == SUPPORT_DESK


def test_somebody_writes_spanish_to_a_shop_that_reads_english() -> None:
    pairs = {
        (MARKET.people[story.buyer].user.lang, MARKET.shops[shop_of(story)].lang)
        for story in MARKET.stories
    }
    assert {("es", "en"), ("en", "es"), ("fr", "es"), ("es", "zh")} <= pairs
