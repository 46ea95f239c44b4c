"""What a conversation is about: a product, an order, a support topic, each with its card."""

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12


class PriceObject(TypedDict):
    amount: str
    currency: str


class TrackingObject(TypedDict):
    carrier: str
    number: str
    url: NotRequired[str]


class CardObject(TypedDict):
    title: str
    image_url: str | None
    price: PriceObject | None
    url: str | None
    status: NotRequired[str]
    tracking: NotRequired[TrackingObject]
    item_count: NotRequired[int]


class ContextObject(TypedDict):
    type: str
    id: str
    card: CardObject
    live_card: NotRequired[CardObject]
