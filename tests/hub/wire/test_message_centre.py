"""The inbox: by last activity, under filters, in pages that hold still; and pages of a thread."""

import asyncio
from itertools import chain
from typing import Any

import pytest

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.speaking import about, hide, history, inbox, mark, say, say_all
from tests.support.wire import Json, Wire


async def listed(wire: Wire, **request: Json) -> list[str]:
    return [one["id"] for one in await inbox(wire, **request)]


async def all_pages(wire: Wire, limit: int, **request: Json) -> list[list[str]]:
    """The ids on every page, from the first to the last."""
    pages: list[list[str]] = []
    cursor: Json = None
    while True:
        data = await wire.ok("conversation:list", request | {"limit": limit, "cursor": cursor})
        pages.append([one["id"] for one in data["conversations"]])
        cursor = data["next_cursor"]
        if cursor is None:
            return pages


async def topics(wire: Wire, count: int) -> list[str]:
    """Support conversations, each with a message, the oldest first."""
    ids = [await about(wire, f"topic-{n}", "support") for n in range(count)]
    for id in ids:
        await say(wire, id, "Help!")
    return ids


async def test_what_happened_last_is_on_top(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    lamp, shade = await about(ana, cast.lamp), await about(ana, cast.shade)
    await say(ana, lamp)
    await say(ana, shade)
    assert await listed(ana) == [shade, lamp]
    await say(wei, lamp)
    assert await listed(ana) == [lamp, shade]
    await mark(wei, shade, 1)
    assert await listed(ana) == [lamp, shade], "reading is no activity"


async def test_filters(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    product = await about(ana, cast.lamp)
    order = await about(ana, cast.anas_order, "order")
    support = await about(ana, "refund", "support")
    for conversation in (product, order, support):
        await say(ana, conversation)
    await say(wei, order)
    expected = {
        "all": {product, order, support},
        "unread": {order},
        "product": {product},
        "order": {order},
        "support": {support},
    }
    found = {name: set(await listed(ana, filter=name)) for name in expected}
    assert found == expected
    assert await listed(wei, filter="support") == []
    assert set(await listed(wei, filter="unread")) == {product, order}
    assert (await ana.refused("conversation:list", {"filter": "spam"}))["code"] == "invalid"


async def test_pages_go_to_the_end_without_holes_or_doubles(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    ids = await topics(ana, 7)
    pages = await all_pages(ana, 3)
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [*chain(*pages)] == ids[::-1]
    assert await all_pages(ana, 7) == [ids[::-1]], "a full page may be the last"


async def test_activity_while_paging_repeats_and_skips_nothing(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    ids = await topics(ana, 6)
    first = await ana.ok("conversation:list", {"limit": 3})
    await say(ana, ids[0], "It comes to the top")
    await say(ana, ids[5], "It stays there")
    rest = await ana.ok("conversation:list", {"limit": 3, "cursor": first["next_cursor"]})
    seen = [one["id"] for page in (first, rest) for one in page["conversations"]]
    assert seen == [ids[5], ids[4], ids[3], ids[2], ids[1]], "and the other was pushed"
    assert rest["next_cursor"] is None


async def test_pages_of_a_filter(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    ids = await topics(ana, 4)
    await say(ana, await about(ana, cast.lamp))
    assert await all_pages(ana, 2, filter="support") == [ids[:1:-1], ids[1::-1]]


async def test_conversations_of_the_same_moment_are_all_there(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    ids = await asyncio.gather(*(about(ana, f"t-{n}", "support") for n in range(20)))
    pages = await all_pages(ana, 1)
    assert sorted(chain(*pages)) == sorted(ids)


async def test_a_page_is_fifty_and_two_hundred_at_most(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    limits = ana.session["limits"]
    assert (limits["page"], limits["page_max"]) == (50, 200)
    await asyncio.gather(*(about(ana, f"t-{n}", "support") for n in range(51)))
    assert len(await listed(ana)) == 50
    assert len(await listed(ana, limit=10**9)) == 51


async def test_a_deleted_conversation_is_under_no_filter(shared: RunningHub, cast: Cast) -> None:
    ana, wei = await shared.connect(cast.ana), await shared.connect(cast.wei)
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation)
    await hide(wei, conversation)
    for name in ("all", "unread", "product"):
        assert await listed(wei, filter=name) == [], name


# -- a thread's pages -----------------------------------------------------------------------------


async def page(wire: Wire, conversation: str, **bounds: Any) -> tuple[list[int], bool]:
    """(seqs, has_more) of a page of history."""
    data = await wire.ok("conversation:history", {"conversation_id": conversation, **bounds})
    return [message["seq"] for message in data["messages"]], data["has_more"]


@pytest.fixture
async def ana(shared: RunningHub, cast: Cast) -> Wire:
    return await shared.connect(cast.ana)


@pytest.fixture
async def thread(ana: Wire, cast: Cast) -> str:
    """A conversation of ten messages."""
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *(f"page {n}" for n in range(1, 11)))
    return conversation


async def test_history_is_the_newest_page_ascending(ana: Wire, thread: str) -> None:
    assert await page(ana, thread) == ([*range(1, 11)], False)
    assert await page(ana, thread, limit=3) == ([8, 9, 10], True)
    assert await page(ana, thread, limit=10) == ([*range(1, 11)], False)


async def test_history_upwards(ana: Wire, thread: str) -> None:
    assert await page(ana, thread, limit=3, before_seq=8) == ([5, 6, 7], True)
    assert await page(ana, thread, limit=3, before_seq=4) == ([1, 2, 3], False)
    assert await page(ana, thread, before_seq=1) == ([], False)


async def test_history_downwards(ana: Wire, thread: str) -> None:
    assert await page(ana, thread, limit=3, after_seq=0) == ([1, 2, 3], True)
    assert await page(ana, thread, limit=3, after_seq=7) == ([8, 9, 10], False)
    assert await page(ana, thread, after_seq=10) == ([], False)


async def test_history_between(ana: Wire, thread: str) -> None:
    assert await page(ana, thread, after_seq=3, before_seq=7) == ([4, 5, 6], False)
    assert await page(ana, thread, after_seq=3, before_seq=7, limit=2) == ([5, 6], True)


async def test_history_is_the_same_for_everybody_who_sees_all(
    shared: RunningHub, cast: Cast, ana: Wire, thread: str
) -> None:
    wei = await shared.connect(cast.wei)
    assert await history(wei, thread) == await history(ana, thread)
