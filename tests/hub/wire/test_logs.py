"""The log: one line of JSON for each event, and never what people wrote."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from tests.support.log import whole_log
from tests.support.people import ANA, WEI
from tests.support.programs import Program
from tests.support.running import reached
from tests.support.serving import serving
from tests.support.speaking import about, draft, hide, mark, say, search
from tests.support.wire import Wire

SECRET_WORDS = "xylophone-quagmire"


@pytest.fixture
async def program(mongo_uri: str, mongo_database: str) -> AsyncIterator[Program]:
    async with serving(mongo_uri, mongo_database, log_level="debug") as program:
        yield program


async def write_in_every_way(ana: Wire, wei: Wire, conversation: str) -> None:
    at = {"conversation_id": conversation}
    message = await say(ana, conversation, SECRET_WORDS, client_id="1")
    await ana.refused("message:send", draft(conversation, f"{SECRET_WORDS}!", client_id="1"))
    await ana.refused("message:send", draft(conversation, SECRET_WORDS * 250))
    await ana.refused("message:send", draft(conversation, f"{SECRET_WORDS}\0"))
    await ana.refused("message:send", draft(conversation, SECRET_WORDS, colour=SECRET_WORDS))
    await ana.refused("message:send", draft(conversation, SECRET_WORDS, reply_to=99))
    await ana.refused("message:send", draft(conversation, SECRET_WORDS, attachment_ids=["a"]))
    await ana.refused("message:send", draft("elsewhere", SECRET_WORDS))
    await ana.refused("message:send", [SECRET_WORDS])
    await ana.call_raw(f'42901["message:send",{{"text":"{SECRET_WORDS}"')
    await ana.raw(f'42["message:send",{{"text":"{SECRET_WORDS}"')
    await ana.raw(f"4{SECRET_WORDS}")
    blocked = draft(conversation, f"WhatsApp 612 34 56 78 {SECRET_WORDS}")
    incident = (await ana.refused("message:send", blocked))["data"]["incident_id"]
    await ana.ok("message:appeal", {"incident_id": incident, "comment": SECRET_WORDS})
    await ana.ok("message:check", at | {"text": SECRET_WORDS})
    await search(ana, SECRET_WORDS)
    report = {"seq": message["seq"], "reason": "other", "note": SECRET_WORDS}
    await wei.ok("message:report", at | report)
    await wei.ok("message:translate", at | {"seq": message["seq"], "lang": "en"})
    await mark(wei, conversation, 1)
    await hide(wei, conversation, 1)


async def test_what_people_write_is_in_no_line(program: Program) -> None:
    async with reached(program.ready.split()[-1]) as hub:
        await hub.fill()
        ana, wei = await hub.connect(ANA), await hub.connect(WEI)
        await write_in_every_way(ana, wei, await about(ana, "lamp"))
    events = await whole_log(program)
    assert SECRET_WORDS not in "".join(program.output)
    refused = [event for event in events if event["event"] == "event_refused"]
    assert len(refused) == 10


async def test_each_event_is_a_line_with_who_and_what(program: Program) -> None:
    async with reached(program.ready.split()[-1]) as hub:
        await hub.fill()
        ana = await hub.connect(ANA)
        await ana.refused("conversation:history", {"conversation_id": "elsewhere"})
        await ana.socket.close()
        await ana.closed()
    events = await whole_log(program)
    assert all(event["timestamp"].endswith("Z") and event["level"] for event in events)
    by_name = {event["event"]: event for event in events}
    assert by_name["session_started"]["user"] == "ana"
    assert by_name["event_refused"]["code"] == "not_found"
    assert by_name["event_refused"]["event_name"] == "conversation:history"
    assert by_name["session_ended"]["user"] == "ana"
    assert by_name["http_request"]["route"] == "/api/v1/import"
    assert {"hub_started", "hub_draining"} <= by_name.keys()


async def refuse_to_store(uri: str, database: str, *collections: str) -> None:
    """The database takes no more documents: what no code foresees."""
    async with AsyncMongoClient[dict[str, Any]](uri) as client:
        known = await client[database].list_collection_names()
        for name in collections:
            if name not in known:
                await client[database].create_collection(name)
            await client[database].command("collMod", name, validator={"_id": {"$exists": False}})


async def test_not_even_when_something_unforeseen_happens(
    program: Program, mongo_uri: str, mongo_database: str
) -> None:
    async with reached(program.ready.split()[-1]) as hub:
        await hub.fill()
        ana = await hub.connect(ANA)
        conversation = await about(ana, "lamp")
        await refuse_to_store(mongo_uri, mongo_database, "messages")
        error = await ana.refused("message:send", draft(conversation, SECRET_WORDS))
    assert error["code"] == "internal"
    assert set(error["data"]) == {"incident"}
    assert SECRET_WORDS not in str(error)
    events = await whole_log(program)
    assert SECRET_WORDS not in "".join(program.output)
    [unexpected] = [event for event in events if event["event"] == "unexpected_error"]
    assert unexpected["incident"] == error["data"]["incident"]
    assert unexpected["event_name"] == "message:send"
    assert "insert_many" in unexpected["exception"], "where it happened is told"


async def test_nor_when_what_follows_a_message_cannot_be_stored(
    program: Program, mongo_uri: str, mongo_database: str
) -> None:
    async with reached(program.ready.split()[-1]) as hub:
        await hub.fill()
        ana = await hub.connect(ANA)
        conversation = await about(ana, "lamp")
        following = ("search_postings", "search_words", "conversations")
        await refuse_to_store(mongo_uri, mongo_database, *following)
        assert (await say(ana, conversation, SECRET_WORDS))["seq"] == 1
        assert (await search(ana, SECRET_WORDS))["hits"] == []
    await whole_log(program)
    log = "".join(program.output)
    assert not [word for word in SECRET_WORDS.split("-") if word in log]
