"""Pictures that staff do not want to see again: their likenesses, with who banned them and why."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Act:
    """What one of the staff did, and why."""

    by: str
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Ban:
    """Of whatever looks like this picture; `incident_id` is where staff saw it.

    One that was `lifted` stays, and no longer counts.
    """

    likeness: int
    banned: Act
    incident_id: str
    lifted: Act | None = None

    @property
    def id(self) -> str:
        """The same for the same likeness: 16 hexadecimal digits."""
        return f"{self.likeness:016x}"


def telling(likeness: int, near: int) -> bool:
    """Whether a picture has enough in it to be told from others; an empty wall has not.

    `near`: in how many bits the likenesses of one picture may differ.
    """
    return likeness.bit_count() > near
