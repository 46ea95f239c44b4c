"""Values that a typed field does not take, and values that are taken for what they are."""

import json
from typing import Any

import pytest

from tests.support.people import ANA, Person
from tests.support.running import RunningHub
from tests.support.wire import Json, Wire

HUGE_NUMBER = "9" * 5_000

NOT_AN_ID: dict[str, Any] = {
    "an operator": {"$ne": None},
    "a program": {"$where": "sleep(1000)"},
    "a pattern": {"$regex": ".*"},
    "a list": ["lamp"],
    "a number": 7,
    "true": True,
    "null": None,
    "nothing": "",
    "129 characters": "a" * 129,
    "a NUL": "la\0mp",
    "a line break": "lamp\n",
    "spaces around it": " lamp ",
    "a direction override": "lamp\u202e",
}

NOT_A_SEQ = {
    "-1": "-1",
    "2^63": str(2**63),
    "-2^63 - 1": str(-(2**63) - 1),
    "5,000 digits": HUGE_NUMBER,
    "NaN": "NaN",
    "Infinity": "Infinity",
    "1e400": "1e400",
    "a fraction": "1.5",
    "a whole fraction": "1.0",
    "a string": '"1"',
    "true": "true",
    "an operator": '{"$gt":0}',
    "above the last": "99",
}

STRANGE_KEYS: dict[str, Json] = {
    "dotted": {"a.b": 1},
    "with a NUL": {"a\0b": 1},
    "an operator": {"$set": {"unread": 0}},
    "__proto__": {"__proto__": {"text": "Hello"}},
    "empty": {"": 1},
    "another field's, spelt otherwise": {"Text": "Hello"},
    "10,000 characters": {"k" * 10_000: 1},
}

NOT_A_TEXT = {
    "NUL": '"a\\u0000b"',
    "a lone high surrogate": '"a\\ud800b"',
    "a lone low surrogate": '"a\\udc00b"',
    "surrogates in the wrong order": '"\\udc00\\ud800"',
    "a number": "7",
    "an object": '{"toString":"x"}',
    "a list": '["Hello"]',
    "null": "null",
}


async def said(wire: Wire, conversation: str, *texts: str) -> None:
    """The texts, sent one after the other."""
    for text in texts:
        message = {"conversation_id": conversation, "client_id": f"{hash(text)}", "text": text}
        await wire.ok("message:send", message)


def raw(event: str, payload: str) -> str:
    """The frame of an event whose payload is written by hand."""
    return f'42900["{event}",{payload}]'


async def refused_raw(wire: Wire, event: str, payload: str) -> Json:
    ack = await wire.call_raw(raw(event, payload))
    assert ack["ok"] is False, ack
    await wire.ok("conversation:list", {})
    return ack["error"]


# -- ids ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", NOT_AN_ID.values(), ids=NOT_AN_ID)
async def test_an_id_is_a_plain_string(common: RunningHub, buyer: Person, id: Any) -> None:
    ana = await common.connect(buyer)
    for event, payload in {
        "conversation:open": {"context": {"type": "product", "id": id}},
        "conversation:history": {"conversation_id": id},
        "message:send": {"conversation_id": id, "client_id": "1", "text": "Hello"},
        "message:read": {"conversation_id": id, "seq": 0},
    }.items():
        assert (await ana.refused(event, payload))["code"] == "invalid", event


@pytest.mark.parametrize(
    "client_id", [{"$ne": None}, 7, None, "", "a b", "a\0b", "a" * 65, "\u00e9"]
)
async def test_a_client_id_is_short_and_plain(
    common: RunningHub, buyer: Person, client_id: Any
) -> None:
    ana = await common.connect(buyer)
    message = {"conversation_id": await ana.open(), "client_id": client_id, "text": "Hello"}
    error = await ana.refused("message:send", message)
    assert (error["code"], [one["field"] for one in error["data"]["fields"]]) == (
        "invalid",
        ["client_id"],
    )


@pytest.mark.parametrize("context", [None, "lamp", [], {}, {"type": {"$ne": 1}, "id": "lamp"}])
async def test_a_context_is_a_type_and_an_id(
    common: RunningHub, buyer: Person, context: Any
) -> None:
    ana = await common.connect(buyer)
    assert (await ana.refused("conversation:open", {"context": context}))["code"] == "invalid"


# -- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", STRANGE_KEYS.values(), ids=STRANGE_KEYS)
async def test_a_strange_key_is_refused(common: RunningHub, buyer: Person, extra: Json) -> None:
    ana = await common.connect(buyer)
    message = {"conversation_id": await ana.open(), "client_id": "1", "text": "Hello"}
    error = await ana.refused("message:send", message | extra)
    assert error["code"] == "invalid"
    assert len(json.dumps(error)) < 2_000


async def test_of_a_repeated_key_the_last_value_counts(common: RunningHub, buyer: Person) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    twice = f'"conversation_id":"{conversation}","client_id":"1","text":"first","text":"last"'
    ack = await ana.call_raw(raw("message:send", f"{{{twice}}}"))
    assert ack["data"]["message"]["text"] == "last"


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seq", NOT_A_SEQ.values(), ids=NOT_A_SEQ)
@pytest.mark.parametrize("event", ["message:read", "message:delivered"])
async def test_a_receipt_is_for_a_message_that_exists(
    common: RunningHub, buyer: Person, event: str, seq: str
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    await said(ana, conversation, "Hello")
    payload = f'{{"conversation_id":"{conversation}","seq":{seq}}}'
    assert (await refused_raw(ana, event, payload))["code"] == "invalid"
    state = await ana.ok("conversation:list", {})
    assert state["conversations"][0]["receipts"]["buyer"] == {"delivered_seq": 0, "read_seq": 0}


@pytest.mark.parametrize("limit", ["0", "-1", HUGE_NUMBER, "NaN", "1.5", '"5"', str(2**63)])
async def test_a_limit_is_a_positive_whole_number(
    common: RunningHub, buyer: Person, limit: str
) -> None:
    ana = await common.connect(buyer)
    payload = f'{{"limit":{limit}}}'
    assert (await refused_raw(ana, "conversation:list", payload))["code"] == "invalid"


@pytest.mark.settings(page_max=3, page=2)
async def test_a_limit_of_a_billion_is_capped(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await ana.open()
    await said(ana, conversation, "lamp one", "lamp two", "lamp three", "lamp four")
    billion = {"limit": 10**9}
    page = await ana.ok("conversation:history", {"conversation_id": conversation, **billion})
    hits = await ana.ok("conversation:search", {"query": "lamp", **billion})
    assert (len(page["messages"]), page["has_more"]) == (3, True)
    assert len(hits["hits"]) == 3
    assert hits["next_cursor"]


@pytest.mark.parametrize("seqs", [[], [0], [-1], [1.5], ["1"], [2**63], [1] * 201, "1", {"$gt": 0}])
async def test_what_to_hide_is_a_short_list_of_numbers(
    common: RunningHub, buyer: Person, seqs: Any
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    await said(ana, conversation, "Hello")
    call = {"conversation_id": conversation, "seqs": seqs}
    assert (await ana.refused("message:hide", call))["code"] == "invalid"


@pytest.mark.parametrize("reply_to", [-1, 0, 2, 2**53, 2**63, "1", {"$gt": 0}])
async def test_a_reply_is_to_a_message_that_exists(
    common: RunningHub, buyer: Person, reply_to: Any
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    await said(ana, conversation, "Hello")
    reply = {"conversation_id": conversation, "client_id": "2", "text": "Yes", "reply_to": reply_to}
    assert (await ana.refused("message:send", reply))["code"] == "invalid"


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "e30", "\u00e9", "a" * 513, {"$gt": ""}, 7])
@pytest.mark.parametrize("event", ["conversation:list", "conversation:search"])
async def test_a_made_up_cursor_is_refused_or_finds_nothing(
    common: RunningHub, buyer: Person, event: str, cursor: Any
) -> None:
    ana = await common.connect(buyer)
    await said(ana, await ana.open(), "Hello")
    query = {"query": "hello"} if event.endswith("search") else {}
    ack = await ana.call(event, query | {"cursor": cursor})
    if not ack["ok"]:
        assert ack["error"]["code"] == "invalid"
    await ana.ok("conversation:list", {})


# -- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", NOT_A_TEXT.values(), ids=NOT_A_TEXT)
async def test_a_text_is_a_string_of_characters(
    common: RunningHub, buyer: Person, text: str
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    payload = f'{{"conversation_id":"{conversation}","client_id":"1","text":{text}}}'
    assert (await refused_raw(ana, "message:send", payload))["code"] == "invalid"
    history = await ana.ok("conversation:history", {"conversation_id": conversation})
    assert history["messages"] == []


SEARCHES = {
    "anything": ".*",
    "all of a line": "^.*$",
    "a class": "[a-z]+",
    "backtracking": "(a+)+$",
    "an open bracket": "(",
    "an escape": "\\",
    "an operator": "$where",
    "quotes": '"lamp"',
    "a wildcard": "*",
}


@pytest.mark.parametrize("query", SEARCHES.values(), ids=SEARCHES)
async def test_a_search_takes_patterns_for_what_they_say(
    common: RunningHub, buyer: Person, query: str
) -> None:
    ana = await common.connect(buyer)
    await said(ana, await ana.open(), "red bulb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")
    ack = await ana.call("conversation:search", {"query": query})
    texts = [hit["message"]["text"] for hit in ack["data"]["hits"]] if ack["ok"] else []
    assert "red bulb" not in texts


@pytest.mark.parametrize("query", ["", " ", "a" * 201, "a\0b", {"$regex": ".*"}, ["a"], None, 7])
async def test_a_query_is_a_short_text(common: RunningHub, buyer: Person, query: Any) -> None:
    ana = await common.connect(buyer)
    ack = await ana.call("conversation:search", {"query": query})
    assert ack["data"]["hits"] == [] if ack["ok"] else ack["error"]["code"] == "invalid"
    assert ack["ok"] is False or isinstance(query, str)
