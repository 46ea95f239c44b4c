"""Deleted for one side: gone there on every device, untouched on the other."""

import asyncio

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.speaking import (
    about,
    catch_up,
    hide,
    history,
    inbox,
    mark,
    say,
    say_all,
    search,
    seen,
    texts,
)


async def test_single_messages_leave_ones_own_side_only(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two", "Three", "Four")
    assert await hide(ana, conversation, 2, 4) == {"change": 1}
    assert [message["seq"] for message in await history(ana, conversation)] == [1, 3]
    assert await texts(wei, conversation) == ["One", "Two", "Three", "Four"]


async def test_ones_other_devices_are_told_and_the_other_side_is_not(
    shared: RunningHub, cast: Cast
) -> None:
    wei, xia, ana = [await shared.connect(who) for who in (cast.wei, cast.xia, cast.ana)]
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two", "Three")
    await mark(wei, conversation, 1)
    await hide(wei, conversation, 3, 1)
    told = await xia.expect("message:hidden")
    assert told == {
        "conversation_id": conversation,
        "seqs": [1, 3],
        "change": 1,
        "unread": 1,
        "unread_total": 1,
    }
    await ana.barrier()
    assert ana.of("message:hidden") == []
    assert (await seen(ana, conversation))["change"] == 0


async def test_deleting_again_is_no_new_change(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await hide(ana, conversation, 1)
    assert await hide(ana, conversation, 1) == {"change": 1}
    assert await hide(ana, conversation, 1, 2) == {"change": 2}
    assert [payload["seqs"] for payload in ana.of("message:hidden")] == [[1], [2]]


async def test_two_devices_that_delete_the_same_at_once(shared: RunningHub, cast: Cast) -> None:
    ana, wei, xia = [await shared.connect(who) for who in (cast.ana, cast.wei, cast.xia)]
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two", "Three")
    await asyncio.gather(*(hide(one, conversation, 1, 2) for one in (wei, xia) for _ in range(5)))
    assert await texts(wei, conversation) == ["Three"]
    assert (await seen(xia, conversation))["unread"] == 1


async def test_the_preview_is_the_last_message_that_is_left(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await hide(ana, conversation, 2)
    shown = await seen(ana, conversation)
    assert (shown["last_message"]["text"], shown["last_seq"]) == ("One", 2)
    assert (await seen(wei, conversation))["last_message"]["text"] == "Two"
    await hide(ana, conversation, 1)
    assert (await seen(ana, conversation))["last_message"] is None


async def test_a_conversation_leaves_ones_own_inbox_only(shared: RunningHub, cast: Cast) -> None:
    wei, xia, ana = [await shared.connect(who) for who in (cast.wei, cast.xia, cast.ana)]
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    assert await hide(wei, conversation) == {}
    assert await inbox(wei) == []
    assert await inbox(xia) == []
    assert await texts(wei, conversation) == []
    assert await texts(ana, conversation) == ["One", "Two"]
    assert (await seen(ana, conversation))["listed"] is True


async def test_the_own_devices_learn_that_it_is_gone(shared: RunningHub, cast: Cast) -> None:
    wei, xia, ana = [await shared.connect(who) for who in (cast.wei, cast.xia, cast.ana)]
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await hide(wei, conversation)
    told = await xia.expect("conversation:updated", lambda p: not p["conversation"]["listed"])
    gone = told["conversation"]
    assert (gone["id"], gone["cleared_seq"], gone["change"]) == (conversation, 2, 1)
    assert (gone["unread"], gone["last_message"]) == (0, None)
    assert told["unread_total"] == 0
    await ana.barrier()
    assert [p for p in ana.of("conversation:updated") if not p["conversation"]["listed"]] == []


async def test_it_returns_with_something_new_and_shows_only_that(
    shared: RunningHub, cast: Cast
) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "Old", "Older")
    await hide(wei, conversation)
    begun = len(wei.pushed)
    await say(ana, conversation, "New")
    await wei.expect("message:new", lambda p: p["message"]["text"] == "New")
    events = [event for event, _ in wei.pushed[begun:]]
    assert events == ["conversation:updated", "message:new"], "announced, then told"
    assert await texts(wei, conversation) == ["New"]
    shown = await seen(wei, conversation)
    assert (shown["unread"], shown["last_message"]["text"]) == (1, "New")
    assert await texts(ana, conversation) == ["Old", "Older", "New"]


async def test_it_returns_when_one_writes_into_it_oneself(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation, "Old")
    await hide(ana, conversation)
    await say(ana, conversation, "New")
    assert [one["id"] for one in await inbox(ana)] == [conversation]
    assert await texts(ana, conversation) == ["New"]


async def test_opening_a_deleted_conversation_shows_nothing_of_it(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation, "Old")
    await hide(ana, conversation)
    assert await about(ana, cast.lamp) == conversation
    assert await texts(ana, conversation) == []
    assert (await catch_up(ana, conversation))["messages"] == []


async def test_what_is_deleted_is_not_found_by_its_side(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "the first giraffe", "the second giraffe", "a third giraffe")
    await hide(wei, conversation, 2)
    assert [hit["message"]["seq"] for hit in (await search(wei, "giraffe"))["hits"]] == [3, 1]
    await hide(wei, conversation)
    assert (await search(wei, "giraffe"))["hits"] == []
    assert len((await search(ana, "giraffe"))["hits"]) == 3


async def test_a_deletion_is_still_there_for_a_new_device(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await hide(ana, conversation, 1)
    later = await shared.connect(cast.ana)
    assert await texts(later, conversation) == ["Two"]
    assert (await seen(later, conversation))["change"] == 1


async def test_deleting_pages_around_the_gaps(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *(f"page {n}" for n in range(1, 13)))
    await hide(ana, conversation, 2, 4, 6, 8, 10, 12)
    page = await ana.ok("conversation:history", {"conversation_id": conversation, "limit": 4})
    assert ([m["seq"] for m in page["messages"]], page["has_more"]) == ([5, 7, 9, 11], True)
    older = await ana.ok(
        "conversation:history", {"conversation_id": conversation, "limit": 4, "before_seq": 5}
    )
    assert ([m["seq"] for m in older["messages"]], older["has_more"]) == ([1, 3], False)
