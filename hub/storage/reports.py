"""The `reports` collection: what people reported to staff, once per person and message."""

from datetime import datetime

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.errors import PyMongoError

from hub.errors import Overloaded
from hub.storage.driver import DURABLE, Collection, Database, as_overloaded


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
        try:
            report = await self._reports.find_one_and_update(
                {"conversation_id": conversation_id, "seq": seq, "by": by},
                {"$setOnInsert": fresh},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except PyMongoError as error:
            raise as_overloaded(error) from error
        if report is None:
            raise Overloaded
        return str(report["_id"])
