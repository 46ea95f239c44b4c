"""An order moves on: one system message for each change, however often it is reported."""

import asyncio
from itertools import pairwise

import pytest

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.speaking import about, history, inbox, opened, say, seen
from tests.support.wire import Json

TRACKING = {"carrier": "SEUR", "number": "123-456", "url": "https://seur.example/123"}
ALL = ["processing", "shipped", "in_transit", "delivered", "cancelled", "received"]


async def told(hub: RunningHub, cast: Cast) -> list[Json]:
    """What the order's conversation says of its state, as the buyer reads it."""
    ana = await hub.connect(cast.ana)
    conversation = await about(ana, cast.anas_order, "order")
    return [message["system"] for message in await history(ana, conversation)]


async def test_a_change_is_a_system_message_in_the_orders_conversation(
    shared: RunningHub, cast: Cast
) -> None:
    answer = await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    ana = await shared.connect(cast.ana)
    [message] = await history(ana, answer["conversation_id"])
    assert (message["seq"], message["kind"]) == (answer["seq"], "system")
    assert message["sender"] == {"id": "system", "side": "system", "name": ""}
    assert message["system"] == {
        "type": "order_status",
        "status": "shipped",
        "tracking": TRACKING,
    }
    assert "shipped" in message["text"]
    assert message["lang"] == "en"
    assert (answer["order"]["status"], answer["order"]["tracking"]) == ("shipped", TRACKING)
    assert answer["conversation_id"] == await about(ana, cast.anas_order, "order")


async def test_both_sides_are_told_at_once(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    await shared.service.order_status(cast.anas_order, "shipped")
    for wire in (ana, wei):
        told = await wire.expect("message:new")
        assert told["message"]["system"]["status"] == "shipped"
        assert (told["unread"], told["unread_total"]) == (0, 0)
        assert len(await inbox(wire)) == 1, "it appears in both inboxes"


async def test_a_repeated_report_is_no_change(shared: RunningHub, cast: Cast) -> None:
    first = await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    again = await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    assert again == first
    assert len(await told(shared, cast)) == 1


async def test_many_reports_at_once_are_one_change(shared: RunningHub, cast: Cast) -> None:
    answers = await asyncio.gather(
        *(shared.service.order_status(cast.anas_order, "shipped") for _ in range(10))
    )
    assert {answer["seq"] for answer in answers} == {1}
    assert [system["status"] for system in await told(shared, cast)] == ["shipped"]


async def test_every_status_and_the_way_back(shared: RunningHub, cast: Cast) -> None:
    for status in [*ALL, *ALL]:
        await shared.service.order_status(cast.anas_order, status)
    assert [system["status"] for system in await told(shared, cast)] == [*ALL, *ALL]


async def test_different_reports_at_once_are_all_told(shared: RunningHub, cast: Cast) -> None:
    await asyncio.gather(*(shared.service.order_status(cast.anas_order, one) for one in ALL[:5]))
    statuses = [system["status"] for system in await told(shared, cast)]
    assert sorted(statuses) == sorted(ALL[:5])


async def test_tracking_stays_until_there_is_another(shared: RunningHub, cast: Cast) -> None:
    await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    answer = await shared.service.order_status(cast.anas_order, "in_transit")
    assert answer["order"]["tracking"] == TRACKING
    other = {"carrier": "Correos", "number": "9"}
    await shared.service.order_status(cast.anas_order, "in_transit", tracking=other)
    systems = await told(shared, cast)
    assert [one["tracking"] for one in systems] == [TRACKING, TRACKING, other]
    assert [one["status"] for one in systems] == ["shipped", "in_transit", "in_transit"]


async def test_a_put_of_the_order_tells_a_change_as_well(shared: RunningHub, cast: Cast) -> None:
    order = cast.record("order", "o-ana")
    for status in ("received", "processing", "processing", "delivered"):
        await shared.service.record("order", cast.anas_order, order | {"status": status})
    statuses = [system["status"] for system in await told(shared, cast)]
    assert statuses == ["processing", "delivered"]


async def test_another_change_of_the_order_is_not_told(shared: RunningHub, cast: Cast) -> None:
    total = {"amount": "20.00", "currency": "EUR"}
    order = cast.record("order", "o-ana") | {"total": total}
    await shared.service.record("order", cast.anas_order, order)
    assert await told(shared, cast) == []


async def test_the_card_shows_then_and_now(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    frozen = (await opened(ana, "order", cast.anas_order))["context"]["card"]
    await shared.service.order_status(cast.anas_order, "shipped", tracking=TRACKING)
    live = frozen | {"status": "shipped", "tracking": TRACKING}
    for wire in (ana, wei):
        pushed = [
            payload["conversation"]["context"].get("live_card")
            for payload in wire.of("conversation:updated")
        ]
        assert live in pushed, "devices that are there see it change"
    [listed] = await inbox(ana)
    assert listed["context"]["card"] == frozen
    assert listed["context"]["live_card"] == live


async def test_a_change_stands_where_it_happened(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.anas_order, "order")
    await say(ana, conversation, "When?")
    answer = await shared.service.order_status(cast.anas_order, "shipped")
    await say(wei, conversation, "Now")
    assert (answer["conversation_id"], answer["seq"]) == (conversation, 2)
    thread = await history(ana, conversation)
    assert [message["kind"] for message in thread] == ["text", "system", "text"]
    assert all(a["sent_at"] <= b["sent_at"] for a, b in pairwise(thread))
    shown = await seen(ana, conversation)
    assert (shown["last_seq"], shown["unread"]) == (3, 1)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"status": "lost"}, 400, "invalid"),
        ({}, 400, "invalid"),
        ({"status": "shipped", "note": "!"}, 400, "invalid"),
        ({"status": "shipped", "tracking": {"carrier": "SEUR"}}, 400, "invalid"),
    ],
)
async def test_a_report_of_another_form_is_refused(
    shared: RunningHub, cast: Cast, change: Json, status: int, code: str
) -> None:
    reply = await shared.service.post(f"/api/v1/orders/{cast.anas_order}/status", change)
    assert (reply.status, reply.code) == (status, code)
    assert await told(shared, cast) == []


async def test_an_order_that_is_not_known_is_not_found(shared: RunningHub, cast: Cast) -> None:
    reply = await shared.service.post(
        f"/api/v1/orders/{cast.id('none')}/status", {"status": "shipped"}
    )
    assert (reply.status, reply.code) == (404, "not_found")
