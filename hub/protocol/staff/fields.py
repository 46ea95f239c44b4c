"""Fields that several calls have, with their bounds."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from hub.domain.text import clean, line
from hub.errors import HubError

NOTE_CHARACTERS = 2_000


def _written(text: str) -> str:
    try:
        return clean(text, limit=NOTE_CHARACTERS)
    except HubError as error:
        raise ValueError(error.message) from None


def _in_utc(at: datetime) -> datetime:
    try:
        moment = at.astimezone(UTC)
    except OverflowError:
        raise ValueError("is out of range") from None
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


Note = Annotated[str, Field(min_length=1, max_length=2 * NOTE_CHARACTERS), AfterValidator(_written)]
Reason = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(line)]
Moment = Annotated[AwareDatetime, Field(strict=False), AfterValidator(_in_utc)]
RuleId = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_.-]+$")]
Category = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
