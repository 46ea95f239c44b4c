"""What every command has in common, and the ack that says no more than that it was done."""

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12


class Command(BaseModel):
    """What a client asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Nothing(TypedDict):
    pass
