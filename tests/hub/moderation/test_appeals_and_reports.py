"""What people say to staff: appeals by senders, reports by participants; each once."""

import asyncio

import pytest

from tests.hub.moderation.conftest import Desk, refused
from tests.support.people import ANA, BEN, LUC, WEI, XIA
from tests.support.rules import BLOCKED, REVIEWED
from tests.support.speaking import about, draft, say
from tests.support.wire import Json, Wire


async def offence(wire: Wire) -> str:
    """The incident of a blocked message."""
    sent = draft(await about(wire, "lamp"), BLOCKED)
    return str((await refused(wire, sent))["incident_id"])


def appeal(id: str, comment: str = "It is a brand of lamps") -> Json:
    return {"incident_id": id, "comment": comment}


async def test_an_appeal_returns_to_the_queue(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    id = await offence(ana)
    await desk.decide(id, "upheld")
    before = await desk.incident(id)
    assert await ana.ok("message:appeal", appeal(id)) == {"outcome": None}
    incident = await desk.incident(id)
    assert incident.appeal
    assert (incident.state, incident.decision, incident.appeal.comment) == (
        "open",
        None,
        "It is a brand of lamps",
    )
    assert incident.decisions == (before.decision,)
    assert incident.priority > before.priority
    await desk.decide(id, "overturned")
    assert await ana.ok("message:appeal", appeal(id)) == {"outcome": "overturned"}


async def test_an_appeal_is_heard_once(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    id = await offence(ana)
    await asyncio.gather(*(ana.ok("message:appeal", appeal(id)) for _ in range(5)))
    assert (await ana.refused("message:appeal", appeal(id, "And another thing")))["code"] == (
        "conflict"
    )
    await desk.decide(id, "upheld")
    assert await ana.ok("message:appeal", appeal(id)) == {"outcome": "upheld"}
    assert (await desk.incident(id)).state == "decided"


async def test_what_is_overturned_leaves_nothing_to_appeal(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    id = await offence(ana)
    await desk.decide(id, "overturned")
    assert (await ana.refused("message:appeal", appeal(id)))["code"] == "conflict"


async def test_others_incidents_cannot_be_told_from_none(desk: Desk) -> None:
    ana, ben, wei = [await desk.hub.connect(who) for who in (ANA, BEN, WEI)]
    id = await offence(ana)
    await say(ana, await about(ana, "lamp"), REVIEWED)
    delivered = next(one["_id"] for one in await desk.incidents() if one["kind"] == "delivered")
    told = [
        await wire.refused("message:appeal", appeal(asked))
        for wire, asked in ((ben, id), (wei, id), (ana, "unknown"), (ana, delivered))
    ]
    assert {error["code"] for error in told} == {"not_found"}
    assert len({error["message"] for error in told}) == 1


@pytest.mark.parametrize(
    ("comment", "code"),
    [("", "invalid"), (" \n", "invalid"), ("a" * 501, "too_large"), ("\0", "invalid")],
)
async def test_an_appeal_says_something_short(desk: Desk, comment: str, code: str) -> None:
    ana = await desk.hub.connect(ANA)
    id = await offence(ana)
    assert (await ana.refused("message:appeal", appeal(id, comment)))["code"] == code
    await ana.ok("message:appeal", appeal(id, "👨‍👩‍👧‍👦" * 500))


async def test_reports_of_a_message_are_one_incident(desk: Desk) -> None:
    ana, wei, xia = [await desk.hub.connect(who) for who in (ANA, WEI, XIA)]
    conversation = await about(ana, "lamp")
    message = await say(ana, conversation, "Pay me elsewhere")
    report: Json = {"conversation_id": conversation, "seq": 1, "reason": "off_platform"}
    first = (await wei.ok("message:report", report | {"note": "No!"}))["report_id"]
    acks = await asyncio.gather(
        *(xia.ok("message:report", report | {"reason": "spam"}) for _ in range(5))
    )
    assert {ack["report_id"] for ack in acks} & {first} == set()
    assert (await wei.ok("message:report", report | {"reason": "other"}))["report_id"] == first
    (incident,) = await desk.incidents()
    assert (incident["kind"], incident["seq"], incident["text"], incident["sender"]) == (
        "reported",
        1,
        "Pay me elsewhere",
        {"id": "ana", "side": "buyer", "name": "Ana"},
    )
    assert incident["client_id"] == message["client_id"]
    told = [(one["by"], one["side"], one["reason"], one["note"]) for one in incident["reports"]]
    assert told == [("wei", "seller", "off_platform", "No!"), ("xia", "seller", "spam", None)]


async def test_another_report_reopens_what_was_decided(desk: Desk) -> None:
    ana, wei, xia = [await desk.hub.connect(who) for who in (ANA, WEI, XIA)]
    conversation = await about(ana, "lamp")
    await say(ana, conversation)
    report: Json = {"conversation_id": conversation, "seq": 1, "reason": "abuse"}
    await wei.ok("message:report", report)
    (incident,) = await desk.incidents()
    await desk.decide(incident["_id"], "overturned")
    await wei.ok("message:report", report)
    assert (await desk.incident(incident["_id"])).state == "decided"
    await xia.ok("message:report", report)
    assert (await desk.incident(incident["_id"])).state == "open"
    assert ana.of("incident:decided") == [], "nobody is told of reports"


async def test_only_participants_report(desk: Desk) -> None:
    ana, luc = await desk.hub.connect(ANA), await desk.hub.connect(LUC)
    conversation = await about(ana, "lamp")
    await say(ana, conversation)
    report: Json = {"conversation_id": conversation, "seq": 1, "reason": "spam"}
    assert (await luc.refused("message:report", report))["code"] == "not_found"
    await desk.app.actions.erase(conversation, 1)
    assert (await ana.refused("message:report", report))["code"] == "not_found"
    assert await desk.incidents() == []


async def test_a_report_knows_what_the_rules_say(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, "a newword")
    desk.rules.words["newword"] = "block"
    await wei.ok(
        "message:report", {"conversation_id": conversation, "seq": 1, "reason": "off_platform"}
    )
    (incident,) = await desk.incidents()
    assert (incident["categories"], incident["rules"]) == (["messenger"], ["newword"])


async def test_a_report_that_is_repeated_asks_the_rules_once(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say(ana, conversation)
    report: Json = {"conversation_id": conversation, "seq": 1, "reason": "abuse"}
    desk.rules.judged.clear()
    for wire in (wei, wei, ana):
        await wire.ok("message:report", report)
    assert desk.rules.judged == [("Hello",)]
