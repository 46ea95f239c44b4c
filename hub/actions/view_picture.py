"""Look at a picture: by the address that one was given, as long as one may see its message."""

from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.attachment_access import VisibleAttachments
from hub.actions.attachment_ports import Attachments
from hub.actions.picture_ports import Pictures, Size, Stored
from hub.domain.attachments import Attachment
from hub.domain.identity import Identity, Role
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class Viewed:
    attachment: Attachment
    stored: Stored


@dataclass(frozen=True, slots=True)
class ViewPicture:
    access: Access
    attachments: Attachments
    visible: VisibleAttachments
    pictures: Pictures

    async def __call__(self, who: Identity, id: str, size: Size) -> Viewed:
        """Raises NotFound, the same for what is gone and for what is not the caller's; Overloaded.

        Staff see every picture, whichever side deleted it for itself.
        """
        attachment = await self.attachments.get(id)
        if attachment is None or not await self._may_see(who, attachment):
            raise NotFound
        stored = await self.pictures.open(attachment.picture, size)
        if stored is None:
            raise NotFound
        return Viewed(attachment, stored)

    async def _may_see(self, who: Identity, attachment: Attachment) -> bool:
        if who.role is Role.STAFF:
            return True
        place = await self.access.participation(who, attachment.conversation_id)
        return bool(await self.visible.among(place, who.user, [attachment]))
