"""Mirrored records: exactly the contract's fields, each of its form."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from hub.domain.marketplace import Order, Price, Product, Shop, User, as_document

PRICE = {"amount": "24.90", "currency": "EUR"}
ITEM = {"product": "lamp", "quantity": 2, "price": PRICE}
WHOLE: dict[type[BaseModel], dict[str, Any]] = {
    User: {
        "name": "Ana",
        "role": "buyer",
        "lang": "es-ES",
        "avatar_url": "/a.png",
        "email": "ana@example.com",
        "suspended_until": "2030-01-01T00:00:00Z",
    },
    Shop: {"name": "灯之家", "lang": "zh", "time_zone": "Asia/Shanghai", "logo_url": "/l.svg"},
    Product: {
        "shop": "lamps",
        "title": "Lamp",
        "price": PRICE,
        "url": "https://shop.example/lamp",
        "image_url": "/lamp.jpg",
        "description": "Bright.",
    },
    Order: {
        "buyer": "ana",
        "shop": "lamps",
        "status": "in_transit",
        "items": [ITEM],
        "total": PRICE,
        "tracking": {"carrier": "SEUR", "number": "123", "url": "https://seur.example/123"},
        "placed_at": "2026-11-02T09:30:00Z",
    },
}
NEEDED = {
    User: {"name", "role", "lang"},
    Shop: {"name", "lang"},
    Product: {"shop", "title", "price", "url"},
    Order: {"buyer", "shop", "status", "items"},
}
MODELS = pytest.mark.parametrize("model", WHOLE, ids=lambda model: model.__name__)


@MODELS
def test_a_whole_record_comes_back_as_it_was(model: type[BaseModel]) -> None:
    assert as_document(model.model_validate(WHOLE[model])) == WHOLE[model]


@MODELS
def test_an_unknown_field_is_refused(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        model.model_validate(WHOLE[model] | {"colour": "red"})


@pytest.mark.parametrize("where", ["total", "tracking"])
def test_and_so_is_one_within(where: str) -> None:
    within = WHOLE[Order][where] | {"colour": "red"}
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Order.model_validate(WHOLE[Order] | {where: within})


@MODELS
def test_what_is_needed_is_needed_and_the_rest_is_not(model: type[BaseModel]) -> None:
    for field in WHOLE[model]:
        fewer = {name: value for name, value in WHOLE[model].items() if name != field}
        if field in NEEDED[model]:
            with pytest.raises(ValidationError, match="missing"):
                model.model_validate(fewer)
        else:
            assert field not in as_document(model.model_validate(fewer))


WRONG: list[tuple[type[BaseModel], str, Any]] = [
    (User, "role", "admin"),
    (User, "lang", "Spanish, please"),
    (User, "name", "\u200b"),
    (User, "suspended_until", "2030-01-01T00:00:00"),
    (User, "avatar_url", "javascript:alert(1)"),
    (Shop, "time_zone", "Mars/Olympus"),
    (Shop, "time_zone", "../../etc/passwd"),
    (Product, "url", "javascript:alert(1)"),
    (Product, "url", "https://a\nb"),
    (Product, "price", {"amount": "-1", "currency": "EUR"}),
    (Product, "price", {"amount": "1e9", "currency": "EUR"}),
    (Product, "price", {"amount": "24,90", "currency": "EUR"}),
    (Product, "price", {"amount": "24.90", "currency": "euro"}),
    (Product, "price", {"amount": 24.9, "currency": "EUR"}),
    (Order, "status", "lost"),
    (Order, "items", []),
    (Order, "items", [{"product": "lamp", "quantity": 0}]),
    (Order, "buyer", {"$ne": None}),
    (Order, "buyer", " ana"),
]


@pytest.mark.parametrize(("model", "field", "value"), WRONG)
def test_a_value_of_another_form_is_refused(
    model: type[BaseModel], field: str, value: object
) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(WHOLE[model] | {field: value})
    assert {error["loc"][0] for error in refused.value.errors()} == {field}


@pytest.mark.parametrize("status", ["received", "processing", "shipped", "delivered", "cancelled"])
def test_every_status_is_known(status: str) -> None:
    assert Order.model_validate(WHOLE[Order] | {"status": status}).status == status


def test_no_cent_is_lost() -> None:
    assert Price(amount="0.10", currency="EUR").times(3).amount == "0.30"
    assert Price(amount="999999999999999.99", currency="EUR").times(1).amount[-3:] == ".99"


@pytest.mark.parametrize(
    ("zone", "month", "minutes"),
    [
        ("Asia/Shanghai", 7, 480),
        ("Europe/Madrid", 7, 120),
        ("Europe/Madrid", 1, 60),
        (None, 1, None),
    ],
)
def test_a_shops_offset_follows_the_season(
    zone: str | None, month: int, minutes: int | None
) -> None:
    shop = Shop(name="Lamps", lang="zh", time_zone=zone)
    assert shop.utc_offset_min(datetime(2026, month, 15, tzinfo=UTC)) == minutes
