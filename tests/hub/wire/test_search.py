"""Search over one's own conversations: folded, in Chinese too, highlighted, in pages."""

import pytest

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.speaking import about, hide, say, say_all, search
from tests.support.wire import Json, Wire


def marked(hit: Json) -> list[str]:
    """The highlighted passages of a hit."""
    text = hit["message"]["text"]
    return [text[span["start"] : span["end"]] for span in hit["spans"]]


async def found(wire: Wire, query: str, **more: Json) -> list[str]:
    return [hit["message"]["text"] for hit in (await search(wire, query, **more))["hits"]]


@pytest.fixture
async def ana(shared: RunningHub, cast: Cast) -> Wire:
    return await shared.connect(cast.ana)


@pytest.fixture
async def wei(shared: RunningHub, cast: Cast) -> Wire:
    return await shared.connect(cast.wei)


async def test_a_hit_is_the_message_its_conversation_and_where(
    ana: Wire, wei: Wire, cast: Cast
) -> None:
    conversation = await about(ana, cast.lamp)
    message = await say(ana, conversation, "\U0001f44b ¿Tiene una lámpara más pequeña?")
    [hit] = (await search(wei, "lampara"))["hits"]
    assert hit["message"] == message
    assert (hit["conversation"]["id"], hit["conversation"]["unread"]) == (conversation, 1)
    assert hit["spans"] == [{"start": 13, "end": 20}]


@pytest.mark.parametrize("query", ["lampara", "LÁMPARA", "lámpara", "lam", "pequena lamp"])
async def test_spanish_with_and_without_accents(ana: Wire, cast: Cast, query: str) -> None:
    conversation = await about(ana, cast.lamp)
    for text in ("Una lámpara pequeña", "una LAMPARA pequena", "otra cosa"):
        await say(ana, conversation, text)
    assert await found(ana, query) == ["una LAMPARA pequena", "Una lámpara pequeña"]


@pytest.mark.parametrize("query", ["台灯", "灯", "什么时候", "灯什", "货"])
async def test_chinese_substrings(ana: Wire, cast: Cast, query: str) -> None:
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "请问台灯什么时候发货?", "谢谢!")
    [hit] = (await search(ana, query))["hits"]
    assert marked(hit) == [query]


async def test_languages_may_be_mixed(ana: Wire, cast: Cast) -> None:
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "LED台灯 36W", "LED lamp", "台灯")
    assert await found(ana, "台灯 led") == ["LED台灯 36W"]
    assert await found(ana, "led台灯") == ["LED台灯 36W"]


async def test_every_word_must_be_there(ana: Wire, cast: Cast) -> None:
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, "blue lamp", "blue shade", "a lamp, in blue")
    assert await found(ana, "blue lamp") == ["a lamp, in blue", "blue lamp"]
    assert await found(ana, "green lamp") == []


async def test_what_was_just_sent_is_found(ana: Wire, wei: Wire, cast: Cast) -> None:
    conversation = await about(ana, cast.lamp)
    for number in range(20):
        text = f"unheard of {'abcdefghijklmnoprstu'[number] * 5}"
        await say(ana, conversation, text)
        assert await found(wei, text) == [text]


async def test_it_is_over_both_sides_words_in_all_of_ones_conversations(
    ana: Wire, wei: Wire, cast: Cast
) -> None:
    lamp, shade = await about(ana, cast.lamp), await about(ana, cast.shade)
    await say(ana, lamp, "parcel, by ana")
    await say(wei, shade, "parcel, by wei")
    for wire in (ana, wei):
        assert await found(wire, "parcel") == ["parcel, by wei", "parcel, by ana"]
        assert await found(wire, "parcel", conversation_id=lamp) == ["parcel, by ana"]


async def test_a_seller_finds_what_they_bought_and_sold(
    shared: RunningHub, cast: Cast, ana: Wire, wei: Wire
) -> None:
    await say(ana, await about(ana, cast.lamp), "sold parcel")
    await say(wei, await about(wei, cast.bag), "bought parcel")
    assert await found(wei, "parcel") == ["bought parcel", "sold parcel"]
    luc = await shared.connect(cast.luc)
    assert await found(luc, "parcel") == ["bought parcel"]


async def test_anothers_conversation_is_not_searched(
    shared: RunningHub, cast: Cast, ana: Wire
) -> None:
    conversation = await about(ana, cast.lamp)
    await say(ana, conversation, "a secret parcel")
    ben = await shared.connect(cast.ben)
    assert await found(ben, "parcel") == []
    within = {"query": "parcel", "conversation_id": conversation}
    assert (await ben.refused("conversation:search", within))["code"] == "not_found"


async def test_pages_of_hits(ana: Wire, cast: Cast) -> None:
    conversation = await about(ana, cast.lamp)
    written = [f"parcel number {n}" for n in range(7)]
    await say_all(ana, conversation, *written)
    seen: list[str] = []
    cursor: Json = None
    sizes: list[int] = []
    while cursor is not None or not sizes:
        page = await search(ana, "parcel", limit=3, cursor=cursor)
        seen += [hit["message"]["text"] for hit in page["hits"]]
        sizes.append(len(page["hits"]))
        cursor = page["next_cursor"]
    assert seen == written[::-1]
    assert sizes == [3, 3, 1]


async def test_pages_over_what_is_deleted(ana: Wire, cast: Cast) -> None:
    conversation = await about(ana, cast.lamp)
    await say_all(ana, conversation, *(f"parcel {n}" for n in range(1, 21)))
    await hide(ana, conversation, *range(5, 20))
    page = await search(ana, "parcel", limit=3)
    seqs = [hit["message"]["seq"] for hit in page["hits"]]
    while page["next_cursor"]:
        page = await search(ana, "parcel", limit=3, cursor=page["next_cursor"])
        seqs += [hit["message"]["seq"] for hit in page["hits"]]
    assert seqs == [20, 4, 3, 2, 1]


async def test_a_system_message_is_found_as_well(shared: RunningHub, cast: Cast, ana: Wire) -> None:
    await about(ana, cast.anas_order, "order")
    await shared.service.order_status(cast.anas_order, "shipped")
    [hit] = (await search(ana, "shipped"))["hits"]
    assert hit["message"]["kind"] == "system"


@pytest.mark.parametrize("query", ["?!", "\U0001f600", "   "])
async def test_a_query_needs_a_letter_or_digit(ana: Wire, query: str) -> None:
    assert (await ana.refused("conversation:search", {"query": query}))["code"] == "invalid"
