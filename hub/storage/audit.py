"""The `audit` collection: what staff did. Entries are added and read, never changed."""

from pymongo import DESCENDING

from hub.actions.ports import Before
from hub.domain.audit import AuditEntry
from hub.storage.driver import DURABLE, Collection, Database, Document, overloaded_when_away
from hub.storage.inserts import insert_missing
from hub.storage.pages import older

_NEWEST = [("at", DESCENDING), ("_id", DESCENDING)]


@overloaded_when_away
class AuditStore:
    """Implements `hub.actions.staff.ports.Audit`."""

    def __init__(self, database: Database) -> None:
        self._entries: Collection = database["audit"].with_options(write_concern=DURABLE)

    async def add(self, entry: AuditEntry) -> None:
        await insert_missing(self._entries, [_document(entry)])

    async def page(
        self, *, by: str | None, action: str | None, before: Before | None, limit: int
    ) -> list[AuditEntry]:
        wanted = {"by": by, "action": action}
        chosen = {name: value for name, value in wanted.items() if value is not None}
        alternatives = [{**chosen, **bound} for bound in older("at", before)]
        found = self._entries.find({"$or": alternatives}).sort(_NEWEST).limit(limit)
        return [_entry(document) async for document in found]


def _document(entry: AuditEntry) -> Document:
    return {
        "_id": entry.id,
        "at": entry.at,
        "by": entry.by,
        "name": entry.name,
        "action": entry.action,
        "subject": entry.subject,
        "detail": dict(entry.detail),
    }


def _entry(document: Document) -> AuditEntry:
    return AuditEntry(id=document.pop("_id"), **document)
