"""The contents of pictures in GridFS, each kept once under the SHA-256 of the full picture.

A file's name is `<sha256>/<size>`, and unique. One that is to go is first set aside under another
name, and only then is asked whether anything refers to it: who puts the same picture meanwhile
finds the name free and writes it anew, so that nobody relies on what is about to go.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Any

from bson import ObjectId
from gridfs.asynchronous import AsyncGridOut
from gridfs.errors import CorruptGridFile, FileExists, NoFile
from pymongo.errors import DuplicateKeyError, PyMongoError

from hub.actions.picture_ports import Size
from hub.errors import NotFound
from hub.images.alike import Likeness
from hub.images.result import Picture, Rendition
from hub.storage.driver import (
    DURABLE,
    MAJORITY,
    Collection,
    Database,
    Document,
    as_overloaded,
    bucket,
    overloaded_when_away,
    seek,
)

BUCKET = "pictures"
SIZES: tuple[Size, ...] = ("full", "thumb")
REFERENCES = (("attachments", "picture"), ("incidents", "pictures.picture"))
"""Collections that refer to contents, and their fields that do."""
_PIECE_BYTES = 261_120
"""What is read at once: a chunk as GridFS cuts them."""


class StoredPicture:
    """Implements `hub.actions.picture_ports.Stored`."""

    def __init__(self, file: AsyncGridOut) -> None:
        self._file = file
        self.mime = str(_metadata(file)["mime"])
        self.length = int(file.length)

    async def read(self, start: int, stop: int) -> AsyncIterator[bytes]:
        """Raises NotFound where it was dropped meanwhile."""
        try:
            await seek(self._file, start)
            while start < stop:
                piece = await self._file.read(min(stop - start, _PIECE_BYTES))
                if not piece:
                    raise NotFound
                start += len(piece)
                yield piece
        except CorruptGridFile:
            raise NotFound from None
        except PyMongoError as error:
            raise as_overloaded(error) from error


@overloaded_when_away
class PictureStore:
    """Implements `hub.actions.picture_ports.Pictures`."""

    def __init__(self, database: Database) -> None:
        self._bucket = bucket(database, BUCKET)
        self._files: Collection = database[f"{BUCKET}.files"].with_options(write_concern=DURABLE)
        self._chunks: Collection = database[f"{BUCKET}.chunks"].with_options(write_concern=DURABLE)
        self._references = [
            (database[name].with_options(read_concern=MAJORITY), field)
            for name, field in REFERENCES
        ]

    async def put(self, picture: Picture) -> None:
        sha256 = picture.sha256
        known = await self._sizes(sha256)
        missing = [size for size in SIZES if size not in known]
        await asyncio.gather(*(self._write(sha256, size, picture) for size in missing))

    async def has(self, sha256: str) -> bool:
        return all([await self._file(sha256, size) for size in SIZES])

    async def open(self, sha256: str, size: Size) -> StoredPicture | None:
        file = await self._file(sha256, size)
        return StoredPicture(file) if file else None

    async def read(self, sha256: str, size: Size) -> Rendition | None:
        file = await self._file(sha256, size)
        if file is None:
            return None
        told = _metadata(file)
        return Rendition(await file.read(), told["mime"], told["width"], told["height"])

    async def likeness(self, sha256: str) -> Likeness | None:
        found = await self._files.find_one({"filename": _name(sha256, "full")}, {"metadata": True})
        if found is None:
            return None
        whole = found["metadata"]["likeness"]
        return Likeness(whole, found["metadata"].get("bare", whole))

    async def drop_unreferenced(self, pictures: Iterable[str]) -> int:
        return sum([await self._drop(sha256) for sha256 in set(pictures)])

    async def _sizes(self, sha256: str) -> set[str]:
        names = {_name(sha256, size): size for size in SIZES}
        found = self._files.find({"filename": {"$in": list(names)}}, {"filename": True})
        return {names[document["filename"]] async for document in found}

    async def _file(self, sha256: str, size: Size) -> AsyncGridOut | None:
        with suppress(NoFile):
            return await self._bucket.open_download_stream_by_name(_name(sha256, size))
        if not await self._brought_back(sha256):
            return None
        with suppress(NoFile):
            return await self._bucket.open_download_stream_by_name(_name(sha256, size))
        return None

    async def _brought_back(self, sha256: str) -> bool:
        """Whether something was aside that is referred to.

        Who set it aside may have died before they asked for references a second time.
        """
        if not await self._is_referenced(sha256):
            return False
        files = [file async for file in self._files.find(_named_after(sha256))]
        aside = [file for file in files if file["filename"] != _live(sha256, file)]
        return any([await self._put_back(sha256, file) for file in aside])

    async def _write(self, sha256: str, size: Size, picture: Picture) -> None:
        rendition = picture.full if size == "full" else picture.thumb
        metadata = {
            "size": size,
            "mime": rendition.mime,
            "width": rendition.width,
            "height": rendition.height,
            "likeness": picture.likeness.whole,
            "bare": picture.likeness.bare,
        }
        writer = self._bucket.open_upload_stream(_name(sha256, size), metadata=metadata)
        try:
            await writer.write(rendition.data)
            await writer.close()
        except FileExists:  # somebody was faster with the same content
            await writer.abort()

    async def _drop(self, sha256: str) -> bool:
        """Whether it went."""
        if await self._is_referenced(sha256):
            return False
        aside = await self._set_aside(sha256)
        wanted = await self._is_referenced(sha256)
        went = [
            await self._delete(file)
            for file in aside
            if not (wanted and await self._put_back(sha256, file))
        ]
        return any(went) and not wanted

    async def _set_aside(self, sha256: str) -> list[Document]:
        """Under names of their own; also what somebody else has set aside, who then leaves it."""
        files = [file async for file in self._files.find(_named_after(sha256))]
        return [
            {**file, "filename": name}
            for file in files
            if await self._rename(file, name := f"{_live(sha256, file)}/{ObjectId()}")
        ]

    async def _put_back(self, sha256: str, file: Document) -> bool:
        """Under its name again; False where it was written anew meanwhile."""
        try:
            await self._rename(file, _live(sha256, file))
        except DuplicateKeyError:
            return False
        return True

    async def _rename(self, file: Document, name: str) -> bool:
        """Whether it still had the name that it is known by."""
        known = {"_id": file["_id"], "filename": file["filename"]}
        result = await self._files.update_one(known, {"$set": {"filename": name}})
        return result.matched_count > 0

    async def _delete(self, file: Document) -> bool:
        known = {"_id": file["_id"], "filename": file["filename"]}
        if not (await self._files.delete_one(known)).deleted_count:
            return False
        await self._chunks.delete_many({"files_id": file["_id"]})
        return True

    async def _is_referenced(self, sha256: str) -> bool:
        for collection, field in self._references:
            if await collection.find_one({field: sha256}, {"_id": True}) is not None:
                return True
        return False


def _name(sha256: str, size: str) -> str:
    return f"{sha256}/{size}"


def _live(sha256: str, file: Document) -> str:
    return _name(sha256, file["metadata"]["size"])


def _named_after(sha256: str) -> Document:
    """All sizes, and what is aside."""
    return {"filename": {"$gte": f"{sha256}/", "$lt": f"{sha256}0"}}  # "0" comes after "/"


def _metadata(file: AsyncGridOut) -> Any:  # noqa: ANN401 - what `_write` gave it
    return file.metadata
