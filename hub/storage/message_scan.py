"""The `messages` collection read backwards in time, whoever may see what."""

from collections.abc import Sequence
from datetime import datetime

from bson import ObjectId
from pymongo import DESCENDING

from hub.domain.messages import Kind, Message
from hub.storage.documents import message_from
from hub.storage.driver import Collection, Database, Document, overloaded_when_away


@overloaded_when_away
class MessageScan:
    """Implements `hub.actions.staff.ports.Spoken`."""

    def __init__(self, database: Database) -> None:
        self._messages: Collection = database["messages"]

    async def before(self, last: Message | None, since: datetime, limit: int) -> Sequence[Message]:
        # Ids begin with the second in which they were made.
        span: Document = {"$gte": ObjectId.from_datetime(since)}
        if last is not None:
            span["$lt"] = last.id
        found = self._messages.find({"_id": span, "kind": Kind.TEXT.value})
        return [message_from(d) async for d in found.sort("_id", DESCENDING).limit(limit)]
