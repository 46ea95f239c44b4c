"""The `banned_pictures` collection: likenesses of pictures that staff do not want to see again."""

from dataclasses import asdict

from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from hub.actions.ports import Before, Clock
from hub.domain.bans import Act, Ban
from hub.errors import NotFound, Overloaded
from hub.storage.driver import (
    DURABLE,
    MAJORITY,
    Collection,
    Database,
    Document,
    overloaded_when_away,
)
from hub.storage.expiring import Expiring
from hub.storage.pages import older

STALE_SECONDS = 5.0
_MOST = 20_000
"""Bans that count, the newest ones: an upload is compared with each."""
_NEWEST = [("banned.at", DESCENDING), ("_id", DESCENDING)]


@overloaded_when_away
class BanStore:
    """Implements `hub.actions.moderation_ports.BannedPictures`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._bans: Collection = database["banned_pictures"].with_options(
            write_concern=DURABLE, read_concern=MAJORITY
        )
        self._active = Expiring(self._read, clock, STALE_SECONDS)

    async def active(self) -> tuple[Ban, ...]:
        return await self._active.get(None)

    async def get(self, id: str) -> Ban | None:
        document = await self._bans.find_one({"_id": id})
        return _ban(document) if document else None

    async def put(self, ban: Ban) -> Ban:
        try:
            await self._bans.replace_one(
                {"_id": ban.id, "lifted": {"$ne": None}}, _document(ban), upsert=True
            )
        except DuplicateKeyError:  # one that counts
            known = await self.get(ban.id)
            if known is None:  # not with a majority yet
                raise Overloaded from None
            return known
        self._active.forget(None)
        return ban

    async def lift(self, id: str, act: Act) -> Ban:
        await self._bans.update_one({"_id": id, "lifted": None}, {"$set": {"lifted": asdict(act)}})
        self._active.forget(None)
        ban = await self.get(id)
        if ban is None:
            raise NotFound("There is no such ban.")
        return ban

    async def page(self, before: Before | None, limit: int) -> list[Ban]:
        found = self._bans.find({"$or": older("banned.at", before)}).sort(_NEWEST).limit(limit)
        return [_ban(document) async for document in found]

    async def _read(self, _key: None) -> tuple[Ban, ...]:
        found = self._bans.find({"lifted": None}).sort(_NEWEST).limit(_MOST)
        return tuple([_ban(document) async for document in found])


def _document(ban: Ban) -> Document:
    return {"_id": ban.id, **asdict(ban)}


def _ban(document: Document) -> Ban:
    lifted = document["lifted"]
    return Ban(
        likeness=document["likeness"],
        banned=Act(**document["banned"]),
        incident_id=document["incident_id"],
        lifted=Act(**lifted) if lifted else None,
        copies=tuple(document.get("copies", ())),
    )
