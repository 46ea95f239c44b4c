"""Pictures that staff do not want to see again: their likenesses, with who banned them and why."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

_RELATED = 12
"""Bits: in so many hardly any different pictures are as near."""

Family = tuple[int, list[int]]


@dataclass(frozen=True, slots=True)
class Act:
    """What one of the staff did, and why."""

    by: str
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True)  # without slots, for what is worked out once
class Ban:
    """Of whatever looks like this picture; `incident_id` is where staff saw it.

    One that was `lifted` stays, and no longer counts. `copies` are likenesses of what could be made
    of the picture (`hub.images.evasions`); bans of former times have none.
    """

    likeness: int
    banned: Act
    incident_id: str
    lifted: Act | None = None
    copies: tuple[int, ...] = ()

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """The copies in groups, so that most pictures need only be compared with the first of each.

        Each with the number of bits in which the others differ from its first, at most.
        """
        families: dict[int, list[int]] = {}
        for copy in self.copies:
            near = (first for first in families if _apart(copy, first) <= _RELATED)
            families.setdefault(next(near, copy), []).append(copy)
        return tuple(
            (max(_apart(copy, first) for copy in family), family)
            for first, family in families.items()
        )

    @property
    def id(self) -> str:
        """The same for the same likeness: 16 hexadecimal digits."""
        return f"{self.likeness:016x}"


def _apart(one: int, other: int) -> int:
    return (one ^ other).bit_count()
