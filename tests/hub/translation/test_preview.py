"""A sender sees what the other side will read; what may not be sent goes to no engine."""

from typing import Any

import pytest

from tests.hub.translation.conftest import Babel, buyer
from tests.support.office import Office
from tests.support.people import BEN
from tests.support.rules import BLOCKED, HELD, REVIEWED
from tests.support.speaking import about, history
from tests.support.tagged import ROUGH, UNKNOWN
from tests.support.wire import Json, Wire


async def preview(wire: Wire, conversation: str, text: str) -> Json:
    return await wire.ok("message:preview", {"conversation_id": conversation, "text": text})


def nothing(lang: str | None, reason: str) -> dict[str, Any]:
    empty = {"translation": None, "back": None, "rough": False, "tip": None}
    return {"lang": lang, **empty, "reason": reason}


async def test_both_ways_and_nothing_of_it_is_kept(babel: Babel) -> None:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    op = await babel.hub.connect(stall.operator("fr"))
    conversation = await about(ana, stall.id)
    seen = await preview(ana, conversation, "  buenos días ")
    assert seen == {
        "lang": "zh",
        "translation": {
            "lang": "zh",
            "text": "[zh] buenos días",
            "engine": "tagged",
            "rough": False,
            "source": "es",
        },
        "back": "[es] buenos días",
        "rough": False,
        "tip": None,
    }
    await ana.ok("preferences:set", {"reads": "de"})
    assert (await preview(op, conversation, "bonjour"))["translation"]["text"] == "[de] bonjour"
    assert await history(ana, conversation) == []
    assert [name for name, _ in op.pushed] == ["session:ready"]


async def test_a_rough_one_comes_with_a_tip(babel: Babel) -> None:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    seen = await preview(ana, await about(ana, stall.id), f"largo {ROUGH}")
    assert (seen["rough"], seen["tip"]) == (True, "short_sentences")


@pytest.mark.parametrize("word", [BLOCKED, HELD, REVIEWED])
async def test_what_moderation_objects_to_reaches_no_engine(babel: Babel, word: str) -> None:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    conversation = await about(ana, stall.id)
    text = f"mi {word} es {stall.id}"
    assert await preview(ana, conversation, text) == nothing("zh", "withheld")
    assert [asked for asked in babel.translator.texts() if stall.id in asked] == []
    assert await Office(babel.hub).queue(shop=stall.id) == []


async def test_a_translation_that_may_not_be_shown_is_not(babel: Babel) -> None:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    babel.rules.words[f"zh. {stall.id}"] = "block"
    try:
        seen = await preview(ana, await about(ana, stall.id), stall.id)
    finally:
        del babel.rules.words[f"zh. {stall.id}"]
    assert seen == nothing("zh", "withheld")


async def test_where_there_is_nothing_to_translate_it_says_why(babel: Babel) -> None:
    stall, foreign = await babel.shop("zh"), await babel.shop("nl")
    ana = await babel.hub.connect(buyer("es"))
    conversation = await about(ana, stall.id)
    assert await preview(ana, conversation, "[zh] nihao") == nothing("zh", "same_language")
    assert await preview(ana, conversation, "👍 12") == nothing("zh", "no_language")
    assert await preview(ana, conversation, UNKNOWN) == nothing("zh", "unavailable")
    nobody = await about(ana, foreign.id)
    assert await preview(ana, nobody, "hola") == nothing(None, "unavailable")


async def test_bad_input_and_others_conversations_are_refused(babel: Babel) -> None:
    stall = await babel.shop("zh")
    ana, ben = await babel.hub.connect(buyer("es")), await babel.hub.connect(BEN)
    conversation = await about(ana, stall.id)
    here = {"conversation_id": conversation}
    for wrong in ({}, {"text": 1}, {"text": "\u200b"}, {"text": "a\0"}, {"text": "a", "to": "en"}):
        assert (await ana.refused("message:preview", here | wrong))["code"] == "invalid", wrong
    too_long = "a" * (babel.settings.text_graphemes + 1)
    assert (await ben.refused("message:preview", here | {"text": "hola"}))["code"] == "not_found"
    other = await babel.hub.connect(buyer("es"))
    conversation = await about(other, stall.id)
    long = {"conversation_id": conversation, "text": too_long}
    assert (await other.refused("message:preview", long))["code"] == "too_large"


async def test_previews_have_a_limit_of_their_own(babel: Babel) -> None:
    stall = await babel.shop("zh")
    ana = await babel.hub.connect(buyer("es"))
    asked = {"conversation_id": await about(ana, stall.id), "text": "hola"}
    acks = [await ana.call("message:preview", asked) for _ in range(babel.settings.preview_burst)]
    assert all(ack["ok"] for ack in acks)
    error = await ana.refused("message:preview", asked)
    assert (error["code"], error["data"]["retry_after_s"] > 0) == ("rate_limited", True)
    await ana.ok("message:check", asked)
