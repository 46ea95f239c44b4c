"""How senders stand: strikes are the blocked messages among `incidents`, the rest is `standings`.

A strike is not written twice in two places, so none can be lost or doubled by a crash.
"""

from datetime import datetime, timedelta

from pymongo import DESCENDING

from hub.domain.strikes import CLEAN, MOST, Standing
from hub.storage.driver import DURABLE, Collection, Database, overloaded_when_away
from hub.storage.lru import Lru

STALE = timedelta(seconds=60)
"""After which it is read again: another process may have changed it."""
_REMEMBERED = 20_000


@overloaded_when_away
class StandingStore:
    """Implements `hub.actions.moderation_ports.Standings`."""

    def __init__(self, database: Database) -> None:
        self._incidents: Collection = database["incidents"]
        self._standings: Collection = database["standings"].with_options(write_concern=DURABLE)
        self._known: Lru[str, tuple[datetime, Standing]] = Lru(_REMEMBERED)
        self._changes = 0

    async def of(self, user: str, now: datetime) -> Standing:
        known = self._known.get(user)
        if known is not None and abs(now - known[0]) < STALE:
            return known[1]
        return await self.fresh(user, now)

    async def fresh(self, user: str, now: datetime) -> Standing:
        changes = self._changes
        standing = await self._read(user)
        if changes == self._changes:  # else it may have changed while it was read
            self._known.put(user, (now, standing))
        return standing

    async def warn(self, user: str, incident_id: str) -> None:
        await self._standings.update_one(
            {"_id": user}, {"$addToSet": {"warnings": incident_id}}, upsert=True
        )
        self.forget(user)

    async def suspend(self, user: str, until: datetime | None, now: datetime) -> None:
        lifted = {} if until is not None else {"forgiven_at": now}
        await self._standings.update_one(
            {"_id": user}, {"$set": {"suspended_until": until, **lifted}}, upsert=True
        )
        self.forget(user)

    def forget(self, user: str) -> None:
        self._known.drop(user)
        self._changes += 1

    async def _read(self, user: str) -> Standing:
        blocked = self._incidents.find(
            {"sender.id": user, "kind": "blocked", "decision.outcome": {"$ne": "overturned"}},
            {"created_at": True},
        )
        newest = blocked.sort("created_at", DESCENDING).limit(MOST)
        strikes = tuple([document["created_at"] async for document in newest])
        kept = await self._standings.find_one({"_id": user})
        if kept is None:
            return Standing(strikes) if strikes else CLEAN
        return Standing(
            strikes,
            kept.get("suspended_until"),
            kept.get("forgiven_at"),
            len(kept.get("warnings", ())),
        )
