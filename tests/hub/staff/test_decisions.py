"""Staff decide, each incident once; what follows is done, also after a crash in between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from hub.actions.settle import SettleIncident
from hub.config import Settings
from hub.domain.incidents import Incident
from hub.errors import Overloaded
from tests.hub.moderation.conftest import Desk, opened
from tests.hub.staff.conftest import blocked
from tests.support.office import KIM, SAM, Office
from tests.support.people import ANA, WEI, Person
from tests.support.rules import BLOCKED, HELD, REVIEWED, WordRules
from tests.support.speaking import about, draft, history, say, texts
from tests.support.timing import until
from tests.support.wire import Json, Wire

SOON = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
TOLD = SOON.replace("+00:00", "Z")


async def held(wire: Wire, text: str = f"a {HELD}") -> str:
    """The incident of a message that waits."""
    sent = await wire.ok("message:send", draft(await about(wire, "lamp"), text))
    return str(sent["message"]["incident_id"])


# -- once -----------------------------------------------------------------------------------------


async def test_of_many_decisions_at_once_one_counts(desk: Desk, ana: Wire) -> None:
    ids = [await blocked(ana, f"{BLOCKED} {n}") for n in range(5)]
    staff = [Office(desk.hub, Person(f"s{n}", "staff", f"S{n}")) for n in range(6)]
    outcomes = {id: [("upheld", "overturned")[n % 2] for n in range(6)] for id in ids}
    replies = await asyncio.gather(
        *(
            one.call("POST", f"/incidents/{id}/decision", {"outcome": outcomes[id][n]})
            for id in ids
            for n, one in enumerate(staff)
        )
    )
    for id, told in zip(ids, (replies[n : n + 6] for n in range(0, 30, 6)), strict=True):
        assert sorted(reply.status for reply in told) == [200] + [409] * 5
        [won] = [n for n, reply in enumerate(told) if reply.status == 200]
        decision = (await desk.incident(id)).decision
        assert decision is not None
        assert (decision.by, decision.outcome) == (f"s{won}", outcomes[id][won])
        entries = await staff[0].audit(action="incident.decided", limit=200)
        assert [one["by"] for one in entries if one["subject"] == id] == [f"s{won}"]


async def test_what_was_decided_stays_decided(sam: Office, kim: Office, ana: Wire) -> None:
    id = await blocked(ana)
    decided = await sam.decide(id, "upheld", note="Plain as day")
    assert decided["state"] == "decided"
    assert decided["decision"]["note"] == "Plain as day"
    for office in (sam, kim):
        error = await office.refused("POST", f"/incidents/{id}/decision", {"outcome": "upheld"})
        assert error["code"] == "conflict"
    claim = await kim.refused("POST", f"/incidents/{id}/claim", {})
    assert claim["code"] == "conflict"


async def test_an_appeal_brings_it_back_and_keeps_the_history(
    sam: Office, kim: Office, ana: Wire
) -> None:
    id = await blocked(ana)
    await sam.decide(id, "upheld")
    await ana.ok("message:appeal", {"incident_id": id, "comment": "It is a brand"})
    [again] = await kim.queue(appealed="true")
    assert again["appeal"]["comment"] == "It is a brand"
    assert [one["by"] for one in again["decisions"]] == ["sam"]
    second = await kim.decide(id, "overturned")
    assert second["decision"]["by"] == "kim"
    assert len(await sam.audit(action="incident.decided")) == 2


# -- what follows ---------------------------------------------------------------------------------


async def test_an_overturned_block_lifts_the_strike_and_the_text_may_be_sent(
    sam: Office, ana: Wire
) -> None:
    id = await blocked(ana)
    assert (await sam.get("/users/ana/standing"))["standing"]["strikes"] == 1
    await sam.decide(id, "overturned")
    told = await ana.expect("incident:decided")
    assert (told["incident_id"], told["outcome"]) == (id, "overturned")
    standing = (await sam.get("/users/ana/standing"))["standing"]
    assert standing["strikes"] == 0
    assert standing["incidents"] == {"open": 0, "upheld": 0, "overturned": 1}
    conversation = await about(ana, "lamp")
    assert (await say(ana, conversation, f"a {BLOCKED}"))["seq"] == 1


async def test_a_held_message_is_released_or_dropped(desk: Desk, sam: Office, ana: Wire) -> None:
    wei = await desk.hub.connect(WEI)
    good, bad = await held(ana, f"good {HELD}"), await held(ana, f"bad {HELD}")
    decided = await sam.decide(good, "overturned")
    assert decided["seq"] == 1
    assert (await sam.decide(bad, "upheld"))["seq"] is None
    assert (await wei.expect("message:new"))["message"]["text"] == f"good {HELD}"
    assert await texts(wei, await about(ana, "lamp")) == [f"good {HELD}"]


async def test_upheld_with_everything_that_can_follow(desk: Desk, sam: Office, ana: Wire) -> None:
    wei, conversation = await desk.hub.connect(WEI), await about(ana, "lamp")
    await say(ana, conversation, f"a {REVIEWED}")
    [incident] = await sam.queue()
    decided = await sam.decide(
        incident["id"], "upheld", erase=True, warn=True, suspend_until=SOON, note="Enough"
    )
    decision = decided["decision"]
    assert (decision["erased"], decision["warned"]) == (True, True)
    assert decision["suspended_until"] == TOLD
    assert (await wei.expect("message:erased"))["seq"] == 1
    [stub] = await history(wei, conversation)
    assert (stub["text"], stub["erased"]) == ("", True)
    standing = (await sam.get("/users/ana/standing"))["standing"]
    assert (standing["warnings"], standing["suspended_until"]) == (1, TOLD)
    error = await ana.refused("message:send", draft(conversation, "Sorry"))
    assert (error["code"], error["data"]["until"]) == ("suspended", TOLD)
    [entry] = await sam.audit(action="incident.decided")
    assert entry["detail"]["erased"] is True
    assert "Enough" not in str(entry)


WRONG = [
    ({"outcome": "maybe"}, "outcome"),
    ({"outcome": "upheld", "erase": True}, "erase"),
    ({"outcome": "overturned", "warn": True}, "warn"),
    ({"outcome": "upheld", "suspend_until": "2020-01-01T00:00:00Z"}, "suspend_until"),
    ({"outcome": "upheld", "suspend_until": "2030-01-01T00:00:00"}, "suspend_until"),
    ({"outcome": "upheld", "suspend_until": "9999-12-31T23:59:59-14:00"}, "suspend_until"),
    ({"outcome": "upheld", "note": " "}, "note"),
    ({"outcome": "upheld", "by": "kim"}, "by"),
    ({"outcome": "upheld", "erase": 1}, "erase"),
]


@pytest.mark.parametrize(("body", "field"), WRONG)
async def test_a_decision_that_cannot_be(sam: Office, ana: Wire, body: Json, field: str) -> None:
    id = await blocked(ana)
    error = await sam.refused("POST", f"/incidents/{id}/decision", body)
    assert error["code"] == "invalid"
    assert [one["field"] for one in error["data"]["fields"]] == [field]
    assert await sam.ids() == [id]


async def test_nothing_follows_from_what_is_not_there(sam: Office) -> None:
    error = await sam.refused("POST", "/incidents/nothing/decision", {"outcome": "upheld"})
    assert error["code"] == "not_found"
    assert await sam.done() == []


# -- a crash in between ---------------------------------------------------------------------------


async def test_what_a_crash_left_undone_is_done_at_the_next_start(settings: Settings) -> None:
    async with opened(settings, WordRules()) as desk:
        await desk.hub.fill()
        ana = await desk.hub.connect(ANA)
        released, dropped, lifted = (
            await held(ana),
            await held(ana, f"b {HELD}"),
            await blocked(ana),
        )
        await say(ana, await about(ana, "lamp"), f"a {REVIEWED}")
        [reviewed] = await Office(desk.hub).ids(kind="delivered")
        soon = desk.app.clock.now() + timedelta(days=1)
        await desk.decide_only(released, "overturned")
        await desk.decide_only(dropped, "upheld", warned=True)
        await desk.decide_only(lifted, "overturned")
        await desk.decide_only(reviewed, "upheld", erased=True, suspended_until=soon)
    for _ in range(2):  # the second start finds nothing to do
        async with opened(settings, WordRules()) as desk:
            ana, kim = await desk.hub.connect(ANA), Office(desk.hub, KIM)
            assert await texts(ana, await about(ana, "lamp")) == ["", f"a {HELD}"]
            standing = (await kim.get("/users/ana/standing"))["standing"]
            assert (standing["strikes"], standing["warnings"]) == (0, 1)
            assert standing["suspended_until"] is not None
            entries = await kim.audit(action="incident.decided", by=SAM.id)
            told = {one["subject"]: one["name"] for one in entries}
            assert told == dict.fromkeys((released, dropped, lifted, reviewed), "Sam")
            assert len(entries) == 4


async def test_a_decision_stands_though_what_follows_fails_at_first(
    desk: Desk, sam: Office, ana: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, real, failures = await held(ana), SettleIncident.__call__, iter(range(2))

    async def away(self: SettleIncident, incident: Incident) -> Incident:
        if next(failures, None) is not None:
            raise Overloaded
        return await real(self, incident)

    monkeypatch.setattr(SettleIncident, "__call__", away)
    assert (await sam.decide(id, "overturned"))["state"] == "decided"
    with pytest.raises(Overloaded):
        await desk.app.desk.decide.finish()
    assert await desk.app.desk.decide.finish() == 1
    conversation = await about(ana, "lamp")
    await until(lambda: texts(ana, conversation), "the released message")
    assert len(await sam.audit(action="incident.decided")) == 1
