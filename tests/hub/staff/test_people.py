"""Staff see how a person stands, suspend them, and erase messages; all of it is in the log."""

from datetime import UTC, datetime, timedelta

from tests.hub.moderation.conftest import Desk
from tests.hub.staff.conftest import blocked
from tests.support.office import Office
from tests.support.people import WEI
from tests.support.speaking import about, draft, history, say, search
from tests.support.wire import Wire

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="milliseconds")


async def test_a_person_of_whom_nothing_is_known(sam: Office) -> None:
    assert (await sam.get("/users/nobody/standing"))["standing"] == {
        "user": "nobody",
        "name": "nobody",
        "strikes": 0.0,
        "cool_down_until": None,
        "suspended_until": None,
        "warnings": 0,
        "incidents": {"open": 0, "upheld": 0, "overturned": 0},
    }


async def test_suspended_one_reads_and_does_not_send(desk: Desk, sam: Office, ana: Wire) -> None:
    conversation = await about(ana, "lamp")
    body = {"until": TOMORROW, "reason": "Asked others to leave"}
    told = (await sam.put("/users/ana/suspension", body))["standing"]["suspended_until"]
    assert told == TOMORROW.replace("+00:00", "Z")
    error = await ana.refused("message:send", draft(conversation))
    assert (error["code"], error["data"]["until"]) == ("suspended", told)
    await say(await desk.hub.connect(WEI), conversation)
    assert len(await history(ana, conversation)) == 1
    await sam.put("/users/ana/suspension", {"until": None, "reason": "Apologised"})
    await say(ana, conversation)
    entries = await sam.audit(action="user.suspended")
    assert [one["detail"]["reason"] for one in entries] == ["Apologised", body["reason"]]
    assert {one["subject"] for one in entries} == {"ana"}


async def test_a_suspension_that_has_ended_before_it_begins(sam: Office) -> None:
    past = {"until": "2020-01-01T00:00:00Z", "reason": "Late"}
    error = await sam.refused("PUT", "/users/ana/suspension", past)
    assert [one["field"] for one in error["data"]["fields"]] == ["until"]
    assert await sam.done() == []


async def test_a_message_is_erased_for_both_sides(desk: Desk, sam: Office, ana: Wire) -> None:
    wei, conversation = await desk.hub.connect(WEI), await about(ana, "lamp")
    seq = (await say(ana, conversation, "My giraffe"))["seq"]
    body = {"conversation_id": conversation, "seq": seq, "reason": "A court's order"}
    assert await sam.post("/messages/erase", body) == {}
    assert await sam.post("/messages/erase", body) == {}
    for wire in (ana, wei):
        assert [one["text"] for one in await history(wire, conversation)] == [""]
        assert (await search(wire, "giraffe"))["hits"] == []
    entry = (await sam.audit(action="message.erased"))[0]
    assert (entry["by"], entry["name"], entry["subject"]) == ("sam", "Sam", conversation)
    assert entry["detail"] == {"seq": seq, "reason": "A court's order"}


async def test_a_message_that_is_not_there(sam: Office, ana: Wire) -> None:
    body = {"conversation_id": await about(ana, "lamp"), "seq": 7, "reason": "None"}
    assert (await sam.refused("POST", "/messages/erase", body))["code"] == "not_found"


async def test_the_log_goes_on_page_by_page(sam: Office, kim: Office, ana: Wire) -> None:
    id = await blocked(ana)
    for office in (sam, kim, sam):
        await office.get(f"/incidents/{id}")
        await office.get("/users/ana/standing")
    whole = await sam.audit()
    assert [one["by"] for one in whole] == ["sam", "sam", "kim", "kim", "sam", "sam"]
    first = await sam.get("/audit", limit=4)
    rest = await sam.get("/audit", limit=4, cursor=first["next_cursor"])
    assert first["entries"] + rest["entries"] == whole
    assert rest["next_cursor"] is None
    opened = await sam.audit(by="kim", action="incident.opened")
    assert [(one["by"], one["action"]) for one in opened] == [("kim", "incident.opened")]
