"""kill -9 while a picture is on its way: the same upload made again is whole, and kept once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

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
    async with AsyncMongoClient[dict[str, Any]](mongo_uri) as client:
        database = client[mongo_database]
        for collection in ("attachments", "pictures.chunks", "pictures.files"):
            file = photograph((1600, 1200))
            async with a_hub(mongo_uri, mongo_database) as (program, hub):
                await hub.fill()
                fields = asked(await about(await hub.connect(ANA), "lamp"))

                async def begun(name: str = collection) -> bool:
                    return await database[name].count_documents({}) > 0

                await killed_when(program, post(hub, ANA, fields, file), begun)
            await made_whole(mongo_uri, database, fields, file)


async def made_whole(mongo_uri: str, database: Mongo, fields: dict[str, str], file: bytes) -> None:
    """By the same upload after a restart; then the database is as it was before."""
    async with a_hub(mongo_uri, database.name) as (_, hub):
        first = await post(hub, ANA, fields, file)
        again = await post(hub, ANA, fields, file)
        assert (first.status, again.json) == (201, first.json)
        address = first.json["attachment"]["url"]
        assert (await hub.http(None).get(address)).status == 200
    assert await database["attachments"].count_documents({}) == 1
    names = [one["filename"] async for one in database["pictures.files"].find()]
    assert sorted(name.partition("/")[2] for name in names) == ["full", "thumb"]
    for collection in ("attachments", "pictures.files", "pictures.chunks"):
        await database[collection].delete_many({})


async def test_an_address_works_after_a_restart(mongo_uri: str, mongo_database: str) -> None:
    async with a_hub(mongo_uri, mongo_database) as (_, hub):
        await hub.fill()
        fields = asked(await about(await hub.connect(ANA), "lamp"))
        reply = await post(hub, ANA, fields, photograph())
        address = reply.json["attachment"]["thumb_url"]
        assert (await hub.http(None).get(address)).status == 200
    async with a_hub(mongo_uri, mongo_database) as (_, hub):
        assert (await hub.http(None).get(address)).status == 200
