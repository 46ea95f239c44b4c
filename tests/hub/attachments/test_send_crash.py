"""kill -9 while pictures are being sent: each is in the message it was reserved for, once."""

import asyncio

import aiohttp
import pytest

from hub.clock import SystemClock
from hub.storage.attachments import AttachmentStore
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from tests.hub.attachments.conftest import attachment
from tests.support.people import ANA, WEI
from tests.support.running import reached
from tests.support.serving import MANY, serving
from tests.support.speaking import about, history
from tests.support.timing import until
from tests.support.wire import Json, Wire

pytestmark = pytest.mark.crash

MESSAGES = 60
DEVICES = 6
"""Of one person, each sending one message after the other."""


async def uploaded(database: Database, conversation: str) -> str:
    made = attachment(conversation, ANA)
    await AttachmentStore(database, SystemClock()).add(made)
    return made.id


async def reserved(database: Database) -> int:
    return await database["attachments"].count_documents({"used_by": {"$ne": None}})


async def send_all(devices: list[Wire], drafts: list[Json]) -> list[Json]:
    """Everything at once; what was answered before the hub was gone."""
    sends = (
        devices[n % DEVICES].call("message:send", one, within=60) for n, one in enumerate(drafts)
    )
    acks = await asyncio.gather(*sends, return_exceptions=True)
    lost = [ack for ack in acks if isinstance(ack, BaseException)]
    assert all(isinstance(one, ConnectionError | aiohttp.ClientError) for one in lost), lost
    return [ack for ack in acks if not isinstance(ack, BaseException)]


async def test_what_was_reserved_is_sent_by_the_resend(mongo_uri: str, mongo_database: str) -> None:
    async with open_database(mongo_uri, mongo_database) as database:
        async with (
            serving(mongo_uri, mongo_database, **MANY) as program,
            reached(program.ready.split()[-1]) as hub,
        ):
            await hub.fill()
            devices = [await hub.connect(ANA) for _ in range(DEVICES)]
            conversation = await about(devices[0], "lamp")
            ids = [await uploaded(database, conversation) for _ in range(MESSAGES)]
            at = {"conversation_id": conversation}
            drafts = [at | {"client_id": id, "attachment_ids": [id]} for id in ids]
            sending = asyncio.create_task(send_all(devices, drafts))
            await until(lambda: reserved(database), "some are reserved", within=20)
            await program.kill()
            answered = await sending
            assert all(ack["ok"] for ack in answered)
        async with (
            serving(mongo_uri, mongo_database, **MANY) as program,
            reached(program.ready.split()[-1]) as hub,
        ):
            devices, wei = [await hub.connect(ANA) for _ in devices], await hub.connect(WEI)
            again = await send_all(devices, drafts)
            assert [ack["ok"] for ack in again] == [True] * MESSAGES
            messages = await history(wei, conversation, limit=200)
            assert [one["seq"] for one in messages] == list(range(1, MESSAGES + 1))
            assert sorted(one["attachments"][0]["id"] for one in messages) == sorted(ids)
            assert len(answered) < MESSAGES, "it died too late to tell anything"
