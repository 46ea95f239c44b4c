"""Who is asking, as their token says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    STAFF = "staff"
    SERVICE = "service"
    """The marketplace's back end; it has no socket."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A verified caller. `shop` is the shop id of a seller; `lang` is BCP 47."""

    user: str
    role: Role
    name: str
    lang: str
    expires_at: datetime
    shop: str | None = None
