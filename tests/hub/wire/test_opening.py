"""Conversations are opened by those whom they concern, and only once."""

import asyncio

import pytest

from tests.support.cast import Cast
from tests.support.people import SAM
from tests.support.running import RunningHub
from tests.support.speaking import about, inbox, opened, say, seen
from tests.support.wire import Json


async def test_a_product_conversation_as_its_buyer_sees_it(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await opened(ana, "product", cast.lamp)
    card = {
        "title": "Lamp",
        "image_url": "/images/lamp.jpg",
        "price": {"amount": "24.90", "currency": "EUR"},
        "url": "/products/lamp",
    }
    assert conversation == {
        "id": conversation["id"],
        "context": {"type": "product", "id": cast.lamp, "card": card},
        "buyer": {"id": cast.ana.id, "name": "Ana", "lang": "es"},
        "shop": {"id": cast.lamps, "name": "灯之家", "lang": "zh", "utc_offset_min": 480},
        "last_seq": 0,
        "last_message": None,
        "unread": 0,
        "receipts": {
            "buyer": {"delivered_seq": 0, "read_seq": 0},
            "seller": {"delivered_seq": 0, "read_seq": 0},
        },
        "state": "open",
        "updated_at": conversation["updated_at"],
        "listed": True,
        "cleared_seq": 0,
        "change": 0,
        "translation_on": True,
    }


async def test_an_order_conversation_shows_the_order(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await opened(ana, "order", cast.anas_order)
    assert conversation["context"]["card"] == {
        "title": "Lamp",
        "image_url": "/images/lamp.jpg",
        "price": {"amount": "24.90", "currency": "EUR"},
        "url": None,
        "status": "received",
        "item_count": 1,
    }


async def test_opening_again_finds_the_same(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    first = await opened(ana, "product", cast.lamp)
    assert await opened(ana, "product", cast.lamp) == first
    await say(ana, first["id"])
    assert (await opened(ana, "product", cast.lamp))["last_seq"] == 1
    assert await about(ana, cast.shade) != first["id"]


async def test_twenty_openings_at_once_are_one(shared: RunningHub, cast: Cast) -> None:
    devices = [await shared.connect(cast.ana) for _ in range(4)]
    ids = await asyncio.gather(*(about(device, cast.lamp) for device in devices for _ in range(5)))
    assert len(ids) == 20
    assert len(set(ids)) == 1
    assert [one["id"] for one in await inbox(devices[0])] == ids[:1]


async def test_each_buyer_has_a_conversation_of_their_own(shared: RunningHub, cast: Cast) -> None:
    ana, ben = await shared.connect(cast.ana), await shared.connect(cast.ben)
    assert await about(ana, cast.lamp) != await about(ben, cast.lamp)


async def test_both_sides_open_an_order_into_the_same_conversation(
    shared: RunningHub, cast: Cast
) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    by_seller = await about(wei, cast.anas_order, "order")
    assert [one["id"] for one in await inbox(wei)] == [by_seller]
    assert await inbox(ana) == [], "nothing was said yet"
    assert await about(ana, cast.anas_order, "order") == by_seller


async def test_it_comes_into_the_other_inbox_with_the_first_message(
    shared: RunningHub, cast: Cast
) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    assert [one["id"] for one in await inbox(ana)] == [conversation]
    assert await inbox(wei) == []
    await say(ana, conversation)
    assert [one["id"] for one in await inbox(wei)] == [conversation]
    arrived = [event for event, _ in wei.pushed if event != "session:ready"]
    assert arrived == ["conversation:updated", "message:new"], "announced, then told"


async def test_ones_other_devices_learn_of_an_opening(shared: RunningHub, cast: Cast) -> None:
    here, there = await shared.connect(cast.ana), await shared.connect(cast.ana)
    conversation = await opened(here, "product", cast.lamp)
    assert (await there.expect("conversation:updated"))["conversation"] == conversation


def support(cast: Cast) -> Json:
    return {"context": {"type": "support", "id": f"refund-{cast.mark}"}}


async def test_support_is_answered_by_staff(shared: RunningHub, cast: Cast) -> None:
    ana, sam = await shared.connect(cast.ana), await shared.connect(SAM)
    asked = (await ana.ok("conversation:open", support(cast)))["conversation"]
    assert (asked["context"]["type"], asked["shop"]["id"]) == ("support", "support")
    await say(ana, asked["id"], "Where is my refund?")
    heard = await sam.expect("message:new")
    assert heard["message"]["text"] == "Where is my refund?"
    assert heard["unread"] == 1
    answer = await say(sam, asked["id"], "On its way.")
    assert answer["sender"] == {"id": SAM.id, "side": "seller", "name": "Sam"}
    assert (await seen(ana, asked["id"]))["unread"] == 1


async def test_support_is_for_the_one_who_asked(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    asked = (await ana.ok("conversation:open", support(cast)))["conversation"]
    error = await wei.refused("conversation:history", {"conversation_id": asked["id"]})
    assert error["code"] == "not_found"
    own = (await wei.ok("conversation:open", support(cast)))["conversation"]
    assert own["id"] != asked["id"]


@pytest.mark.parametrize("order", ["anas_order", "bens_order"])
async def test_a_shop_opens_its_own_orders_only(shared: RunningHub, cast: Cast, order: str) -> None:
    wei = await shared.connect(cast.wei)
    context = {"type": "order", "id": getattr(cast, order)}
    ack = await wei.call("conversation:open", {"context": context})
    assert ack["ok"] is (order == "anas_order")
