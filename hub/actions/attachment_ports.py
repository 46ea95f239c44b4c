"""What the actions need for pictures: what was uploaded, and its content."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from hub.domain.attachments import Attachment


class Attachments(Protocol):
    """What was uploaded, until it is erased or nobody sent it."""

    async def add(self, attachment: Attachment) -> Attachment:
        """Store it unless there is one by its id; the stored one. Durable on return.

        Raises Conflict where that was made of another file.
        """

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

    async def describe(self, id: str, alt: str | None, incident: str | None) -> Attachment | None:
        """Say what it shows, as long as it is not reserved; None where it is, or is gone."""

    async def remove(self, ids: Collection[str]) -> None:
        """They can no longer be sent or seen; durable on return."""

    async def due(self, at: datetime, limit: int) -> list[Attachment]:
        """Those to be looked at by then, the longest due first.

        A day after they were uploaded or reserved, unless `look_again` said something else.
        """

    async def look_again(self, ids: Collection[str], at: datetime | None) -> None:
        """At another time; None: never."""

    async def discard(self, id: str, at: datetime) -> bool:
        """Remove one that is still due at that time; whether it was."""
