"""What is remembered of users: what they read, and where they want the original only."""

from collections.abc import Sequence
from typing import Any

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from hub.actions.ports import Clock
from hub.domain.preferences import Preferences
from hub.storage.driver import DURABLE, PROMPT, Collection, Database, Document, overloaded_when_away
from hub.storage.expiring import Expiring

STALE_SECONDS = 10.0
OPERATORS = 200
"""Of one shop that are asked what they read."""
SWITCHED_OFF = 1_000
"""Conversations in which one user wants the original only; of more, the first are forgotten."""


@overloaded_when_away
class PreferenceStore:
    """Implements `hub.actions.ports.PreferenceRecords`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._durable: Collection = database["preferences"].with_options(write_concern=DURABLE)
        self._prompt: Collection = database["preferences"].with_options(write_concern=PROMPT)
        self._users = Expiring(self._read, clock, STALE_SECONDS)
        self._desks = Expiring(self._read_desk, clock, STALE_SECONDS)

    async def of(self, user: str) -> Preferences:
        return await self._users.get(user)

    async def of_desk(self, desk: str) -> Sequence[Preferences]:
        return await self._desks.get(desk)

    async def choose(self, user: str, reads: str | None) -> None:
        change: Document = {"$set": {"reads": reads}} if reads else {"$unset": {"reads": True}}
        await self._change(self._durable, {"_id": user}, change)

    async def imply(self, user: str, lang: str, desk: str | None) -> None:
        # What a failover loses of this is remembered when they come again.
        if desk is None:
            known: Document = {"$set": {"implied": lang}, "$unset": {"desk": True}}
        else:
            known = {"$set": {"implied": lang, "desk": desk}}
        await self._change(self._prompt, {"_id": user}, known)
        if desk is not None:
            self._desks.forget(desk)

    async def leave(self, user: str) -> None:
        await self._change(self._durable, {"_id": user}, {"$unset": {"desk": True}})

    async def switch(self, user: str, conversation_id: str, *, on: bool) -> None:
        if on:
            await self._change(self._durable, {"_id": user}, {"$pull": {"off": conversation_id}})
            return
        newest = {"$each": [conversation_id], "$slice": -SWITCHED_OFF}
        on_so_far = {"_id": user, "off": {"$ne": conversation_id}}
        try:
            await self._change(self._durable, on_so_far, {"$push": {"off": newest}})
        except DuplicateKeyError:
            return  # it is off already

    async def _change(self, collection: Collection, which: Document, change: Document) -> None:
        before = await collection.find_one_and_update(
            which, change, {"desk": True}, upsert=True, return_document=ReturnDocument.BEFORE
        )
        self._users.forget(which["_id"])
        if before is not None and before.get("desk") is not None:
            self._desks.forget(before["desk"])

    async def _read(self, user: str) -> Preferences:
        return _preferences(await self._durable.find_one({"_id": user}))

    async def _read_desk(self, desk: str) -> Sequence[Preferences]:
        found = self._durable.find({"desk": desk}).sort("_id").limit(OPERATORS)
        return [_preferences(document) async for document in found]


def _preferences(document: dict[str, Any] | None) -> Preferences:
    if document is None:
        return Preferences()
    return Preferences(
        reads=document.get("reads"),
        implied=document.get("implied"),
        desk=document.get("desk"),
        off=frozenset(document.get("off", ())),
    )
