"""The marketplace's records come in, again and again, one by one and in bulk."""

import io
import json
from typing import Any

import pytest

from tests.support.cast import Cast
from tests.support.running import RunningHub
from tests.support.service import Json, Reply
from tests.support.speaking import about, opened, say, seen

NDJSON = {"Content-Type": "application/x-ndjson"}


async def bulk(hub: RunningHub, *lines: str | Json) -> Json:
    """The answer to an import of lines, given as they are or as objects."""
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    data = io.BytesIO(body.encode())
    reply = await hub.service.call("POST", "/api/v1/import", data=data, headers=NDJSON)
    assert reply.status == 200, reply
    return reply.json


def shop(id: str, **record: Json) -> Json:
    return {"type": "shop", "id": id, "record": {"name": "Lamps", "lang": "en", **record}}


# -- one by one -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "plain"), [("user", "ana"), ("shop", "lamps"), ("product", "lamp"), ("order", "o-ana")]
)
async def test_a_put_is_new_once_and_the_same_ever_after(
    shared: RunningHub, cast: Cast, kind: str, plain: str
) -> None:
    record = cast.record(kind, plain)
    if kind == "order":
        record["placed_at"] = "2026-11-02T09:30:00Z"
    replies: list[Reply] = [
        await shared.service.put(f"/api/v1/{kind}s/{cast.id('fresh')}", record) for _ in range(3)
    ]
    assert [reply.status for reply in replies] == [201, 200, 200]
    assert all(reply.json == {kind: record} for reply in replies)


async def test_a_put_replaces_the_whole_record(shared: RunningHub, cast: Cast) -> None:
    await shared.service.record("shop", cast.lamps, {"name": "Lights", "lang": "en"})
    ana = await shared.connect(cast.ana)
    conversation = await opened(ana, "product", cast.lamp)
    assert conversation["shop"] == {"id": cast.lamps, "name": "Lights", "lang": "en"}


async def test_pictures_of_people_and_shops_are_shown(shared: RunningHub, cast: Cast) -> None:
    user = {"name": "Ana María", "role": "buyer", "lang": "es", "avatar_url": "/ana.png"}
    await shared.service.record("user", cast.ana.id, user)
    await shared.service.record(
        "shop", cast.lamps, {"name": "灯", "lang": "zh", "logo_url": "/l.svg"}
    )
    conversation = await opened(await shared.connect(cast.ana), "product", cast.lamp)
    assert conversation["buyer"]["name"] == "Ana María"
    assert conversation["buyer"]["avatar_url"] == "/ana.png"
    assert conversation["shop"]["logo_url"] == "/l.svg"


async def test_an_unknown_time_zone_is_named_as_the_problem(shared: RunningHub, cast: Cast) -> None:
    record = {"name": "Lamps", "lang": "en", "time_zone": "Mars/Olympus"}
    reply = await shared.service.put(f"/api/v1/shops/{cast.lamps}", record)
    assert (reply.status, reply.code) == (400, "invalid")
    assert [one["field"] for one in reply.json["error"]["data"]["fields"]] == ["time_zone"]


# -- the context card -----------------------------------------------------------------------------


async def test_the_card_is_frozen_and_the_live_one_beside_it(
    shared: RunningHub, cast: Cast
) -> None:
    ana = await shared.connect(cast.ana)
    frozen = (await opened(ana, "product", cast.lamp))["context"]
    assert "live_card" not in frozen
    dearer = cast.record("product", "lamp") | {"price": {"amount": "29.90", "currency": "EUR"}}
    await shared.service.record("product", cast.lamp, dearer)
    context = (await opened(ana, "product", cast.lamp))["context"]
    assert context["card"] == frozen["card"]
    assert context["live_card"] == frozen["card"] | {"price": dearer["price"]}
    await shared.service.record("product", cast.lamp, cast.record("product", "lamp"))
    assert "live_card" not in (await opened(ana, "product", cast.lamp))["context"]


async def test_a_later_buyer_gets_the_card_of_their_day(shared: RunningHub, cast: Cast) -> None:
    ana, ben = await shared.connect(cast.ana), await shared.connect(cast.ben)
    await about(ana, cast.lamp)
    renamed = cast.record("product", "lamp") | {"title": "Lamp II"}
    await shared.service.record("product", cast.lamp, renamed)
    context = (await opened(ben, "product", cast.lamp))["context"]
    assert context["card"]["title"] == "Lamp II"
    assert "live_card" not in context


# -- in bulk --------------------------------------------------------------------------------------


async def test_failures_are_told_by_line_and_spoil_no_other(shared: RunningHub, cast: Cast) -> None:
    ids = [cast.id(f"s{n}") for n in range(3)]
    answer = await bulk(
        shared,
        shop(ids[0]),
        "{not json",
        "",
        shop(ids[1], colour="red"),
        {"type": "coupon", "id": "c", "record": {}},
        {"type": "shop", "id": " ", "record": {}},
        '{"type": "shop", "id": "s", "record": []}',
        "[]",
        shop(ids[2]),
    )
    assert answer["imported"] == 2
    codes = {failure["line"]: failure["error"]["code"] for failure in answer["failed"]}
    assert codes == dict.fromkeys((2, 4, 5, 6, 7, 8), "invalid")
    unknown = next(failure["error"] for failure in answer["failed"] if failure["line"] == 4)
    assert [one["field"] for one in unknown["data"]["fields"]] == ["colour"]
    again = [await shared.service.put(f"/api/v1/shops/{id}", shop(id)["record"]) for id in ids]
    assert [reply.status for reply in again] == [200, 201, 200]


async def test_of_a_record_twice_the_last_counts(shared: RunningHub, cast: Cast) -> None:
    names = [f"Name {n}" for n in range(10)]
    lines = [shop(cast.lamps, name=name) for name in names]
    assert await bulk(shared, *lines) == {"imported": 10, "failed": []}
    conversation = await opened(await shared.connect(cast.ana), "product", cast.lamp)
    assert conversation["shop"]["name"] == "Name 9"


async def test_a_body_of_megabytes(shared: RunningHub, cast: Cast) -> None:
    product = cast.record("product", "lamp") | {"description": "灯" * 5_000}
    lines = [
        {"type": "product", "id": cast.id(f"p{n}"), "record": product | {"title": f"Lamp {n}"}}
        for n in range(150)
    ]
    assert len(json.dumps(lines)) > 4_000_000
    assert await bulk(shared, *lines) == {"imported": 150, "failed": []}
    conversation = await opened(await shared.connect(cast.ana), "product", cast.id("p149"))
    assert conversation["context"]["card"]["title"] == "Lamp 149"


async def test_a_line_that_is_too_long_spoils_no_other(shared: RunningHub, cast: Cast) -> None:
    whole = cast.record("product", "lamp") | {"description": "灯" * 20_000}
    answer = await bulk(
        shared,
        shop(cast.id("s0")),
        '"' + "a" * 600_000 + '"',
        shop(cast.id("s1")),
        {"type": "product", "id": cast.id("p0"), "record": whole},
        '"' + "a" * 300_000 + '"',
    )
    codes = [(failure["line"], failure["error"]["code"]) for failure in answer["failed"]]
    assert (answer["imported"], codes) == (3, [(2, "too_large"), (5, "too_large")])


@pytest.mark.parametrize("body", [b"", b"\n\n"])
async def test_nothing_is_imported_from_nothing(shared: RunningHub, body: bytes) -> None:
    reply = await shared.service.call("POST", "/api/v1/import", data=body, headers=NDJSON)
    assert reply.json == {"imported": 0, "failed": []}


async def test_importing_everything_again_changes_nothing(shared: RunningHub, cast: Cast) -> None:
    ana = await shared.connect(cast.ana)
    conversation = await about(ana, cast.anas_order, "order")
    await say(ana, conversation)
    before = await seen(ana, conversation)
    lines: list[Any] = cast.records()
    assert await bulk(shared, *lines) == {"imported": len(lines), "failed": []}
    assert await seen(ana, conversation) == before
