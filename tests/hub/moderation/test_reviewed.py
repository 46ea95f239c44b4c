"""A message that staff should look at is delivered at once, and its incident knows its number."""

import asyncio

from hub.config import Settings
from hub.domain.incident_ids import message_incident_id
from tests.hub.moderation.conftest import Desk, opened
from tests.support.people import ANA, WEI
from tests.support.rules import REVIEWED, WordRules
from tests.support.speaking import about, draft, say, texts

TEXT = f"my {REVIEWED}"


async def test_it_is_delivered_like_any_other(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, "first")
    message = await say(ana, conversation, TEXT)
    assert "incident_id" not in message
    assert await wei.expect("message:new", lambda new: new["message"]["seq"] == 2)
    incident = await desk.incident(
        message_incident_id(conversation, "ana", message["client_id"], TEXT)
    )
    assert (incident.kind, incident.seq, incident.text) == ("delivered", 2, TEXT)


async def test_sent_again_it_is_one_incident(desk: Desk) -> None:
    devices = [await desk.hub.connect(ANA) for _ in range(3)]
    sent = draft(await about(devices[0], "lamp"), TEXT)
    told = await asyncio.gather(*(one.ok("message:send", sent) for one in devices for _ in "abc"))
    assert [one for one in told if one != told[0]] == []
    assert [(one["kind"], one["seq"]) for one in await desk.incidents()] == [("delivered", 1)]


async def test_a_crash_after_the_commit_is_made_up_for_at_the_next_start(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    message = await say(ana, conversation, TEXT)
    id = message_incident_id(conversation, "ana", message["client_id"], TEXT)
    incidents = desk.app.stores.database["incidents"]
    await incidents.update_one({"_id": id}, {"$set": {"seq": None}})
    async with opened(settings, rules) as second:
        assert (await second.incident(id)).seq == 1


async def test_a_crash_before_the_commit_is_made_up_for_by_the_resend(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    await ana.ok("message:send", sent)
    database = desk.app.stores.database
    await database["messages"].delete_many({"conversation_id": conversation})
    await database["incidents"].update_many({}, {"$set": {"seq": None}})
    await database["conversations"].update_one(
        {"_id": conversation}, {"$set": {"last_seq": 0, "last_message_id": None}}
    )
    async with opened(settings, rules) as second:
        ana, wei = await second.hub.connect(ANA), await second.hub.connect(WEI)
        assert [one["seq"] for one in await second.incidents()] == [None]
        await ana.ok("message:send", sent)
        assert [one["seq"] for one in await second.incidents()] == [1]
        assert await texts(wei, conversation) == [TEXT]
