"""The marketplace's records as the hub mirrors them, and the context card made from them.

The shapes are the wire contract's "Records"; the marketplace owns them, the hub only reads them.
Validation lives in the types, so a record that exists is a record that can be trusted.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from hub.domain.identity import Role
from hub.domain.text import line, paragraphs


def _one_id(value: str) -> str:
    if not value.isprintable() or value != value.strip():
        raise ValueError("must be printable, without spaces around it")
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError) as error:  # an unknown one is a KeyError
        raise ValueError("is not an IANA time zone") from error
    return value


def _link(value: str) -> str:
    if not value.isprintable() or not value.startswith(("https://", "http://", "/")):
        raise ValueError("must start with https://, http:// or /")
    return value


def _distinct(replies: list["QuickReply"]) -> list["QuickReply"]:
    if len({reply.id for reply in replies}) < len(replies):
        raise ValueError("must have ids of their own")
    return replies


Id = Annotated[str, Field(min_length=1, max_length=128), AfterValidator(_one_id)]
Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(line)]
Lang = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
LangCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Link = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(_link)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,15}(\.\d{1,8})?$")]


class Record(BaseModel):
    """A mirrored record: strict types, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Lenient(Record):
    """JSON has no dates or enumerations; these records read them from strings."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Price(Record):
    """`amount` is a decimal in a string, so that no cent is lost to a float."""

    amount: Amount
    currency: Currency

    def times(self, quantity: int) -> "Price":
        return Price(amount=str(Decimal(self.amount) * quantity), currency=self.currency)


class Tracking(Record):
    carrier: Line
    number: Line
    url: Link | None = None


class OrderStatus(StrEnum):
    RECEIVED = "received"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    IN_TRANSIT = "in_transit"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class User(_Lenient):
    name: Line
    role: Role
    lang: Lang
    shop: Id | None = None
    avatar_url: Link | None = None
    email: Annotated[str, Field(max_length=320)] | None = None
    suspended_until: AwareDatetime | None = None


Term = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(line)]
ReplyText = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(paragraphs)]
GlossaryTerm = Annotated[dict[LangCode, Term], Field(min_length=2, max_length=20)]
"""One thing's name by language: {"es": "funda", "en": "sleeve"}."""


class QuickReply(Record):
    """An answer that a shop gives again and again, in its own wording by language."""

    id: Id
    texts: Annotated[dict[LangCode, ReplyText], Field(min_length=1, max_length=20)]

    def best(self, *langs: str) -> str:
        """The first of these languages that it has, else the first it has."""
        return next((lang for lang in langs if lang in self.texts), next(iter(self.texts)))


class Shop(Record):
    """`glossary` and `quick_replies` are its words, which translations of its messages respect."""

    name: Line
    lang: Lang
    time_zone: Annotated[str, AfterValidator(_time_zone)] | None = None
    logo_url: Link | None = None
    glossary: Annotated[list[GlossaryTerm], Field(max_length=500)] | None = None
    quick_replies: (
        Annotated[list[QuickReply], Field(max_length=100), AfterValidator(_distinct)] | None
    ) = None

    def utc_offset_min(self, now: datetime) -> int | None:
        """Minutes east of UTC at `now`; None when the time zone is not known."""
        if self.time_zone is None:
            return None
        offset = now.astimezone(ZoneInfo(self.time_zone)).utcoffset()
        return int(offset.total_seconds() // 60) if offset is not None else None


class Product(Record):
    shop: Id
    title: Line
    price: Price
    url: Link
    image_url: Link | None = None
    description: Annotated[str, Field(max_length=20_000)] | None = None


class OrderItem(Record):
    product: Id
    quantity: int = Field(ge=1, le=1_000_000)
    price: Price | None = None


class Order(_Lenient):
    buyer: Id
    shop: Id
    status: OrderStatus
    items: Annotated[list[OrderItem], Field(min_length=1, max_length=500)]
    total: Price | None = None
    tracking: Tracking | None = None
    placed_at: AwareDatetime | None = None


class Card(Record):
    """What a conversation is about, as the thread shows it; frozen when it is opened."""

    title: str
    image_url: str | None = None
    price: Price | None = None
    url: str | None = None
    status: OrderStatus | None = None
    tracking: Tracking | None = None
    item_count: int | None = None

    model_config = ConfigDict(frozen=True, extra="ignore", strict=False)


def product_card(product: Product) -> Card:
    return Card(
        title=product.title,
        image_url=product.image_url,
        price=product.price,
        url=product.url,
    )


def order_card(order_id: str, order: Order, products: dict[str, Product]) -> Card:
    """The card of an order: its first known product's title and picture, its total and state."""
    known = [products[item.product] for item in order.items if item.product in products]
    first = known[0] if known else None
    return Card(
        title=first.title if first else f"#{order_id}",
        image_url=first.image_url if first else None,
        price=order.total,
        status=order.status,
        tracking=order.tracking,
        item_count=sum(item.quantity for item in order.items),
    )


def as_document(record: BaseModel) -> dict[str, Any]:
    """The record as plain JSON values, absent fields left out."""
    return record.model_dump(mode="json", exclude_none=True)
