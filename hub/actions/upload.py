"""Upload a picture for a message that is still to be sent.

Everything slow about a picture happens here, so that sending it is as fast as sending a text. The
same upload made again, at the same time or after a crash, finds what there is and gets the same
answer.
"""

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field
from typing import BinaryIO

from hub.actions.access import Access, Participation
from hub.actions.attachment_ports import Attachments
from hub.actions.picture_ports import CheckPicture, ImageProcessor, Pictures, Uploaded
from hub.actions.ports import Clock
from hub.actions.single_flight import SingleFlight
from hub.domain.attachments import Attachment, attachment_id
from hub.domain.identity import Identity
from hub.errors import Conflict
from hub.images.result import Picture


@dataclass(frozen=True, slots=True)
class File:
    """What came over the wire, and its SHA-256."""

    sha256: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Upload:
    """Who uploads what, where, as what."""

    who: Identity
    place: Participation
    upload_id: str
    alt: str | None

    @property
    def id(self) -> str:
        """Of the attachment that it becomes."""
        return attachment_id(self.place.conversation.id, self.who.user, self.upload_id)


@dataclass(frozen=True, slots=True)
class UploadPicture:
    access: Access
    attachments: Attachments
    pictures: Pictures
    images: ImageProcessor
    check: CheckPicture
    clock: Clock
    flights: SingleFlight[tuple[str, str], Attachment] = field(default_factory=SingleFlight)

    def expect(self) -> None:
        """A file is on its way: what it takes to process it starts meanwhile."""
        self.images.expect()

    async def __call__(self, upload: Upload, file: File) -> Attachment:
        """Raises ImageRefused, BlockedContent, Suspended, Conflict, Overloaded.

        Where the caller gives up, the upload goes on: it will be asked for again.
        """
        key = upload.id, file.sha256
        return await asyncio.shield(self.flights.join(key, lambda: self._once(upload, file)))

    async def _once(self, upload: Upload, file: File) -> Attachment:
        known = await self._known(upload, file)
        if known is not None:
            return known
        picture = await self.images.process(file.content)
        checked = Uploaded(upload.upload_id, upload.alt, picture)
        incident = await self.check(upload.who, upload.place, checked)
        attachment = self._attachment(upload, file, picture, incident)
        stored = await self.attachments.add(attachment)
        # What refers to a content comes before it, so that it is never collected in between.
        await self.pictures.put(picture)
        return stored

    async def _known(self, upload: Upload, file: File) -> Attachment | None:
        """The same upload, made before and finished."""
        known = await self.attachments.get(upload.id)
        if known is None:
            return None
        if known.source != file.sha256:
            raise Conflict("This upload_id was already used with another picture.")
        if await self.pictures.has(known.picture):
            return known
        await self.attachments.remove([known.id])  # a crash came before its content was kept
        return None

    def _attachment(
        self, upload: Upload, file: File, picture: Picture, incident: str | None
    ) -> Attachment:
        full = picture.full
        return Attachment(
            id=upload.id,
            conversation_id=upload.place.conversation.id,
            owner=upload.who.user,
            side=upload.place.side.value,
            picture=picture.sha256,
            width=full.width,
            height=full.height,
            thumbhash=b64encode(picture.thumbhash).decode(),
            mime=full.mime,
            bytes=len(full.data),
            alt=upload.alt,
            created_at=self.clock.now(),
            incident=incident,
            source=file.sha256,
        )
