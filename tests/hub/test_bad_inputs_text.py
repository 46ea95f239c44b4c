"""Texts that try to be more than text: kept literally, made harmless, or refused."""

import json
import unicodedata

import pytest

from tests.support.people import ANA, WEI, Person
from tests.support.running import RunningHub
from tests.support.wire import Json, Wire

LITERAL = {
    "markup": "<img src=x onerror=alert(1)>",
    "a script": "</script><script>alert(1)</script>",
    "a script link": "javascript:alert(document.cookie)",
    "markdown": "[click](javascript:alert(1)) ![](data:image/png;base64,AAAA)",
    "a template": "{{constructor.constructor('alert(1)')()}} ${7*7} <%= 7*7 %>",
    "an entity": "&lt;b&gt; &#x3C;i&#62;",
    "SQL": "'; DROP TABLE messages; --",
    "a formula": "=1+cmd|' /C calc'!A0",
    "a direction override": "invoice \u202egpj.exe",
    "an isolate left open": "price \u2067100",
    "quotes and backslashes": "\\\"'\\n\\u0041",
    "a Socket.IO packet": '42["message:new",{}]',
    "line separators": "one\u2028two\u2029three",
}

INVISIBLE = {
    "nothing": "",
    "spaces": "   \t ",
    "line breaks": "\r\n\n",
    "zero-width spaces": "\u200b\u200b",
    "joiners": "\u200d\u200c\u2060",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "directions": "\u202e\u2066\u2069",
    "a Hangul filler": "\u3164",
    "a Braille blank": "\u2800",
    "lone marks": "\u0301\u0301",
    "variation selectors": "\ufe0f\ufe0e",
    "tags": "\U000e0041\U000e007f",
    "controls": "\x01\x02\x7f\x85",
}

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
THUMB = "\U0001f44d\U0001f3fd"


async def send(wire: Wire, conversation: str, text: str, client_id: str = "1") -> Json:
    """The whole ack; the text is not escaped on the way, so that it may be long."""
    message = {"conversation_id": conversation, "client_id": client_id, "text": text}
    return await wire.call_raw(f'42900["message:send",{json.dumps(message, ensure_ascii=False)}]')


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
async def test_a_text_arrives_as_it_was_written(
    common: RunningHub, buyer: Person, text: str
) -> None:
    ana, wei = await common.connect(buyer), await common.connect(WEI)
    conversation = await ana.open()
    ack = await send(ana, conversation, text)
    assert ack["ok"], ack
    pushed = await wei.expect(
        "message:new", lambda told: told["message"]["conversation_id"] == conversation
    )
    listed = (await wei.ok("conversation:list", {}))["conversations"]
    [last] = [one["last_message"] for one in listed if one["id"] == conversation]
    assert (ack["data"]["message"]["text"], pushed["message"]["text"], last["text"]) == (text,) * 3


@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE)
async def test_a_text_with_nothing_to_see_is_empty(
    common: RunningHub, buyer: Person, text: str
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    error = (await send(ana, conversation, text))["error"]
    assert (error["code"], [one["field"] for one in error["data"]["fields"]]) == (
        "invalid",
        ["text"],
    )
    history = await ana.ok("conversation:history", {"conversation_id": conversation})
    assert history["messages"] == []


async def test_combining_marks_are_capped(common: RunningHub, buyer: Person) -> None:
    ana = await common.connect(buyer)
    ack = await send(ana, await ana.open(), "Z" + "\u0301\u0327" * 1_000 + "algo")
    kept = ack["data"]["message"]["text"]
    assert sum(unicodedata.combining(character) > 0 for character in kept) <= 8
    assert (kept[0], kept[-4:]) == ("Z", "algo")


@pytest.mark.parametrize("one", ["a", "\u00e9", "e\u0301", "中", THUMB])
async def test_length_is_counted_in_what_people_call_characters(
    common: RunningHub, buyer: Person, one: str
) -> None:
    ana = await common.connect(buyer)
    conversation = await ana.open()
    fits = await send(ana, conversation, one * 4_000, "1")
    longer = await send(ana, conversation, one * 4_001, "2")
    assert fits["ok"]
    assert fits["data"]["message"]["text"] == one * 4_000
    assert longer["error"]["code"] == "too_large"
    assert longer["error"]["data"]["limit"] == 4_000


@pytest.mark.settings(text_graphemes=2)
async def test_a_family_is_one_character(hub: RunningHub) -> None:
    ana = await hub.connect(ANA)
    conversation = await ana.open()
    assert (await send(ana, conversation, FAMILY * 2, "1"))["ok"]
    assert (await send(ana, conversation, FAMILY * 3, "2"))["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\x1b[31mred\x07", "a [31mred"),
        ("a\u0085b", "a b"),
        ("  framed \n", "framed"),
    ],
    ids=["line breaks", "terminal codes", "a C1 control", "space around"],
)
async def test_controls_are_made_harmless(
    common: RunningHub, buyer: Person, written: str, kept: str
) -> None:
    ana = await common.connect(buyer)
    ack = await ana.ok(
        "message:send",
        {"conversation_id": await ana.open(), "client_id": "1", "text": written},
    )
    assert ack["message"]["text"] == kept
