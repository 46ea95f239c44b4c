"""A message: acked once it is kept, numbered without gaps, told to everybody, kept once."""

import asyncio
import re
from itertools import groupby
from operator import itemgetter

import pytest

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.speaking import about, draft, history, inbox, say, texts
from tests.support.wire import Json


async def test_the_ack_is_the_message_as_it_is_kept(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    sent = {"conversation_id": conversation, "client_id": "my-1", "text": "¿Hay más?"}
    ack = await ana.call("message:send", sent)
    sent_at = ack["data"]["message"]["sent_at"]
    assert ack == {
        "ok": True,
        "data": {
            "message": {
                "conversation_id": conversation,
                "seq": 1,
                "client_id": "my-1",
                "kind": "text",
                "sender": {"id": cast.ana.id, "side": "buyer", "name": "Ana"},
                "text": "¿Hay más?",
                "lang": "es",
                "attachments": [],
                "sent_at": sent_at,
            }
        },
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", sent_at)
    assert await history(ana, conversation) == [ack["data"]["message"]]


async def test_every_device_of_both_sides_is_told(shared: RunningHub, cast: Cast) -> None:
    buyers = [await shared.connect(cast.ana) for _ in range(2)]
    sellers = [await shared.connect(person) for person in (cast.wei, cast.wei, cast.xia)]
    message = await say(buyers[0], await about(buyers[0], cast.lamp))
    for device in buyers:
        told = await device.expect("message:new")
        assert told == {"message": message, "unread": 0, "unread_total": 0}
    for device in sellers:
        told = await device.expect("message:new")
        assert told == {"message": message, "unread": 1, "unread_total": 1}


async def test_nobody_else_is_told(shared: RunningHub, cast: Cast) -> None:
    ana, ben = await shared.connect(cast.ana), await shared.connect(cast.ben)
    luc = await shared.connect(cast.luc)
    await say(ana, await about(ana, cast.lamp))
    for stranger in (ben, luc):
        await stranger.barrier()
        assert [event for event, _ in stranger.pushed] == ["session:ready"]


async def test_what_is_sent_again_is_kept_and_told_once(shared: RunningHub, cast: Cast) -> None:
    devices = [await shared.connect(cast.ana) for _ in range(3)]
    wei = await shared.connect(cast.wei)
    conversation = await about(devices[0], cast.lamp)
    same = draft(conversation, "Once, please")
    acks = await asyncio.gather(
        *(device.ok("message:send", same) for device in devices for _ in range(5))
    )
    await say(devices[0], conversation, "And then")
    assert await devices[0].ok("message:send", same) == acks[0], "however late"
    assert {ack["message"]["seq"] for ack in acks} == {1}
    assert await texts(wei, conversation) == ["Once, please", "And then"]
    told = [payload["message"]["seq"] for payload in wei.of("message:new")]
    assert told == [1, 2]


@pytest.mark.parametrize("change", [{"text": "Two"}, {"reply_to": 1}])
async def test_a_used_client_id_with_other_content_is_a_conflict(
    shared: RunningHub, cast: Cast, change: Json
) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    one = draft(conversation, "One")
    await ana.ok("message:send", one)
    assert (await ana.refused("message:send", one | change))["code"] == "conflict"
    assert await texts(ana, conversation) == ["One"]


async def test_a_client_id_counts_within_its_conversation(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    for product in (cast.lamp, cast.bag):
        conversation = await about(ana, product)
        assert (await say(ana, conversation, product, client_id="same"))["text"] == product


async def test_a_client_that_does_not_wait_keeps_its_order(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    written = [f"page {n}" for n in range(100)]
    under_way = [await ana.emit("message:send", draft(conversation, text)) for text in written]
    acks = await asyncio.gather(*under_way)
    kept = [(ack["data"]["message"]["seq"], ack["data"]["message"]["text"]) for ack in acks]
    assert kept == list(enumerate(written, start=1))


async def test_many_who_write_at_once_make_no_gap(shared: RunningHub, cast: Cast) -> None:
    people = (cast.ana, cast.ana, cast.wei, cast.xia)
    wires = [await shared.connect(person) for person in people]
    conversation = await about(wires[0], cast.lamp)
    acks = await asyncio.gather(
        *[
            await wire.emit("message:send", draft(conversation, f"{index} page {n}"))
            for n in range(25)
            for index, wire in enumerate(wires)
        ]
    )
    assert all(ack["ok"] for ack in acks)
    kept = await history(wires[0], conversation, limit=200)
    assert [message["seq"] for message in kept] == list(range(1, 101))
    spoken = sorted((text.split() for text in map(itemgetter("text"), kept)), key=itemgetter(0))
    for _, own in groupby(spoken, itemgetter(0)):
        assert [int(n) for _, _, n in own] == list(range(25)), "everybody's own order"
    for wire in wires:
        await wire.barrier()
        told = [payload["message"] for payload in wire.of("message:new")]
        assert sorted(told, key=itemgetter("seq")) == kept


async def test_a_reply_names_what_it_answers(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    question = await say(ana, conversation, "In blue?")
    answer = await say(wei, conversation, "Yes", reply_to=question["seq"])
    assert answer["reply_to"] == 1
    assert (await history(ana, conversation))[1] == answer


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({}, "invalid"),
        ({"text": None}, "invalid"),
        ({"text": "a", "attachment_ids": ["unknown"]}, "not_found"),
        ({"attachment_ids": []}, "invalid"),
    ],
)
async def test_a_message_holds_something(
    shared: RunningHub, cast: Cast, message: Json, code: str
) -> None:
    ana = await shared.connect(cast.ana)
    at = {"conversation_id": await about(ana, cast.lamp), "client_id": "1"}
    assert (await ana.refused("message:send", at | message))["code"] == code


async def test_a_dry_run_keeps_and_tells_nothing(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    checked = await ana.ok("message:check", {"conversation_id": conversation, "text": "Hello"})
    assert checked == {"action": "allow", "findings": [], "hint": ""}
    assert await history(ana, conversation) == []
    await wei.barrier()
    assert wei.of("message:new") == []
    assert await inbox(wei) == []


async def test_a_report_is_kept_once_for_each_person(shared: RunningHub, cast: Cast) -> None:
    ana, wei, xia = [await shared.connect(who) for who in (cast.ana, cast.wei, cast.xia)]
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation, "Hurry up")
    report = {"conversation_id": conversation, "seq": 1, "reason": "off_platform", "note": "No!"}
    first = (await wei.ok("message:report", report))["report_id"]
    assert (await wei.ok("message:report", report | {"reason": "spam"}))["report_id"] == first
    assert (await xia.ok("message:report", report))["report_id"] != first
    missing = await wei.refused("message:report", report | {"seq": 2})
    assert missing["code"] == "not_found"


async def test_without_an_engine_there_is_no_translation(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation, "Hola")
    asked = {"conversation_id": conversation, "seq": 1, "lang": "zh"}
    assert (await ana.ok("message:translate", asked))["translation"] is None
    assert (await ana.refused("message:translate", asked | {"seq": 2}))["code"] == "not_found"
