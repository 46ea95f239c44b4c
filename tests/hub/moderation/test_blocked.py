"""A blocked message: explained, not delivered, one incident and one strike however often sent."""

import asyncio

from hub.config import Settings
from hub.domain.incident_ids import message_incident_id
from tests.hub.moderation.conftest import Desk, opened, refused
from tests.support.people import ANA, SAM, WEI
from tests.support.rules import BLOCKED, WordRules
from tests.support.speaking import about, draft, history, inbox, say, search, texts

TEXT = f"see 👍 {BLOCKED} now"
START = TEXT.index(BLOCKED)


async def test_the_sender_is_told_what_and_why(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    told = await refused(ana, sent)
    id = message_incident_id(conversation, "ana", sent["client_id"], TEXT)
    assert told == {
        "findings": [
            {
                "start": START,
                "end": START + len(BLOCKED),
                "category": "messenger",
                "rule": BLOCKED,
                "view": "original",
            }
        ],
        "hint": "Mend it (es)",
        "incident_id": id,
    }
    await wei.barrier()
    assert await history(ana, conversation) == []
    assert await inbox(wei) == []
    assert [event for event, _ in wei.pushed] == ["session:ready"]


async def test_staff_see_what_was_refused_and_to_whom(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "o-ana", "order")
    sent = draft(conversation, TEXT)
    incident = await desk.incident((await refused(ana, sent))["incident_id"])
    assert (incident.kind, incident.state, incident.text) == ("blocked", "open", TEXT)
    assert (incident.sender.id, incident.sender.side, incident.sender.name) == (
        "ana",
        "buyer",
        "Ana",
    )
    assert (incident.context.type, incident.context.id) == ("order", "o-ana")
    assert (incident.stage, incident.shop, incident.lang) == ("after_payment", "lamps", "es")
    assert (incident.conversation_id, incident.client_id) == (conversation, sent["client_id"])
    assert (incident.seq, incident.categories, incident.rules) == (
        None,
        ("messenger",),
        (BLOCKED,),
    )


async def test_sent_again_it_is_one_incident(desk: Desk) -> None:
    devices = [await desk.hub.connect(ANA) for _ in range(3)]
    sent = draft(await about(devices[0], "lamp"), TEXT)
    told = await asyncio.gather(*(refused(one, sent) for one in devices for _ in range(4)))
    assert [one for one in told if one != told[0]] == []
    assert len(await desk.incidents()) == 1
    standing = await desk.app.stores.standings.fresh("ana", desk.app.clock.now())
    assert len(standing.strikes) == 1


async def test_sent_again_after_a_restart_it_is_one_incident(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    first = await refused(ana, sent)
    async with opened(settings, rules) as second:
        assert await refused(await second.hub.connect(ANA), sent) == first
        assert len(await second.incidents()) == 1


async def test_another_text_or_another_client_id_is_another_offence(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    ids = [
        (await refused(ana, sent | change))["incident_id"]
        for change in ({}, {"text": f"{TEXT}!"}, {"client_id": "other"})
    ]
    assert len(set(ids)) == 3


async def test_mended_it_is_sent_under_the_same_client_id(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    await refused(ana, sent)
    await ana.ok("message:send", sent | {"text": "see you here"})
    assert await texts(wei, conversation) == ["see you here"]


async def test_what_was_sent_before_a_rule_came_stays_sent(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, "the newword")
    first = await ana.ok("message:send", sent)
    desk.rules.words["newword"] = "block"
    assert await ana.ok("message:send", sent) == first
    assert await desk.incidents() == []
    other = await ana.refused("message:send", sent | {"text": "another newword"})
    assert other["code"] == "conflict"


async def test_once_overturned_the_text_may_be_sent(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, TEXT)
    id = (await refused(ana, sent))["incident_id"]
    await desk.decide(id, "overturned")
    assert await ana.expect("incident:decided") == {
        "incident_id": id,
        "conversation_id": conversation,
        "client_id": sent["client_id"],
        "kind": "blocked",
        "outcome": "overturned",
    }
    at = {"conversation_id": conversation, "text": TEXT}
    assert (await ana.ok("message:check", at))["action"] == "allow"
    await ana.ok("message:send", sent)
    await say(ana, conversation, TEXT)
    assert await texts(wei, conversation) == [TEXT, TEXT]
    elsewhere = draft(await about(ana, "bag"), TEXT)
    assert await refused(ana, elsewhere)
    assert await refused(wei, draft(conversation, TEXT))


async def test_only_its_sender_is_told_of_a_decision(desk: Desk) -> None:
    wei, colleague = await desk.hub.connect(WEI), await desk.hub.connect(SAM)
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    id = (await refused(wei, draft(conversation, TEXT)))["incident_id"]
    await desk.decide(id, "upheld")
    assert (await wei.expect("incident:decided"))["outcome"] == "upheld"
    for other in (ana, colleague):
        await other.barrier()
        assert other.of("incident:decided") == []


async def test_upheld_it_stays_refused(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    sent = draft(await about(ana, "lamp"), TEXT)
    first = await refused(ana, sent)
    await desk.decide(first["incident_id"], "upheld")
    assert await refused(ana, sent) == first


async def test_a_dry_run_tells_the_same_and_leaves_no_trace(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    checked = await ana.ok("message:check", {"conversation_id": conversation, "text": TEXT})
    told = await refused(ana, draft(conversation, TEXT))
    assert checked == {
        "action": "block",
        "findings": told["findings"],
        "hint": told["hint"],
    }
    assert len(await desk.incidents()) == 1, "that of the send"


async def test_a_blocked_message_is_in_no_search(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await refused(ana, draft(conversation, TEXT))
    await say(ana, conversation, "see you")
    hits = (await search(ana, "see"))["hits"]
    assert [hit["message"]["text"] for hit in hits] == ["see you"]


async def test_the_rules_know_where_it_is_said(desk: Desk) -> None:
    ana, sam = await desk.hub.connect(ANA), await desk.hub.connect(SAM)
    order = await about(ana, "o-ana", "order")
    topic = await about(ana, "returns", "support")
    said = [(ana, order), (ana, topic), (sam, topic), (ana, await about(ana, "lamp"))]
    for wire, conversation in said:
        await say(wire, conversation)
    await desk.hub.service.order_status("o-ana", "shipped")
    await say(ana, order)
    heard = [(one.stage, one.side, one.lang) for one in desk.rules.settings[-5:]]
    assert heard == [
        ("after_payment", "buyer", "es"),
        ("support", "buyer", "es"),
        ("support", "staff", "en"),
        ("before_purchase", "buyer", "es"),
        ("during_delivery", "buyer", "es"),
    ]
    assert desk.rules.settings[-1].regions == ("CN", "ES")
