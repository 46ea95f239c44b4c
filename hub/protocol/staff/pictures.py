"""Pictures of incidents, and bans of what looks like them."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.attachments import MOST
from hub.domain.marketplace import Id
from hub.protocol.fields import Cursor, Limit
from hub.protocol.staff.bodies import StaffBody, StaffQuery
from hub.protocol.staff.fields import Reason


class PictureQuery(StaffQuery):
    """`number` is the picture's among those of its incident, from 0."""

    number: Annotated[int, Field(ge=0, lt=MOST)] = 0
    size: Literal["full", "thumb"] = "full"


class BanPicture(StaffBody):
    incident_id: Id
    number: Annotated[int, Field(ge=0, lt=MOST)] = 0
    reason: Reason


class LiftBan(StaffBody):
    reason: Reason


class BansQuery(StaffQuery):
    cursor: Cursor | None = None
    limit: Limit | None = None


class BanAct(TypedDict):
    by: str
    name: str
    at: str
    reason: str


class BanObject(TypedDict):
    """A `lifted` one no longer counts. `incident_id` is where staff saw the picture."""

    id: str
    incident_id: str
    banned: BanAct
    lifted: BanAct | None


class BanAnswer(TypedDict):
    ban: BanObject


class BansPage(TypedDict):
    bans: list[BanObject]
    next_cursor: str | None
