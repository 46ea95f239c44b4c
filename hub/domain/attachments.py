"""Pictures: as they were uploaded, and as messages carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MOST = 9
"""Pictures in one message."""


@dataclass(frozen=True, slots=True)
class Attached:
    """What a message keeps of a picture. `picture` is the digest of its content.

    Sizes are in pixels of the full picture, `thumbhash` is Base64.
    """

    id: str
    picture: str
    width: int
    height: int
    thumbhash: str
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An uploaded picture: whose it is, for which conversation, and what became of it.

    `owner` is a user and `side` theirs. `picture` is the SHA-256 of the full picture, in
    hexadecimal; sizes are in pixels, `thumbhash` is Base64.
    """

    id: str
    conversation_id: str
    owner: str
    side: Literal["buyer", "seller"]
    picture: str
    width: int
    height: int
    thumbhash: str
    mime: str
    bytes: int
    alt: str | None
    created_at: datetime
    used_by: str | None = None
    """The `client_id` that it is reserved for; whether that was sent, the messages tell."""
    incident: str | None = None
    """What moderation opened about it. While that is held and undecided, messages wait with it."""

    @property
    def attached(self) -> Attached:
        """As a message keeps it."""
        return Attached(
            self.id, self.picture, self.width, self.height, self.thumbhash, self.alt
        )


def ids(attachments: Iterable[Attached]) -> tuple[str, ...]:
    return tuple(one.id for one in attachments)
