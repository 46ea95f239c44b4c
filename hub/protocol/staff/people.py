"""How a person stands, and suspending them."""

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.protocol.staff.bodies import StaffBody
from hub.protocol.staff.fields import Moment, Reason


class SetSuspension(StaffBody):
    """`until` null ends the suspension."""

    until: Moment | None
    reason: Reason


class IncidentCounts(TypedDict):
    open: int
    upheld: int
    overturned: int


class StandingObject(TypedDict):
    """`strikes` decays with time."""

    user: str
    name: str
    strikes: float
    cool_down_until: str | None
    suspended_until: str | None
    warnings: int
    incidents: IncidentCounts


class StandingAnswer(TypedDict):
    standing: StandingObject
