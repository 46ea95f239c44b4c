"""The `attachments` collection: pictures that were uploaded, each for one conversation.

`look_at` is when the collector should see whether anything carries one. A reservation moves it, so
that what is about to be sent is never collected; what was sent has none.
"""

from collections.abc import Collection as Several
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from pydantic import TypeAdapter
from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from hub.actions.ports import Clock
from hub.domain.attachments import UNUSED, Attachment
from hub.errors import Conflict, NotFound, Overloaded
from hub.storage.driver import (
    DURABLE,
    PROMPT,
    Collection,
    Database,
    Document,
    overloaded_when_away,
)

_ATTACHMENTS = TypeAdapter(Attachment)


@overloaded_when_away
class AttachmentStore:
    """Implements `hub.actions.attachment_ports.Attachments`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._attachments: Collection = database["attachments"].with_options(write_concern=DURABLE)
        self._reservations = self._attachments.with_options(write_concern=PROMPT)
        self._clock = clock

    async def add(self, attachment: Attachment) -> Attachment:
        document = {**_document(attachment), "look_at": attachment.created_at + UNUSED}
        try:
            await self._attachments.insert_one(document)
        except DuplicateKeyError:
            known = await self.get(attachment.id)
            if known is None:
                raise Overloaded from None
            if known.source != attachment.source:
                raise Conflict from None
            return known
        return attachment

    async def get(self, id: str) -> Attachment | None:
        return (await self.many([id])).get(id)

    async def many(self, ids: Several[str]) -> dict[str, Attachment]:
        found = self._attachments.find({"_id": {"$in": list(ids)}})
        return {document["_id"]: _attachment(document) async for document in found}

    async def claim(
        self, ids: Sequence[str], conversation_id: str, owner: str, client_id: str
    ) -> tuple[Attachment, ...]:
        known = await self.many(ids)
        wanted = tuple(known[id] for id in ids if id in known)
        for one in wanted:
            if (one.conversation_id, one.owner) != (conversation_id, owner):
                raise NotFound(_UNKNOWN)
        if len(wanted) < len(ids):
            raise NotFound(_UNKNOWN)
        if any(one.used_by not in (None, client_id) for one in wanted):
            raise Conflict(_USED)
        if not await self._reserved(ids, client_id):
            await self.release(ids, client_id)
            raise Overloaded  # somebody was faster with one of them; the next try tells which
        return tuple(replace(one, used_by=client_id) for one in wanted)

    async def release(self, ids: Sequence[str], client_id: str) -> None:
        theirs = {"_id": {"$in": list(ids)}, "used_by": client_id}
        await self._reservations.update_many(theirs, {"$set": {"used_by": None}})

    async def describe(self, id: str, alt: str | None, incident: str | None) -> Attachment | None:
        unused = {"_id": id, "used_by": None}
        said = {"alt": alt, "incident": incident}
        result = await self._attachments.update_one(unused, {"$set": said})
        return await self.get(id) if result.matched_count else None

    async def remove(self, ids: Several[str]) -> None:
        await self._attachments.delete_many({"_id": {"$in": list(ids)}})

    async def due(self, at: datetime, limit: int) -> list[Attachment]:
        found = self._attachments.find({"look_at": {"$lte": at}}).sort("look_at", ASCENDING)
        return [_attachment(document) async for document in found.limit(limit)]

    async def look_again(self, ids: Several[str], at: datetime | None) -> None:
        change: Document = {"$set": {"look_at": at}} if at else {"$unset": {"look_at": True}}
        await self._attachments.update_many({"_id": {"$in": list(ids)}}, change)

    async def discard(self, id: str, at: datetime) -> bool:
        result = await self._attachments.delete_one({"_id": id, "look_at": {"$lte": at}})
        return result.deleted_count > 0

    async def _reserved(self, ids: Several[str], client_id: str) -> bool:
        free = {"_id": {"$in": list(ids)}, "used_by": {"$in": [None, client_id]}}
        reservation = {"used_by": client_id, "look_at": self._clock.now() + UNUSED}
        result = await self._reservations.update_many(free, {"$set": reservation})
        return result.matched_count == len(set(ids))


_UNKNOWN = "There is no such attachment."
_USED = "One of these pictures belongs to another message."


def _document(attachment: Attachment) -> Document:
    document = asdict(attachment)
    return {"_id": document.pop("id"), **document}


def _attachment(document: Document) -> Attachment:
    return _ATTACHMENTS.validate_python({"id": document["_id"], **document})
