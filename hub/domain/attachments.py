"""Pictures: as they were uploaded, and as messages carry them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from hub.domain.incident_ids import identifier

MOST = 9
"""Pictures in one message."""
UNUSED = timedelta(days=1)
"""How long a picture waits for its message."""


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
    source: str = ""
    """The SHA-256 of the file that was uploaded, by which the same upload is known again."""

    @property
    def attached(self) -> Attached:
        """As a message keeps it."""
        return Attached(self.id, self.picture, self.width, self.height, self.thumbhash, self.alt)


def attachment_id(conversation_id: str, owner: str, upload_id: str) -> str:
    """The same for the same upload made again."""
    return identifier("attachment", conversation_id, owner, upload_id)


def ids(attachments: Iterable[Attached]) -> tuple[str, ...]:
    return tuple(one.id for one in attachments)
