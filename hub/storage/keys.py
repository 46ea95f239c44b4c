"""The `keys` collection: secrets that the hub made for itself, the same for all its processes."""

import secrets

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from hub.errors import Overloaded
from hub.storage.driver import DURABLE, Collection, Database, overloaded_when_away

_BYTES = 32


@overloaded_when_away
class KeyStore:
    def __init__(self, database: Database) -> None:
        self._keys: Collection = database["keys"].with_options(write_concern=DURABLE)

    async def get(self, name: str) -> bytes:
        """The key of this name, made where there is none yet."""
        fresh = {"$setOnInsert": {"key": secrets.token_bytes(_BYTES)}}
        try:
            kept = await self._keys.find_one_and_update(
                {"_id": name}, fresh, upsert=True, return_document=ReturnDocument.AFTER
            )
        except DuplicateKeyError:  # another process makes it now
            kept = await self._keys.find_one({"_id": name})
        if kept is None:
            raise Overloaded
        return bytes(kept["key"])
