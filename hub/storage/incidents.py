"""The `incidents` collection: what staff look at, each under an id that says what it is about."""

from collections.abc import Collection as Several
from dataclasses import asdict, replace

from pydantic import TypeAdapter
from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from hub.actions.moderation_ports import ChangedIncident
from hub.domain.incidents import Change, Incident
from hub.errors import NotFound, Overloaded
from hub.storage.driver import (
    DURABLE,
    MAJORITY,
    Collection,
    Database,
    Document,
    overloaded_when_away,
)
from hub.storage.incident_keys import keys

_ATTEMPTS = 20
"""Lost races with others before a caller is asked to retry."""

_PARDONS = 100
"""Pictures of one sender in one conversation that are remembered as let through."""

_INCIDENTS = TypeAdapter(Incident)


@overloaded_when_away
class IncidentStore:
    """Implements `hub.actions.moderation_ports.Incidents`."""

    def __init__(self, database: Database) -> None:
        self._incidents: Collection = database["incidents"].with_options(
            write_concern=DURABLE, read_concern=MAJORITY
        )

    async def get(self, id: str) -> Incident | None:
        document = await self._incidents.find_one({"_id": id})
        return incident_from(document) if document else None

    async def open(self, fresh: Incident) -> Incident:
        try:
            await self._incidents.insert_one(incident_document(fresh))
        except DuplicateKeyError:
            known = await self.get(fresh.id)
            if known is None:  # not with a majority yet
                raise Overloaded from None
            return known
        return fresh

    async def change(self, id: str, change: Change) -> ChangedIncident:
        for _ in range(_ATTEMPTS):
            before = await self.get(id)
            if before is None:
                raise NotFound
            after = change(before)
            if after is before:
                return ChangedIncident(before, before)
            after = replace(after, rev=before.rev + 1)
            if await self._replaced(before, after):
                return ChangedIncident(before, after)
        raise Overloaded

    async def pardoned(self, conversation_id: str, sender: str, digest: str) -> bool:
        overturned = {
            "conversation_id": conversation_id,
            "sender.id": sender,
            "digest": digest,
            "decision.outcome": "overturned",
        }
        return await self._incidents.find_one(overturned, {"_id": True}) is not None

    async def pardoned_uploads(self, conversation_id: str, sender: str) -> list[Incident]:
        overturned = {
            "conversation_id": conversation_id,
            "sender.id": sender,
            "upload": True,
            "decision.outcome": "overturned",
        }
        return await self._some(overturned, DESCENDING, _PARDONS)

    async def evidence(self, pictures: Several[str]) -> set[str]:
        about = {"pictures.picture": {"$in": list(pictures)}}
        found = self._incidents.find(about, {"pictures.attachment": True})
        kept = {one["attachment"] async for document in found for one in document["pictures"]}
        return kept - {None}

    async def unsettled(self, limit: int) -> list[Incident]:
        return await self._some({"settled": False}, ASCENDING, limit)

    async def unplaced(self, limit: int) -> list[Incident]:
        messages = {"kind": "delivered", "seq": None, "upload": {"$ne": True}}
        return await self._some(messages, DESCENDING, limit)

    async def _some(self, wanted: Document, order: int, limit: int) -> list[Incident]:
        found = self._incidents.find(wanted).sort("created_at", order).limit(limit)
        return [incident_from(document) async for document in found]

    async def _replaced(self, before: Incident, after: Incident) -> bool:
        """Whether nobody else was faster."""
        result = await self._incidents.replace_one(
            {"_id": before.id, "rev": before.rev}, incident_document(after)
        )
        return result.matched_count > 0


def incident_document(incident: Incident) -> Document:
    """The whole document, with what is worked out of the incident so that it can be asked for."""
    document = asdict(incident)
    return {"_id": document.pop("id"), **document, **keys(incident)}


def incident_from(document: Document) -> Incident:
    return _INCIDENTS.validate_python({"id": document["_id"], **document})
