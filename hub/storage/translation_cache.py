"""The `translation_cache` collection: what engines made of sentences, for a time.

Keys are digests, and what is kept is masked: it holds placeholders where order numbers and names
stood. Trouble with the database is a miss: a translation is never refused for want of the cache.
"""

from datetime import timedelta

import pymongo
from pymongo.errors import PyMongoError

from hub.actions.ports import Clock
from hub.storage.driver import PROMPT, Collection, Database
from translation import Entry

PATIENCE_SECONDS = 1.0
"""After which a slow database is a miss."""


class TranslationCacheStore:
    """Implements `translation.Cache`; entries live for `days` after they were made."""

    def __init__(self, database: Database, clock: Clock, days: int) -> None:
        self._entries: Collection = database["translation_cache"].with_options(write_concern=PROMPT)
        self._clock = clock
        self._lifetime = timedelta(days=days)
        self.failures = 0
        """How often the database did not answer."""

    async def get(self, key: str) -> Entry | None:
        try:
            with pymongo.timeout(PATIENCE_SECONDS):
                found = await self._entries.find_one({"_id": key})
        except PyMongoError:
            self.failures += 1
            return None
        return Entry(found["text"], found["unknown"]) if found else None

    async def put(self, key: str, entry: Entry) -> None:
        kept = {
            "text": entry.text,
            "unknown": entry.unknown,
            "expires_at": self._clock.now() + self._lifetime,
        }
        try:
            with pymongo.timeout(PATIENCE_SECONDS):
                await self._entries.replace_one({"_id": key}, kept, upsert=True)
        except PyMongoError:
            self.failures += 1
