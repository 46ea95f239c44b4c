"""The `held_messages` collection: what waits for a decision, in no thread and in no search."""

from datetime import datetime

from pymongo.errors import DuplicateKeyError

from hub.domain.messages import Draft
from hub.errors import Conflict
from hub.storage.documents import draft_document, draft_from
from hub.storage.driver import DURABLE, Collection, Database, overloaded_when_away


@overloaded_when_away
class HeldStore:
    """Implements `hub.actions.moderation_ports.HeldMessages`."""

    def __init__(self, database: Database) -> None:
        self._held: Collection = database["held_messages"].with_options(write_concern=DURABLE)

    async def keep(self, incident_id: str, draft: Draft, at: datetime) -> None:
        document = {"_id": incident_id, "held_at": at, **draft_document(draft)}
        try:
            await self._held.insert_one(document)
        except DuplicateKeyError as error:
            if "client_id" in (error.details or {}).get("keyPattern", {}):
                raise Conflict from None

    async def get(self, incident_id: str) -> Draft | None:
        document = await self._held.find_one({"_id": incident_id})
        return draft_from(document) if document else None

    async def drop(self, incident_id: str) -> None:
        await self._held.delete_one({"_id": incident_id})
