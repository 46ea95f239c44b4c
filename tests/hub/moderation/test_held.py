"""A held message waits for staff, whatever happens meanwhile, and is sent once or never."""

import asyncio
from functools import partial

import pytest

from hub.config import Settings
from hub.domain.incidents import appealed
from tests.hub.moderation.conftest import Desk, opened, refused
from tests.support.people import ANA, WEI
from tests.support.rules import BLOCKED, HELD, WordRules
from tests.support.speaking import about, draft, history, inbox, say, search, texts
from tests.support.wire import Json, Wire

TEXT = f"please {HELD}"


async def hold(wire: Wire, sent: Json) -> Json:
    """Send what is to be held; the waiting message."""
    return (await wire.ok("message:send", sent))["message"]


async def test_its_sender_is_told_that_it_waits(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    message = await hold(ana, sent)
    incident = await desk.incident(message["incident_id"])
    assert (incident.kind, incident.text, incident.seq) == ("held", TEXT, None)
    assert message == {
        "conversation_id": conversation,
        "seq": None,
        "client_id": sent["client_id"],
        "kind": "text",
        "sender": {"id": "ana", "side": "buyer", "name": "Ana"},
        "text": TEXT,
        "lang": "es",
        "attachments": [],
        "sent_at": message["sent_at"],
        "held": True,
        "incident_id": incident.id,
    }
    await wei.barrier()
    assert await history(ana, conversation) == []
    assert await inbox(wei) == []
    assert (await search(ana, HELD))["hits"] == []
    assert wei.of("message:new") == []


async def test_sent_again_it_waits_once(desk: Desk) -> None:
    devices = [await desk.hub.connect(ANA) for _ in range(3)]
    sent = draft(await about(devices[0], "lamp"), TEXT)
    told = await asyncio.gather(*(hold(one, sent) for one in devices for _ in range(4)))
    assert [one for one in told if one != told[0]] == []
    assert len(await desk.incidents()) == 1


async def test_its_client_id_waits_with_it(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    await hold(ana, sent)
    other = await ana.refused("message:send", sent | {"text": f"another {HELD}"})
    assert other["code"] == "conflict"


async def test_overturned_it_is_sent_as_if_it_was_written_now(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    question = await say(ana, conversation, "first")
    sent = draft(conversation, TEXT, reply_to=question["seq"])
    waiting = await hold(ana, sent)
    await say(ana, conversation, "and meanwhile")
    settled = await desk.decide(waiting["incident_id"], "overturned")
    told = await wei.expect("message:new", lambda new: new["message"]["seq"] == 3)
    message = told["message"]
    assert (message["text"], message["client_id"], message["reply_to"]) == (
        TEXT,
        sent["client_id"],
        1,
    )
    assert message["sent_at"] > waiting["sent_at"]
    assert await ana.expect("message:new", lambda new: new["message"] == message)
    assert (await ana.expect("incident:decided"))["kind"] == "held"
    assert await texts(wei, conversation) == ["first", "and meanwhile", TEXT]
    assert (settled.seq, settled.settled) == (3, True)
    assert await ana.ok("message:send", sent) == {"message": message}, "however late"


async def test_upheld_it_is_never_sent(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    id = (await hold(ana, sent))["incident_id"]
    await desk.decide(id, "upheld")
    assert (await ana.expect("incident:decided"))["outcome"] == "upheld"
    assert (await refused(ana, sent))["incident_id"] == id
    assert await desk.app.stores.database["held_messages"].count_documents({}) == 0
    assert await texts(wei, conversation) == []


async def test_upheld_and_appealed_it_can_still_be_sent(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    question = await say(ana, conversation, "first")
    id = (await hold(ana, draft(conversation, TEXT, reply_to=question["seq"])))["incident_id"]
    await desk.decide(id, "upheld")
    await ana.ok("message:appeal", {"incident_id": id, "comment": "It is a brand of lamps"})
    await desk.decide(id, "overturned")
    assert await texts(wei, conversation) == ["first", TEXT]
    assert (await history(wei, conversation))[1]["reply_to"] == 1


async def test_it_survives_a_restart(settings: Settings, rules: WordRules, desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    waiting = await hold(ana, sent)
    async with opened(settings, rules) as second:
        ana, wei = await second.hub.connect(ANA), await second.hub.connect(WEI)
        assert await hold(ana, sent) == waiting
        await second.decide(waiting["incident_id"], "overturned")
        assert await texts(wei, sent["conversation_id"]) == [TEXT]


@pytest.mark.parametrize("outcome", ["overturned", "upheld"])
async def test_a_decision_that_a_crash_cut_short_is_carried_out_at_the_next_start(
    settings: Settings, rules: WordRules, desk: Desk, outcome: str
) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    id = (await hold(ana, sent))["incident_id"]
    await desk.decide_only(id, "overturned" if outcome == "overturned" else "upheld")
    async with opened(settings, rules) as second:
        wei = await second.hub.connect(WEI)
        expected = [TEXT] if outcome == "overturned" else []
        assert await texts(wei, sent["conversation_id"]) == expected
        assert (await second.incident(id)).settled
        assert await second.app.stores.database["held_messages"].count_documents({}) == 0


async def test_what_is_settled_twice_or_at_once_is_sent_once(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    id = (await hold(ana, draft(conversation, TEXT)))["incident_id"]
    unsettled = await desk.decide_only(id, "overturned")
    await asyncio.gather(*(desk.app.actions.settle(unsettled) for _ in range(5)))
    await desk.app.actions.settle(unsettled)
    await say(ana, conversation, "next")
    assert await texts(wei, conversation) == [TEXT, "next"]
    await wei.barrier()
    assert [new["message"]["seq"] for new in wei.of("message:new")] == [1, 2]


async def test_a_client_id_that_was_used_again_meanwhile_keeps_what_was_sent(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    id = (await hold(ana, sent))["incident_id"]
    await ana.ok("message:send", sent | {"text": "something else"})
    settled = await desk.decide(id, "overturned")
    assert settled.settled
    assert await texts(wei, conversation) == ["something else"]


async def test_a_message_of_now_stricter_rules_waits_on_as_it_did(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    waiting = await hold(ana, sent)
    desk.rules.words[HELD] = "block"
    assert await hold(ana, sent) == waiting


async def test_decisions_meet_appeals_in_one_order(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    id = (await hold(ana, draft(await about(ana, "lamp"), TEXT)))["incident_id"]
    appeal = partial(appealed, comment="Why?", now=desk.app.clock.now())
    await asyncio.gather(
        desk.app.stores.incidents.change(id, appeal), desk.decide_only(id, "upheld")
    )
    incident = await desk.incident(id)
    assert incident.appeal is not None
    assert [one.outcome for one in (*incident.decisions, incident.decision) if one] == ["upheld"]
    assert incident.rev == 2


async def test_blocked_weighs_more_than_held(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    await refused(ana, draft(await about(ana, "lamp"), f"{HELD} and {BLOCKED}"))
