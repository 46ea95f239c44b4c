"""Delivered, read, unread: who moves what, and who is told."""

import asyncio

import pytest

from tests.support.cast import Cast
from tests.support.reducer import Reducer
from tests.support.running import RunningHub
from tests.support.speaking import about, draft, hide, inbox, mark, say, say_all, seen
from tests.support.wire import Json, Wire

NOTHING = {"delivered_seq": 0, "read_seq": 0}


async def unread(wire: Wire, conversation: str) -> tuple[int, int]:
    """(of the conversation, in total)."""
    listed = await wire.ok("conversation:list", {})
    of_one = [one["unread"] for one in listed["conversations"] if one["id"] == conversation]
    return of_one[0], listed["unread_total"]


async def test_unread_is_moved_by_the_other_side_only(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await say(wei, conversation, "Three")
    assert await unread(wei, conversation) == (2, 2)
    assert await unread(ana, conversation) == (1, 1)


async def test_a_system_message_is_unread_by_nobody(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.anas_order, "order")
    await shared.service.order_status(cast.anas_order, "shipped")
    assert (await ana.expect("message:new"))["unread"] == 0
    assert await unread(ana, conversation) == (0, 0)


async def test_reading_is_acked_kept_and_told_to_both_sides(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two", "Three")
    assert await mark(wei, conversation, 2) == {"delivered_seq": 2, "read_seq": 2}
    moved = {
        "conversation_id": conversation,
        "side": "seller",
        "delivered_seq": 2,
        "read_seq": 2,
    }
    assert await ana.expect("receipt:updated") == moved
    assert await wei.expect("receipt:updated") == moved | {"unread": 1, "unread_total": 1}
    for wire in (ana, wei):
        shown = (await seen(wire, conversation))["receipts"]
        assert shown == {"buyer": NOTHING, "seller": {"delivered_seq": 2, "read_seq": 2}}


async def test_delivered_is_not_read(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    acked = await mark(wei, conversation, 2, "delivered")
    assert acked == {"delivered_seq": 2, "read_seq": 0}
    assert (await ana.expect("receipt:updated"))["delivered_seq"] == 2
    assert await unread(wei, conversation) == (2, 2)


@pytest.mark.parametrize("how", ["read", "delivered"])
async def test_a_stale_note_is_acked_with_what_is_and_told_to_nobody(
    shared: RunningHub, cast: Cast, how: str
) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await mark(wei, conversation, 2)
    assert await mark(wei, conversation, 1, how) == {"delivered_seq": 2, "read_seq": 2}
    await ana.barrier()
    assert len(ana.of("receipt:updated")) == 1


async def test_notes_in_any_order_end_where_the_highest_says(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abcdef")
    devices = [await shared.connect(who) for who in (cast.wei, cast.wei, cast.xia)]
    notes = [(4, "read"), (1, "read"), (6, "delivered"), (3, "read"), (2, "delivered")]
    await asyncio.gather(
        *(mark(devices[n % 3], conversation, *note) for n, note in enumerate(notes))
    )
    final = {"delivered_seq": 6, "read_seq": 4}
    for wire in (ana, *devices):
        assert (await seen(wire, conversation))["receipts"]["seller"] == final
        told = [(p["delivered_seq"], p["read_seq"]) for p in wire.of("receipt:updated")]
        assert told == sorted(told), "marks never fall"
        assert told[-1] == (6, 4)
    assert await unread(devices[0], conversation) == (2, 2)


async def test_operators_share_their_shops_receipts(shared: RunningHub, cast: Cast) -> None:
    ana, wei, xia = [await shared.connect(who) for who in (cast.ana, cast.wei, cast.xia)]
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await mark(wei, conversation, 2)
    told = await xia.expect("receipt:updated")
    assert (told["side"], told["unread"], told["unread_total"]) == ("seller", 0, 0)
    assert await unread(xia, conversation) == (0, 0)
    answer = await say(xia, conversation, "Yes")
    assert (await wei.expect("message:new", lambda p: p["message"] == answer))["unread"] == 0


async def test_the_total_is_over_all_conversations(shared: RunningHub, cast: Cast) -> None:
    ana, ben = await shared.connect(cast.ana), await shared.connect(cast.ben)
    wei = await shared.connect(cast.wei)
    of_ana, of_ben = await about(ana, cast.lamp), await about(ben, cast.shade)
    await say_all(ana, of_ana, "One", "Two")
    await say_all(ben, of_ben, "Three")
    assert [p["unread_total"] for p in wei.of("message:new")] == [1, 2, 3]
    await mark(wei, of_ana, 2)
    assert (await wei.expect("receipt:updated"))["unread_total"] == 1
    assert await unread(wei, of_ben) == (1, 1)
    later = await shared.connect(cast.xia)
    assert later.session["unread_total"] == 1


async def test_a_seller_who_buys_has_one_total(shared: RunningHub, cast: Cast) -> None:
    wei, luc, ana = [await shared.connect(who) for who in (cast.wei, cast.luc, cast.ana)]
    bought, sold = await about(wei, cast.bag), await about(ana, cast.lamp)
    await say(wei, bought, "A bag, please")
    await say(luc, bought, "Sure")
    await say(ana, sold, "A lamp, please")
    listed = await wei.ok("conversation:list", {})
    assert {one["id"] for one in listed["conversations"]} == {bought, sold}
    assert listed["unread_total"] == 2
    assert wei.of("message:new")[-1]["unread_total"] == 2


async def test_a_device_that_comes_while_messages_pour_in_counts_right(
    shared: RunningHub, cast: Cast
) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    lamp, shade = await about(ana, cast.lamp), await about(ana, cast.shade)
    await say(ana, lamp)
    await say(ana, shade)
    await wei.socket.close()
    sending = [
        await ana.emit("message:send", draft(conversation))
        for _ in range(60)
        for conversation in (lamp, shade)
    ]
    comers = [await shared.connect(who) for who in (cast.wei, cast.xia) * 4]
    await mark(comers[0], lamp, 1)
    await asyncio.gather(*sending)
    for comer in comers:
        await comer.barrier()
        state = Reducer()
        state.conversations = {one["id"]: one for one in await inbox(comer)}
        for event, payload in comer.pushed:
            state.apply(event, payload)
        assert state.unread_total == await unread_total(comer) == 121


async def test_receipts_outlive_a_deletion(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "One", "Two")
    await mark(wei, conversation, 1)
    await hide(wei, conversation)
    assert await unread_total(wei) == 0
    await say(ana, conversation, "Three")
    assert await unread(wei, conversation) == (1, 1)
    shown: Json = (await seen(ana, conversation))["receipts"]["seller"]
    assert shown == {"delivered_seq": 1, "read_seq": 1}


async def unread_total(wire: Wire) -> int:
    return int((await wire.ok("conversation:list", {}))["unread_total"])


async def test_reading_takes_it_out_of_the_unread_folder(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation)
    assert [one["id"] for one in await inbox(wei, filter="unread")] == [conversation]
    await mark(wei, conversation, 1)
    assert await inbox(wei, filter="unread") == []
    assert [one["id"] for one in await inbox(wei)] == [conversation]
