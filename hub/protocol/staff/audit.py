"""The log of what staff did."""

from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.fields import Cursor, Limit
from hub.protocol.staff.bodies import StaffQuery


class AuditQuery(StaffQuery):
    cursor: Cursor | None = None
    limit: Limit | None = None
    by: Id | None = None
    action: Annotated[str, Field(pattern=r"^[a-z_.]{1,40}$")] | None = None


class AuditObject(TypedDict):
    id: str
    at: str
    by: str
    name: str
    action: str
    subject: str
    detail: dict[str, Any]


class AuditPage(TypedDict):
    entries: list[AuditObject]
    next_cursor: str | None
