"""What the actions need for pictures: what was uploaded, and its content."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from hub.domain.attachments import Attachment


class Attachments(Protocol):
    """What was uploaded, until it is erased or nobody sent it."""

    async def add(self, attachment: Attachment) -> None:
        """Durable on return."""

    async def get(self, id: str) -> Attachment | None: ...

    async def many(self, ids: Collection[str]) -> dict[str, Attachment]: ...

    async def claim(
        self, ids: Sequence[str], conversation_id: str, owner: str, client_id: str
    ) -> tuple[Attachment, ...]:
        """Reserve them for a message, all or none, in their order; again changes nothing.

        Raises NotFound for what is not this user's in this conversation, Conflict for what is
        reserved for another message.
        """

    async def release(self, ids: Sequence[str], client_id: str) -> None:
        """Those that were reserved for this message may be sent in another one."""

    async def remove(self, ids: Sequence[str]) -> None:
        """They can no longer be sent or seen; durable on return."""

    async def unused_before(self, at: datetime) -> list[Attachment]:
        """Uploaded, and reserved if so, before a time; also what was sent since."""
