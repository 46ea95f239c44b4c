"""Staff look through the queue by any filter, page by page, and open what is in it."""

import asyncio
from datetime import timedelta

import pytest

from hub.domain.incidents import LEASE
from tests.hub.moderation.conftest import Desk, refused
from tests.hub.staff.conftest import blocked
from tests.support.office import Office
from tests.support.people import BEN, WEI
from tests.support.rules import BLOCKED, HELD, REVIEWED
from tests.support.speaking import about, draft, hide, say, say_all
from tests.support.wire import Wire


async def report(wire: Wire, conversation: str, seq: int) -> None:
    said = {"conversation_id": conversation, "seq": seq, "reason": "fraud", "note": "A fraud"}
    await wire.ok("message:report", said)


async def test_a_page_has_what_is_open_the_most_urgent_first(
    desk: Desk, sam: Office, ana: Wire
) -> None:
    conversation = await about(ana, "lamp")
    first = await blocked(ana)
    await ana.ok("message:send", draft(conversation, f"a {HELD}"))
    second = await blocked(ana, f"again a {BLOCKED}")
    wei = await desk.hub.connect(WEI)
    await report(wei, conversation, (await say(ana, conversation))["seq"])
    page = await sam.get("/incidents")
    assert [one["kind"] for one in page["incidents"]] == ["held", "reported", "blocked", "blocked"]
    assert [one["id"] for one in page["incidents"]][2:] == [first, second]
    assert (page["next_cursor"], page["open_count"]) == (None, 4)


@pytest.mark.parametrize("state", ["open", "all"])
async def test_pages_hold_everything_once(sam: Office, ana: Wire, state: str) -> None:
    wanted = [await blocked(ana, f"{BLOCKED} {n}") for n in range(5)]
    ids, cursor = list[str](), dict[str, str]()
    while True:
        page = await sam.get("/incidents", state=state, limit=2, **cursor)
        ids += [one["id"] for one in page["incidents"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert ids == (wanted if state == "open" else wanted[::-1])


async def test_every_filter_and_several_together(desk: Desk, sam: Office, ana: Wire) -> None:
    ben = await desk.hub.connect(BEN)
    hers, his = await blocked(ana), await blocked(ben, product="bag")
    held = await ana.ok("message:send", draft(await about(ana, "shade"), f"a {HELD}"))
    waiting = held["message"]["incident_id"]
    await ana.ok("message:appeal", {"incident_id": hers, "comment": "It is a brand"})
    await sam.decide(his, "upheld")
    assert set(await sam.ids()) == {hers, waiting}
    assert await sam.ids(state="decided") == [his]
    assert set(await sam.ids(state="all")) == {hers, his, waiting}
    assert await sam.ids(kind="held") == [waiting]
    assert await sam.ids(state="all", lang="en") == [his]
    assert await sam.ids(state="all", shop="bags") == [his]
    assert await sam.ids(state="all", sender="ben") == [his]
    assert await sam.ids(rule=HELD) == [waiting]
    assert set(await sam.ids(category="messenger")) == {hers, waiting}
    assert await sam.ids(category="phone") == []
    assert await sam.ids(appealed="true") == [hers]
    assert await sam.ids(sender="ana", kind="blocked", lang="es", shop="lamps") == [hers]
    assert await sam.ids(sender="ana", kind="blocked", shop="bags") == []


async def test_an_opened_incident_comes_with_its_thread_and_its_sender(
    desk: Desk, sam: Office, ana: Wire
) -> None:
    wei = await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say_all(ana, conversation, *(f"before {n}" for n in range(15)))
    id = await blocked(ana)
    await say_all(wei, conversation, *(f"after {n}" for n in range(15)))
    await hide(ana, conversation, 14)
    opened = await sam.get(f"/incidents/{id}")
    assert opened["incident"]["text"] == f"a {BLOCKED}"
    assert [one["rule"] for one in opened["incident"]["findings"]] == [BLOCKED]
    assert [one["seq"] for one in opened["thread"]["messages"]] == list(range(5, 26))
    assert opened["thread"]["conversation"]["buyer"]["name"] == "Ana"
    assert opened["sender"]["incidents"] == {"open": 1, "upheld": 0, "overturned": 0}
    assert (opened["sender"]["name"], opened["sender"]["strikes"]) == ("Ana", 1.0)
    assert await sam.done() == ["incident.opened"]


async def test_a_reviewed_message_stands_in_the_middle(sam: Office, ana: Wire) -> None:
    conversation = await about(ana, "lamp")
    message = await say(ana, conversation, f"a {REVIEWED}")
    [incident] = await sam.queue()
    assert (incident["kind"], incident["seq"]) == ("delivered", message["seq"])
    opened = await sam.get(f"/incidents/{incident['id']}")
    assert [one["text"] for one in opened["thread"]["messages"]] == [f"a {REVIEWED}"]


async def test_one_keeps_an_incident_for_oneself(sam: Office, kim: Office, ana: Wire) -> None:
    id = await blocked(ana)
    claim = (await sam.post(f"/incidents/{id}/claim", {}))["incident"]["claim"]
    assert (claim["by"], claim["name"]) == ("sam", "Sam")
    error = await kim.refused("POST", f"/incidents/{id}/claim", {})
    assert (error["code"], error["message"]) == ("conflict", "Sam is working on this.")
    decision = await kim.refused("POST", f"/incidents/{id}/decision", {"outcome": "upheld"})
    assert decision["code"] == "conflict"
    renewed = (await sam.post(f"/incidents/{id}/claim", {}))["incident"]["claim"]
    assert renewed["until"] >= claim["until"]
    await kim.delete(f"/incidents/{id}/claim")
    assert (await sam.queue())[0]["claim"] == renewed
    assert (await sam.delete(f"/incidents/{id}/claim"))["incident"]["claim"] is None
    await kim.post(f"/incidents/{id}/claim", {})


async def test_a_claim_ends_by_itself(desk: Desk, sam: Office, kim: Office, ana: Wire) -> None:
    id = await blocked(ana)
    await sam.post(f"/incidents/{id}/claim", {})
    past = desk.app.clock.now() - LEASE - timedelta(seconds=1)
    await desk.app.stores.database["incidents"].update_one(
        {"_id": id}, {"$set": {"claim.until": past}}
    )
    assert (await kim.post(f"/incidents/{id}/claim", {}))["incident"]["claim"]["by"] == "kim"


async def test_notes_are_for_other_staff_and_not_for_the_log(
    sam: Office, kim: Office, ana: Wire
) -> None:
    id = await blocked(ana)
    await asyncio.gather(
        *(office.post(f"/incidents/{id}/notes", {"note": "Look\ntwice"}) for office in (sam, kim))
    )
    notes = (await sam.queue())[0]["notes"]
    assert {one["by"]: one["note"] for one in notes} == {"sam": "Look\ntwice", "kim": "Look\ntwice"}
    [entry] = await sam.audit(by="sam", action="incident.noted")
    assert (entry["subject"], entry["detail"]) == (id, {})


async def test_the_same_message_refused_again_is_one_incident(sam: Office, ana: Wire) -> None:
    sent = draft(await about(ana, "lamp"), BLOCKED)
    ids = {(await refused(ana, sent))["incident_id"] for _ in range(3)}
    assert set(await sam.ids()) == ids
    assert len(ids) == 1
