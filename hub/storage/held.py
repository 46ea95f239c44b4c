"""The `held_messages` collection: what waits for a decision, in no thread and in no search."""

from collections.abc import Sequence
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from hub.actions.moderation_ports import Kept
from hub.domain.messages import Draft
from hub.errors import Conflict
from hub.storage.documents import draft_document, draft_from
from hub.storage.driver import DURABLE, Collection, Database, Document, overloaded_when_away


@overloaded_when_away
class HeldStore:
    """Implements `hub.actions.moderation_ports.HeldMessages`."""

    def __init__(self, database: Database) -> None:
        self._held: Collection = database["held_messages"].with_options(write_concern=DURABLE)

    async def keep(
        self, incident_id: str, draft: Draft, at: datetime, also: Sequence[str] = ()
    ) -> None:
        document = {"_id": incident_id, "held_at": at, **draft_document(draft)}
        if also:
            document["also"] = list(also)
        try:
            await self._held.insert_one(document)
        except DuplicateKeyError as error:
            if "client_id" in (error.details or {}).get("keyPattern", {}):
                raise Conflict from None

    async def get(self, incident_id: str) -> Kept | None:
        document = await self._held.find_one(_waiting_for(incident_id))
        if document is None:
            return None
        incidents = (document["_id"], *document.get("also", ()))
        return Kept(draft_from(document), document["held_at"], incidents)

    async def carrying(self, attachment_ids: Sequence[str]) -> set[str]:
        wanted = {"attachments.id": {"$in": list(attachment_ids)}}
        found = self._held.find(wanted, {"attachments.id": True})
        waiting = {one["id"] async for document in found for one in document["attachments"]}
        return waiting.intersection(attachment_ids)

    async def drop(self, incident_id: str) -> None:
        await self._held.delete_one(_waiting_for(incident_id))


def _waiting_for(incident_id: str) -> Document:
    return {"$or": [{"_id": incident_id}, {"also": incident_id}]}
