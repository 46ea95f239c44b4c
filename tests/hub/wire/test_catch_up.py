"""What a device missed: messages by seq, deletions by change number, or a fresh start."""

import asyncio

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.speaking import about, catch_up, draft, hide, mark, say, say_all
from tests.support.wire import Json, Wire


def seqs(missed: Json) -> list[int]:
    return [message["seq"] for message in missed["messages"]]


async def test_the_messages_since(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    sent = await say_all(ana, conversation, *"abcde")
    await mark(wei, conversation, 3)
    assert await catch_up(wei, conversation, seq=2) == {
        "messages": sent[2:],
        "changes": [],
        "receipts": {
            "buyer": {"delivered_seq": 0, "read_seq": 0},
            "seller": {"delivered_seq": 3, "read_seq": 3},
        },
        "change": 0,
        "reset": False,
    }


async def test_nothing_missed(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "a", "b")
    missed = await catch_up(ana, conversation, seq=2)
    assert (missed["messages"], missed["changes"], missed["reset"]) == ([], [], False)


async def test_the_deletions_since_each_under_its_number(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abcdef")
    await hide(ana, conversation, 1)
    await hide(ana, conversation, 4, 2)
    missed = await catch_up(ana, conversation, seq=6)
    assert missed["changes"] == [
        {"change": 1, "type": "hidden", "seqs": [1]},
        {"change": 2, "type": "hidden", "seqs": [2, 4]},
    ]
    assert missed["change"] == 2
    assert (await catch_up(ana, conversation, 6, 1))["changes"] == missed["changes"][1:]
    assert (await catch_up(ana, conversation, 6, 2))["changes"] == []


async def test_a_message_deleted_before_it_was_seen_is_not_shown(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abc")
    await hide(ana, conversation, 2)
    assert seqs(await catch_up(ana, conversation)) == [1, 3]


async def test_a_cleared_conversation(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abc")
    await hide(ana, conversation, 3)
    await hide(ana, conversation)
    await say(ana, conversation, "d")
    missed = await catch_up(ana, conversation, seq=2)
    assert seqs(missed) == [4]
    assert missed["changes"] == [
        {"change": 1, "type": "hidden", "seqs": [3]},
        {"change": 2, "type": "cleared", "cleared_seq": 3},
    ]
    assert (await catch_up(ana, conversation, 4, 2))["changes"] == []


async def test_the_other_sides_deletions_are_not_told(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abc")
    await hide(ana, conversation, 1)
    await hide(ana, conversation)
    missed = await catch_up(wei, conversation)
    assert (seqs(missed), missed["changes"], missed["change"]) == ([1, 2, 3], [], 0)


async def test_300_missing_are_sent_and_301_begin_anew(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await asyncio.gather(
        *[await ana.emit("message:send", draft(conversation, f"page {n}")) for n in range(301)]
    )
    all_but_one = await catch_up(ana, conversation, seq=1)
    assert (seqs(all_but_one), all_but_one["reset"]) == ([*range(2, 302)], False)
    too_many = await catch_up(ana, conversation, seq=0)
    assert (seqs(too_many), too_many["reset"]) == ([*range(252, 302)], True)
    assert too_many["changes"] == []


async def test_deletions_above_300_begin_anew_too(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await asyncio.gather(
        *[await ana.emit("message:send", draft(conversation, f"page {n}")) for n in range(310)]
    )
    await hide(ana, conversation, *range(1, 201))
    await hide(ana, conversation, *range(201, 302))
    missed = await catch_up(ana, conversation, seq=310)
    assert (seqs(missed), missed["reset"], missed["change"]) == ([*range(302, 311)], True, 2)


async def test_a_change_number_from_nowhere_begins_anew(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abc")
    missed = await catch_up(ana, conversation, seq=2, change=7)
    assert (seqs(missed), missed["reset"], missed["change"]) == ([1, 2, 3], True, 0)


async def test_a_device_that_was_away_while_much_happened(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *"abc")
    await away(wei)
    await say_all(ana, conversation, *"de")
    xia = await shared.connect(cast.xia)
    await say(xia, conversation, "f")
    await hide(xia, conversation, 4)
    await mark(xia, conversation, 5)
    back = await shared.connect(cast.wei)
    assert back.session["unread_total"] == 0
    missed = await catch_up(back, conversation, seq=3)
    assert (seqs(missed), missed["changes"]) == ([5, 6], [change(1, 4)])
    assert missed["receipts"]["seller"] == {"delivered_seq": 5, "read_seq": 5}


def change(number: int, *hidden: int) -> Json:
    return {"change": number, "type": "hidden", "seqs": list(hidden)}


async def away(wire: Wire) -> None:
    await wire.socket.close()
    await wire.closed()
