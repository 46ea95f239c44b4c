"""Bodies and answers of the service API, beyond the records themselves."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id, OrderStatus, Tracking

IMPORT = "/api/v1/import"
"""Of any length, which need not be known before: the back end's alone."""


class Body(BaseModel):
    """What the marketplace's back end sends."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PathId(Body):
    """The `{id}` of an address."""

    id: Id


class StatusChange(Body):
    """`POST /orders/{id}/status`."""

    status: OrderStatus
    tracking: Tracking | None = None


class StatusTold(TypedDict):
    """The order as it is now, and where its conversation tells of the change, if it was one."""

    order: dict[str, Any]
    conversation_id: str | None
    seq: int | None


class ImportLine(Body):
    """A line of `POST /import`."""

    type: Literal["user", "shop", "product", "order"]
    id: Id
    record: dict[str, Any]


class LineFailure(TypedDict):
    """What became of a line, counted from 1, that was not imported."""

    line: int
    error: dict[str, Any]


class Imported(TypedDict):
    """The answer to `POST /import`."""

    imported: int
    failed: list[LineFailure]
