"""Erasing leaves a stub, for both sides and everywhere, and every device learns of it."""

import pytest

from hub.config import Settings
from hub.errors import Invalid, NotFound
from tests.hub.moderation.conftest import Desk, opened
from tests.support.people import ANA, WEI
from tests.support.rules import REVIEWED, WordRules
from tests.support.speaking import (
    about,
    catch_up,
    draft,
    hide,
    history,
    inbox,
    say,
    say_all,
    search,
    seen,
)
from tests.support.wire import Json

SECRET = "xylophone"


def stub(message: Json) -> Json:
    return message | {"text": "", "erased": True}


async def test_both_sides_keep_a_stub(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    first, second, third = await say_all(ana, conversation, "Hello", SECRET, "Bye")
    await desk.app.actions.erase(conversation, 2)
    for wire in (ana, wei):
        told = await wire.expect("message:erased")
        assert told == {"conversation_id": conversation, "seq": 2, "change": 1}
        assert await history(wire, conversation) == [first, stub(second), third]
        assert (await search(wire, SECRET))["hits"] == []
        assert [hit["message"] for hit in (await search(wire, "bye"))["hits"]] == [third]


async def test_previews_follow(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    message = await say(ana, conversation, SECRET)
    await desk.app.actions.erase(conversation, 1)
    for wire in (ana, wei):
        assert (await seen(wire, conversation))["last_message"] == stub(message)
        shown = await wire.expect(
            "conversation:updated", lambda one: one["conversation"]["change"] == 1
        )
        assert shown["conversation"]["last_message"] == stub(message)


async def test_a_device_that_was_away_catches_up(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say_all(ana, conversation, "a", SECRET, "c", "d")
    await hide(wei, conversation, 1)
    await desk.app.actions.erase(conversation, 2)
    await hide(wei, conversation, 3)
    hers, his = await catch_up(ana, conversation, 4), await catch_up(wei, conversation, 4)
    assert hers["changes"] == [{"change": 1, "type": "erased", "seqs": [2]}]
    assert his["changes"] == [
        {"change": 1, "type": "hidden", "seqs": [1]},
        {"change": 2, "type": "erased", "seqs": [2]},
        {"change": 3, "type": "hidden", "seqs": [3]},
    ]
    assert (await catch_up(wei, conversation, 4, 2))["changes"] == his["changes"][2:]
    everything = await catch_up(ana, conversation)
    assert [one["text"] for one in everything["messages"]] == ["a", "", "c", "d"]


async def test_nothing_of_it_is_left_in_the_database(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say_all(ana, conversation, "Hello", f"{SECRET} 612345678")
    await search(ana, SECRET)
    await desk.app.actions.erase(conversation, 2)
    database = desk.app.stores.database
    for name in await database.list_collection_names():
        if name == "search_words":  # a list of the marketplace's words, of nobody's messages
            continue
        async for document in database[name].find():
            assert SECRET not in str(document), name
            assert "612345678" not in str(document), name


async def test_evidence_stays_with_the_incident(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, f"{REVIEWED} {SECRET}")
    (kept,) = await desk.incidents()
    incident = await desk.decide(kept["_id"], "upheld", erased=True)
    assert (await history(ana, conversation))[0]["erased"]
    assert incident.text == f"{REVIEWED} {SECRET}"


async def test_twice_is_once(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, SECRET)
    for _ in range(2):
        await desk.app.actions.erase(conversation, 1)
    await ana.barrier()
    assert [one["change"] for one in ana.of("message:erased")] == [1]


async def test_sent_again_it_is_the_stub(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    sent = draft(conversation, SECRET)
    message = (await ana.ok("message:send", sent))["message"]
    await desk.app.actions.erase(conversation, 1)
    assert await ana.ok("message:send", sent) == {"message": stub(message)}
    assert len(await history(ana, conversation)) == 1


async def test_what_was_not_indexed_yet_is_not_indexed_later(
    settings: Settings, rules: WordRules, desk: Desk
) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, SECRET)
    await desk.app.actions.erase(conversation, 1)
    await desk.app.stores.database["checkpoints"].delete_many({})
    async with opened(settings, rules) as second:  # which indexes every message again
        again = await second.hub.connect(ANA)
        assert (await search(again, SECRET))["hits"] == []
        assert await second.app.stores.database["search_postings"].count_documents({}) == 0


async def test_it_is_no_piece_of_what_follows(desk: Desk) -> None:
    ana = await desk.hub.connect(ANA)
    conversation = await about(ana, "lamp")
    await say(ana, conversation, "555")
    await desk.app.actions.erase(conversation, 1)
    await say(ana, conversation, "1234")


async def test_unread_counts_stay(desk: Desk) -> None:
    ana, wei = await desk.hub.connect(ANA), await desk.hub.connect(WEI)
    conversation = await about(ana, "lamp")
    await say_all(ana, conversation, "a", "b")
    await desk.app.actions.erase(conversation, 1)
    assert [one["unread"] for one in await inbox(wei)] == [2]


async def test_what_cannot_be_erased(desk: Desk) -> None:
    told = await desk.hub.service.order_status("o-ana", "shipped")
    with pytest.raises(Invalid):
        await desk.app.actions.erase(told["conversation_id"], told["seq"])
    with pytest.raises(NotFound):
        await desk.app.actions.erase(told["conversation_id"], 9)
