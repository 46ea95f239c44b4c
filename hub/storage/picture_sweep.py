"""Contents that nothing refers to, and pieces that a killed writer left: found by going round.

Whoever takes away the last reference drops the content at once; what a crash keeps them from doing
is found here, a part of all there is at a time. What is younger than a day may still
be on its way.
"""

from bson import ObjectId
from pymongo import ASCENDING

from hub.actions.ports import Clock
from hub.domain.attachments import UNUSED
from hub.storage.driver import DURABLE, Collection, Database, Document, overloaded_when_away
from hub.storage.pictures import BUCKET, PictureStore

_AT_ONCE = 500
_START = ObjectId(b"\0" * 12)


@overloaded_when_away
class PictureSweep:
    """Goes on where it stopped, and begins anew at the end."""

    def __init__(self, database: Database, pictures: PictureStore, clock: Clock) -> None:
        self._files: Collection = database[f"{BUCKET}.files"]
        self._chunks: Collection = database[f"{BUCKET}.chunks"].with_options(write_concern=DURABLE)
        self._pictures = pictures
        self._clock = clock
        self._files_seen = self._chunks_seen = _START

    async def __call__(self) -> int:
        """How many pictures and pieces of pictures went; raises Overloaded."""
        return await self._unreferenced() + await self._pieces()

    async def _unreferenced(self) -> int:
        older = self._files.find(self._older("_id", self._files_seen), {"filename": True})
        files = [file async for file in older.sort("_id", ASCENDING).limit(_AT_ONCE)]
        self._files_seen = files[-1]["_id"] if len(files) == _AT_ONCE else _START
        pictures = {file["filename"].partition("/")[0] for file in files}
        return await self._pictures.drop_unreferenced(pictures)

    async def _pieces(self) -> int:
        older = self._older("files_id", self._chunks_seen)
        found = self._chunks.find(older, {"_id": False, "files_id": True})
        ordered = found.sort([("files_id", ASCENDING), ("n", ASCENDING)]).limit(_AT_ONCE)
        owners = [chunk["files_id"] async for chunk in ordered]
        self._chunks_seen = owners[-1] if len(owners) == _AT_ONCE else _START
        whole = self._files.find({"_id": {"$in": list(set(owners))}}, {"_id": True})
        lost = set(owners) - {file["_id"] async for file in whole}
        if not lost:
            return 0
        gone = await self._chunks.delete_many({"files_id": {"$in": list(lost)}})
        return gone.deleted_count

    def _older(self, field: str, seen: ObjectId) -> Document:
        return {field: {"$gt": seen, "$lt": ObjectId.from_datetime(self._clock.now() - UNUSED)}}
