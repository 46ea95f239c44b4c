"""What bodies and queries of all calls have in common, and those that say nothing."""

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12


class StaffBody(BaseModel):
    """What staff send: strict, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class StaffQuery(BaseModel):
    """The query of an address, read from strings."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(StaffBody):
    """A call that says all by its address."""


class Done(TypedDict):
    pass
