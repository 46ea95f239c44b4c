"""The `reports` collection: what people reported to staff, once per person and message."""

from datetime import datetime

from bson import ObjectId
from pymongo import ReturnDocument

from hub.errors import Overloaded
from hub.storage.driver import DURABLE, Collection, Database, overloaded_when_away


@overloaded_when_away
class ReportStore:
    """Implements `hub.actions.ports.Reports`."""

    def __init__(self, database: Database) -> None:
        self._reports: Collection = database["reports"].with_options(write_concern=DURABLE)

    async def add(
        self,
        conversation_id: str,
        seq: int,
        *,
        by: str,
        reason: str,
        note: str | None,
        at: datetime,
    ) -> str:
        fresh = {"_id": str(ObjectId()), "reason": reason, "note": note, "reported_at": at}
        report = await self._reports.find_one_and_update(
            {"conversation_id": conversation_id, "seq": seq, "by": by},
            {"$setOnInsert": fresh},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        if report is None:
            raise Overloaded
        return str(report["_id"])
