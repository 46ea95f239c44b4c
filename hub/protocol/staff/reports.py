"""Counts over a range of days, which are UTC."""

from datetime import date
from typing import Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.staff.bodies import StaffQuery

Table = Literal["by_day", "by_category", "by_lang", "by_shop", "by_rule", "repeat_offenders"]


class ReportQuery(StaffQuery):
    """Days from `from` to `to`, both included."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    shop: Id | None = None


class TableQuery(ReportQuery):
    table: Table


class DayObject(TypedDict):
    day: str
    total: int
    blocked: int
    held: int
    delivered: int
    reported: int
    record: int


class KeyObject(TypedDict):
    key: str
    total: int
    upheld: int
    overturned: int
    open: int


class OffenderObject(TypedDict):
    user: str
    name: str
    total: int
    upheld: int


class DecidedObject(TypedDict):
    """`share_overturned` of the decided; null while nothing was decided."""

    upheld: int
    overturned: int
    share_overturned: float | None


class TimeToDecision(TypedDict):
    """From the incident to its first decision; null while nothing was decided."""

    median_s: int | None
    p90_s: int | None


ReportAnswer = TypedDict(
    "ReportAnswer",
    {
        "from": str,
        "to": str,
        "shop": NotRequired[str],
        "total": int,
        "open": int,
        "decided": DecidedObject,
        "by_day": list[DayObject],
        "by_category": list[KeyObject],
        "by_lang": list[KeyObject],
        "by_shop": list[KeyObject],
        "by_rule": list[KeyObject],
        "repeat_offenders": list[OffenderObject],
        "time_to_decision": TimeToDecision,
    },
)
TABLES: dict[Table, Any] = {
    "by_day": DayObject,
    "by_category": KeyObject,
    "by_lang": KeyObject,
    "by_shop": KeyObject,
    "by_rule": KeyObject,
    "repeat_offenders": OffenderObject,
}
"""What a row of each table of a report holds."""
