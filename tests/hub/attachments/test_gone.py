"""Who sees a picture follows its message: deleted, erased, held, or never sent."""

import secrets

import pytest

from tests.hub.attachments.conftest import Gallery, Talk, addresses, bare, sent, show
from tests.support.rules import HELD
from tests.support.speaking import catch_up, hide, history, seen
from tests.support.wire import Json, Wire


async def links(wire: Wire, talk: Talk, *ids: str) -> Json:
    """New addresses, by the picture's id."""
    asked = {"conversation_id": talk.id, "ids": list(ids)}
    data = await wire.ok("attachment:links", asked)
    return {one["id"]: {one["url"], one["thumb_url"]} for one in data["links"]}


async def test_new_addresses_are_those_of_the_message(gallery: Gallery, talk: Talk) -> None:
    ids = await gallery.pictures(talk, 2)
    await show(talk.ana, talk, ids)
    for wire in talk.wires:
        (message,) = await history(wire, talk.id)
        found = await links(wire, talk, *ids, *ids, "no-such-picture")
        assert list(found) == ids
        assert set[str]().union(*found.values()) == addresses(message)


async def test_what_is_not_sent_is_its_owners(gallery: Gallery, talk: Talk) -> None:
    (id,) = await gallery.pictures(talk, 1)
    assert list(await links(talk.ana, talk, id)) == [id]
    assert await links(talk.wei, talk, id) == {}
    other = await gallery.talk()
    assert await links(other.ana, other, id) == {}
    asked = {"conversation_id": talk.id, "ids": [id]}
    assert (await other.ana.refused("attachment:links", asked))["code"] == "not_found"
    for ids in ([], ["x"] * 101, "x", [1]):
        refused = await talk.ana.refused("attachment:links", asked | {"ids": ids})
        assert refused["code"] == "invalid"


async def test_a_side_that_deleted_it_sees_it_no_more(gallery: Gallery, talk: Talk) -> None:
    one, two, three = await gallery.pictures(talk, 3)
    for id in (one, two, three):
        await show(talk.ana, talk, [id])
    await hide(talk.wei, talk.id, 2)
    assert list(await links(talk.xia, talk, one, two, three)) == [one, three]
    await hide(talk.wei, talk.id)
    assert await links(talk.xia, talk, one, two, three) == {}
    assert list(await links(talk.ana, talk, one, two, three)) == [one, two, three]
    await hide(talk.ana, talk.id, 1)
    assert list(await links(talk.ana, talk, one, two, three)) == [two, three]


async def erase(gallery: Gallery, talk: Talk, seq: int) -> None:
    body = {"conversation_id": talk.id, "seq": seq, "reason": "not allowed here"}
    await gallery.office.post("/messages/erase", body)


async def test_erased_it_is_gone_with_its_content(gallery: Gallery, talk: Talk) -> None:
    ids = await gallery.pictures(talk, 2)
    known = await gallery.attachments.many(ids)
    twin = await gallery.picture(talk, picture=known[ids[1]].picture)
    wanted = sent(talk, ids)
    message = (await talk.ana.ok("message:send", wanted))["message"]
    await erase(gallery, talk, 1)
    stub = message | {"attachments": [], "erased": True}
    for wire in talk.wires:
        assert (await wire.expect("message:erased"))["seq"] == 1
        assert await history(wire, talk.id) == [stub]
        assert (await seen(wire, talk.id))["last_message"] == stub
        assert await links(wire, talk, *ids) == {}
    assert (await catch_up(talk.ana, talk.id))["messages"] == [stub]
    assert await gallery.attachments.many(ids) == {}
    assert not await gallery.contents.has(known[ids[0]].picture)
    assert await gallery.contents.has(known[ids[1]].picture), "another upload is the same picture"
    assert (await talk.ana.ok("message:send", wanted))["message"] == stub, "however late"
    assert await show(talk.ana, talk, [twin])


async def test_an_erasure_that_a_crash_cut_short_is_done_by_the_next(
    gallery: Gallery, talk: Talk
) -> None:
    ids = await gallery.pictures(talk, 2)
    await show(talk.ana, talk, ids)
    await gallery.attachments.remove(ids[:1])  # as far as the first one came
    await erase(gallery, talk, 1)
    (stub,) = await history(talk.wei, talk.id)
    assert (stub["erased"], stub["attachments"]) == (True, [])
    assert await gallery.attachments.many(ids) == {}


async def hold(talk: Talk, ids: list[str]) -> tuple[Json, Json]:
    wanted = sent(talk, ids, f"{HELD} {secrets.token_hex(3)}")
    waiting = (await talk.ana.ok("message:send", wanted))["message"]
    assert waiting["held"]
    return wanted, waiting


async def test_held_with_its_text_it_waits_for_the_same_decision(
    gallery: Gallery, talk: Talk
) -> None:
    ids = await gallery.pictures(talk, 2)
    wanted, waiting = await hold(talk, ids)
    assert [one["id"] for one in waiting["attachments"]] == ids
    assert all(f"user={talk.buyer.id}&" in link for link in addresses(waiting))
    assert (await talk.ana.ok("message:send", wanted))["message"] == waiting
    other = wanted | {"attachment_ids": ids[:1]}
    assert (await talk.ana.refused("message:send", other))["code"] == "conflict"
    assert (await talk.ana.refused("message:send", sent(talk, ids)))["code"] == "conflict"
    assert await links(talk.wei, talk, *ids) == {}
    assert list(await links(talk.ana, talk, *ids)) == ids
    await gallery.office.decide(waiting["incident_id"], "overturned")
    pushed = (await talk.wei.expect("message:new"))["message"]
    assert [one["id"] for one in pushed["attachments"]] == ids
    assert bare((await talk.ana.ok("message:send", wanted))["message"]) == bare(pushed)


@pytest.mark.parametrize("left", ["nothing undone", "the pictures"])
async def test_what_is_not_released_leaves_its_pictures_free(
    gallery: Gallery, talk: Talk, left: str
) -> None:
    ids = await gallery.pictures(talk, 2)
    _, waiting = await hold(talk, ids)
    if left == "the pictures":  # by a crash of who settled it
        await gallery.database["held_messages"].delete_one({"_id": waiting["incident_id"]})
    await gallery.office.decide(waiting["incident_id"], "upheld")
    message = await show(talk.ana, talk, ids)
    assert await history(talk.ana, talk.id) == [message]
