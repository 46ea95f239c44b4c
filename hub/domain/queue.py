"""The queue of incidents: which of them, and where a page of them ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hub.domain.incidents import Kind


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents; None means any."""

    state: Literal["open", "decided", "all"] = "open"
    kind: Kind | None = None
    category: str | None = None
    lang: str | None = None
    shop: str | None = None
    rule: str | None = None
    sender: str | None = None
    appealed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The last incident of a page."""

    priority: int
    at: datetime
    id: str
