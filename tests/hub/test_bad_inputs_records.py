"""Records that the service API does not take."""

from io import BytesIO
from typing import Any

import pytest

from tests.support.running import RunningHub

BODIES = {
    "not JSON": b"{",
    "nothing": b"",
    "a list": b"[]",
    "a string": b'"shop"',
    "NaN": b'{"name":"a","lang":"en","time_zone":NaN}',
    "100,000 nested lists": b"[" * 100_000,
    "not UTF-8": b'{"name":"\xff","lang":"en"}',
    "a lone surrogate": b'{"name":"\\ud800","lang":"en"}',
    "a NUL": b'{"name":"a\\u0000b","lang":"en"}',
    "an unknown field": b'{"name":"a","lang":"en","owner":"me"}',
    "an operator": b'{"name":{"$ne":1},"lang":"en"}',
    "__proto__": b'{"name":"a","lang":"en","__proto__":{}}',
    "an id of its own": b'{"_id":"x","name":"a","lang":"en"}',
    "a language that is none": b'{"name":"a","lang":"<script>"}',
    "a script for a link": b'{"name":"a","lang":"en","logo_url":"javascript:alert(1)"}',
    "a data link": b'{"name":"a","lang":"en","logo_url":"data:text/html,x"}',
    "an unknown time zone": b'{"name":"a","lang":"en","time_zone":"../../etc/passwd"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_a_record_of_another_shape_is_refused(common: RunningHub, body: bytes) -> None:
    reply = await common.service.call("PUT", "/api/v1/shops/lamps", data=body)
    assert (reply.status, reply.code) == (400, "invalid")


@pytest.mark.parametrize("id", ["%00", "a%0Ab", "a%0D%0Ab", "%E2%80%AE", "a" * 129, "%20a"])
async def test_a_records_id_is_a_plain_string(common: RunningHub, id: str) -> None:
    shop = {"name": "a", "lang": "en"}
    reply = await common.service.put(f"/api/v1/shops/{id}", shop)
    assert reply.status in {400, 404}


@pytest.mark.parametrize("amount", ["-1", "1e3", "NaN", "1,5", "", "9" * 16, 7, {"$gt": 0}])
async def test_an_amount_is_a_plain_decimal(common: RunningHub, amount: Any) -> None:
    product = {
        "shop": "lamps",
        "title": "Lamp",
        "price": {"amount": amount, "currency": "EUR"},
        "url": "/lamp",
    }
    reply = await common.service.put("/api/v1/products/lamp", product)
    assert (reply.status, reply.code) == (400, "invalid")


async def test_a_body_without_end_is_cut_off(common: RunningHub) -> None:
    body = BytesIO(b'{"name":"' + b"a" * 17_000_000 + b'"}')
    reply = await common.service.call("PUT", "/api/v1/shops/lamps", data=body)
    assert (reply.status, reply.code) == (413, "too_large")


async def test_a_bad_line_of_an_import_spoils_no_other(common: RunningHub) -> None:
    lines = [
        '{"type":"shop","id":"one","record":{"name":"One","lang":"en"}}',
        "not JSON",
        '{"type":"shop","id":{"$ne":1},"record":{"name":"Two","lang":"en"}}',
        '{"type":"admin","id":"x","record":{}}',
        '{"type":"shop","id":"three","record":{"name":"Three","lang":"en"},"also":1}',
        '{"type":"shop","id":"four","record":{"name":"Four","lang":"en"}}',
    ]
    reply = await common.service.call("POST", "/api/v1/import", data="\n".join(lines).encode())
    assert reply.status == 200
    assert reply.json["imported"] == 2
    assert [failure["line"] for failure in reply.json["failed"]] == [2, 3, 4, 5]
