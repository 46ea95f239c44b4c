"""kill -9 while a picture is on its way: the same upload made again is whole, and kept once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp
import pytest
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from tests.support.forms import asked, photograph, post
from tests.support.people import ANA
from tests.support.programs import Program
from tests.support.running import RunningHub, reached
from tests.support.serving import serving
from tests.support.speaking import about
from tests.support.timing import until

pytestmark = pytest.mark.crash

Mongo = AsyncDatabase[dict[str, Any]]


class Upload(NamedTuple):
    fields: dict[str, str]
    file: bytes


async def killed_when(
    program: Program, uploading: Coroutine[Any, Any, Any], condition: Callable[[], Awaitable[Any]]
) -> None:
    """Kill the hub as soon as this is so, whether it has answered by then or not."""
    task = asyncio.create_task(uploading)
    await until(condition, "so far", within=20)
    await program.kill()
    await asyncio.wait([task])
    if (error := task.exception()) is not None:
        assert isinstance(error, aiohttp.ClientError | ConnectionError)


@asynccontextmanager
async def a_hub(uri: str, database: str) -> AsyncIterator[tuple[Program, RunningHub]]:
    async with (
        serving(uri, database) as program,
        reached(program.ready.split()[-1]) as hub,
    ):
        yield program, hub


async def test_whatever_was_done_it_is_done_once(mongo_uri: str, mongo_database: str) -> None:
    """Each restart finds what the last upload left, makes it whole, and dies in the next one."""
    async with AsyncMongoClient[dict[str, Any]](mongo_uri) as client:
        database, made = client[mongo_database], list[Upload]()
        for collection in ("attachments", "pictures.files"):
            async with a_hub(mongo_uri, mongo_database) as (program, hub):
                await hub.fill()
                fields = asked(await about(await hub.connect(ANA), "lamp"))
                for one in made:
                    await made_whole(hub, database, one)
                made.append(Upload(fields, photograph((1600, 1200))))
                before = await database[collection].count_documents({})

                async def begun(name: str = collection, count: int = before) -> bool:
                    return await database[name].count_documents({}) > count

                await killed_when(program, post(hub, ANA, *made[-1]), begun)
        async with a_hub(mongo_uri, mongo_database) as (_, hub):
            for one in made:
                await made_whole(hub, database, one)
            assert await database["attachments"].count_documents({}) == 2
            assert await database["pictures.files"].count_documents({}) == 4


async def made_whole(hub: RunningHub, database: Mongo, one: Upload) -> None:
    """By the same upload made again; its address, given to nobody yet, works."""
    first = await post(hub, ANA, *one)
    again = await post(hub, ANA, *one)
    assert (first.status, again.json) == (201, first.json)
    address = first.json["attachment"]["url"]
    assert (await hub.http(None).get(address)).status == 200
    known = await database["attachments"].find_one({"_id": first.json["attachment"]["id"]})
    assert known is not None
    named = {"filename": {"$regex": f"^{known['picture']}/"}}
    names = [file["filename"] async for file in database["pictures.files"].find(named)]
    assert sorted(name.partition("/")[2] for name in names) == ["full", "thumb"]
