"""Contents of pictures: kept once, gone with the last reference, whatever happens at once."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId

from hub.clock import SystemClock
from hub.errors import NotFound
from hub.images.alike import Likeness
from hub.images.result import Picture, Rendition
from hub.storage.attachments import AttachmentStore
from hub.storage.driver import Database
from hub.storage.keys import KeyStore
from hub.storage.picture_sweep import PictureSweep
from hub.storage.pictures import PictureStore
from tests.support.profiler import profiled


def picture(length: int = 2_000) -> Picture:
    full = Rendition(secrets.token_bytes(length), "image/webp", 1200, 800)
    thumb = Rendition(secrets.token_bytes(200), "image/jpeg", 320, 213)
    return Picture(full, thumb, b"hash", Likeness(2**62 + 1, 5))


@pytest.fixture
def store(kept: Database) -> PictureStore:
    return PictureStore(kept)


async def files(database: Database, one: Picture) -> int:
    named = {"filename": {"$regex": f"^{one.sha256}"}}
    return await database["pictures.files"].count_documents(named)


async def refer(database: Database, one: Picture) -> str:
    """As an attachment does."""
    id = secrets.token_hex(12)
    await database["attachments"].insert_one({"_id": id, "picture": one.sha256})
    return id


async def read(store: PictureStore, one: Picture, start: int, stop: int) -> bytes:
    stored = await store.open(one.sha256, "full")
    assert stored is not None
    return b"".join([piece async for piece in stored.read(start, stop)])


async def test_both_sizes_come_back_as_they_were_put(store: PictureStore) -> None:
    one = picture(600_000)
    assert not await store.has(one.sha256)
    assert await store.open(one.sha256, "full") is None
    assert await store.read(one.sha256, "thumb") is None
    assert await store.likeness(one.sha256) is None
    await store.put(one)
    assert await store.has(one.sha256)
    assert await store.read(one.sha256, "full") == one.full
    assert await store.read(one.sha256, "thumb") == one.thumb
    assert await store.likeness(one.sha256) == one.likeness
    stored = await store.open(one.sha256, "thumb")
    assert stored is not None
    assert (stored.mime, stored.length) == ("image/jpeg", 200)
    for start, stop in ((0, 600_000), (1, 3), (261_119, 261_122), (522_000, 600_000)):
        assert await read(store, one, start, stop) == one.full.data[start:stop]


async def test_it_is_kept_once_by_however_many_it_is_put(
    kept: Database, store: PictureStore
) -> None:
    one = picture(300_000)
    stores = [store, *(PictureStore(kept) for _ in range(4))]
    await asyncio.gather(*(each.put(one) for each in stores for _ in range(2)))
    assert await files(kept, one) == 2
    ids = [file["_id"] async for file in kept["pictures.files"].find({"length": 300_000})]
    assert await kept["pictures.chunks"].count_documents({"files_id": {"$in": ids}}) == 2 * len(ids)
    assert await read(store, one, 0, 300_000) == one.full.data


async def test_it_goes_with_the_last_that_refers_to_it(kept: Database, store: PictureStore) -> None:
    one, other = picture(), picture()
    for each in (one, other):
        await store.put(each)
    attachment = await refer(kept, one)
    evidence = {"_id": secrets.token_hex(12), "pictures": [{"picture": other.sha256}]}
    await kept["incidents"].insert_one(evidence)
    assert await store.drop_unreferenced([one.sha256, other.sha256, "unknown"]) == 0
    assert await store.has(one.sha256)
    assert await store.has(other.sha256)
    await kept["attachments"].delete_one({"_id": attachment})
    assert await store.drop_unreferenced([one.sha256, other.sha256]) == 1
    assert await files(kept, one) == 0
    assert await store.open(one.sha256, "full") is None
    await kept["incidents"].delete_one({"_id": evidence["_id"]})
    assert await store.drop_unreferenced([one.sha256, other.sha256]) == 1
    await store.put(one)
    assert await store.has(one.sha256), "and may come again"


async def test_who_refers_to_it_and_puts_it_has_it_though_others_drop_it(
    kept: Database, store: PictureStore
) -> None:
    """An upload against those who collect what the last upload left."""
    one = picture(1_000)
    others = [PictureStore(kept) for _ in range(2)]
    for _ in range(25):
        await store.put(one)  # unreferenced, as after a removal

        async def upload() -> str:
            attachment = await refer(kept, one)
            await store.put(one)
            return attachment

        attachment, *_ = await asyncio.gather(
            upload(), *(each.drop_unreferenced([one.sha256]) for each in others)
        )
        assert await store.has(one.sha256)
        assert await read(store, one, 0, 1_000) == one.full.data
        await kept["attachments"].delete_one({"_id": attachment})
    await store.drop_unreferenced([one.sha256])
    assert await files(kept, one) == 0


async def test_a_drop_that_a_crash_cut_short_is_ended_or_undone(
    kept: Database, store: PictureStore
) -> None:
    kept_one, lost = picture(), picture()
    for each in (kept_one, lost):
        await store.put(each)
        async for file in kept["pictures.files"].find({"filename": f"{each.sha256}/full"}):
            aside = {"$set": {"filename": f"{each.sha256}/full/{file['_id']}"}}
            await kept["pictures.files"].update_one({"_id": file["_id"]}, aside)
    assert not await store.has(kept_one.sha256)
    await refer(kept, kept_one)  # while it was aside, by somebody who had found it before
    assert await store.read(kept_one.sha256, "full") == kept_one.full
    assert await store.has(kept_one.sha256)
    assert await store.read(lost.sha256, "full") is None
    assert await store.drop_unreferenced([lost.sha256]) == 1
    assert await files(kept, lost) == 0


async def test_what_is_dropped_while_it_is_read_ends_the_reading(store: PictureStore) -> None:
    one = picture(2_000_000)
    await store.put(one)
    stored = await store.open(one.sha256, "full")
    assert stored is not None
    await store.drop_unreferenced([one.sha256])
    with pytest.raises(NotFound):
        [piece async for piece in stored.read(0, stored.length)]


# -- what crashes leave ---------------------------------------------------------------------------


class Later:
    """The time in two days."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=2)

    def monotonic(self) -> float:
        return 0.0


async def test_what_nothing_refers_to_and_pieces_of_nothing_are_swept(empty: Database) -> None:
    store = PictureStore(empty)
    lost, wanted = picture(), picture()
    for each in (lost, wanted):
        await store.put(each)
    await refer(empty, wanted)
    piece: dict[str, Any] = {"files_id": ObjectId(), "n": 0, "data": b"half"}
    await empty["pictures.chunks"].insert_many([piece, {**piece, "_id": ObjectId(), "n": 1}])
    assert await PictureSweep(empty, store, SystemClock())() == 0, "it may be on its way"
    sweep = PictureSweep(empty, store, Later())
    assert await sweep() == 3
    assert await sweep() == 0, "and round again"
    assert await files(empty, lost) == 0
    assert await empty["pictures.chunks"].count_documents({"files_id": piece["files_id"]}) == 0
    assert await store.read(wanted.sha256, "full") == wanted.full


async def test_a_key_is_made_once_for_all(kept: Database) -> None:
    name = secrets.token_hex(4)
    keys = await asyncio.gather(*(KeyStore(kept).get(name) for _ in range(8)))
    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
    assert await KeyStore(kept).get(secrets.token_hex(4)) != keys[0]


async def test_nothing_is_looked_for_page_by_page(empty: Database) -> None:
    store, sweep = PictureStore(empty), PictureSweep(empty, PictureStore(empty), Later())
    attachments = AttachmentStore(empty, SystemClock())
    one = picture(600_000)
    await store.put(one)
    await refer(empty, one)
    async with profiled(empty) as account:
        await read(store, one, 300_000, 500_000)
        await store.has(one.sha256)
        await store.drop_unreferenced([one.sha256, "unknown"])
        await attachments.due(datetime.now(UTC), 100)
        await sweep()
    assert account.of("pictures.chunks")
    assert account.of("incidents")
    assert [one for one in account.reads if "COLLSCAN" in one.plan] == []
