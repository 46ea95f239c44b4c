"""Say in words what a picture shows, for those who cannot see it; until it is sent."""

from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.attachment_ports import Attachments
from hub.actions.picture_ports import CheckAlt
from hub.domain.attachments import Attachment
from hub.domain.identity import Identity
from hub.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True)
class DescribePicture:
    access: Access
    attachments: Attachments
    check: CheckAlt

    async def __call__(self, who: Identity, id: str, alt: str | None) -> Attachment:
        """Raises NotFound, Conflict for one that is being sent, BlockedContent, Overloaded."""
        attachment = await self.attachments.get(id)
        if attachment is None or attachment.owner != who.user:
            raise NotFound("There is no such attachment.")
        place = await self.access.participation(who, attachment.conversation_id)
        objected = await self.check(who, place, attachment, alt) if alt else None
        incident = attachment.incident or objected
        described = await self.attachments.describe(id, alt, incident)
        if described is None:
            raise Conflict("This picture was sent already.")
        return described
