"""The `incidents` collection as staff look through it."""

from datetime import datetime

from pymongo import ASCENDING, DESCENDING

from hub.actions.ports import Before
from hub.domain.incidents import Incident
from hub.domain.queue import Filter, Place
from hub.domain.tallies import Tally
from hub.storage.driver import Collection, Database, Document, overloaded_when_away
from hub.storage.incident_keys import ANY, APPEALED, OPEN, facet
from hub.storage.incidents import incident_from
from hub.storage.pages import older

COUNTED = 10_000
"""How far open incidents are counted."""
_DECIDED = ("upheld", "overturned")
_OUTCOMES = {"open": (OPEN,), "decided": _DECIDED, "all": (OPEN, *_DECIDED)}
_FILTERS = ("kind", "category", "lang", "shop", "rule", "sender")
_URGENT = [("priority", DESCENDING), ("created_at", ASCENDING), ("_id", ASCENDING)]
_NEWEST = [("created_at", DESCENDING), ("_id", DESCENDING)]


@overloaded_when_away
class IncidentQueue:
    """Implements `hub.actions.staff.ports.Queue`."""

    def __init__(self, database: Database) -> None:
        self._incidents: Collection = database["incidents"]

    async def page(self, chosen: Filter, after: Place | None, limit: int) -> list[Incident]:
        urgent = chosen.state == "open"
        bounds = _less_urgent(after) if urgent else older("created_at", _before(after))
        # Each outcome by itself, so that the index has its order: what comes is merged.
        alternatives = [
            {**_query(chosen, outcome), **bound}
            for outcome in _OUTCOMES[chosen.state]
            for bound in bounds
        ]
        found = self._incidents.find({"$or": alternatives})
        ordered = found.sort(_URGENT if urgent else _NEWEST).limit(limit)
        return [incident_from(document) async for document in ordered]

    async def open_count(self, chosen: Filter) -> int:
        return await self._incidents.count_documents(_query(chosen, OPEN), limit=COUNTED)

    async def of_sender(self, sender: str) -> Tally:
        theirs = {"facets": facet("sender", sender)}
        open_, upheld, overturned = [
            await self._incidents.count_documents({**theirs, "outcome": outcome}, limit=COUNTED)
            for outcome in _OUTCOMES["all"]
        ]
        return Tally(upheld=upheld, overturned=overturned, open=open_)

    async def to_purge(self, before: datetime, limit: int) -> list[str]:
        old = {"purged": False, "created_at": {"$lt": before}}
        found = self._incidents.find(old, {"_id": True}).sort("created_at", ASCENDING).limit(limit)
        return [document["_id"] async for document in found]


def _query(chosen: Filter, outcome: str) -> Document:
    facets = _facets(chosen)
    wanted: object = facets[0] if len(facets) == 1 else {"$all": facets}
    return {"facets": wanted, "outcome": outcome}


def _facets(chosen: Filter) -> list[str]:
    given = ((name, getattr(chosen, name)) for name in _FILTERS)
    facets = [facet(name, value) for name, value in given if value is not None]
    return [*facets, *([APPEALED] if chosen.appealed else [])] or [ANY]


def _less_urgent(after: Place | None) -> list[Document]:
    """Alternatives, each with bounds of its own: a later page costs what the first one does."""
    if after is None:
        return [{}]
    same = {"priority": after.priority}
    return [
        {"priority": {"$lt": after.priority}},
        {**same, "created_at": {"$gt": after.at}},
        {**same, "created_at": after.at, "_id": {"$gt": after.id}},
    ]


def _before(place: Place | None) -> Before | None:
    return Before(place.at, place.id) if place else None
