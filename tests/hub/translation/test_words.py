"""A shop's own words: its glossary and its quick replies, in its record and in translations."""

import pytest

from tests.hub.translation.conftest import Babel, buyer
from tests.support.office import Office
from tests.support.people import SAM
from tests.support.rules import BLOCKED
from tests.support.speaking import about, inbox, say
from tests.support.wire import Json
from translation import Terms

GLOSSARY = [{"es": "funda", "en": "sleeve"}, {"es": "Olivo", "en": "Olivo"}]
REPLIES = [
    {"id": "hello", "texts": {"en": "Hello!\n\nHow can we help?", "es": "¡Hola!"}},
    {"id": "thanks", "texts": {"zh": "谢谢"}},
]


async def test_operators_get_the_replies_in_what_they_read(babel: Babel) -> None:
    stall = await babel.shop("es", quick_replies=REPLIES)
    owen = await babel.hub.connect(stall.operator("en"))
    assert await owen.ok("quick_replies:list", {}) == {
        "replies": [
            {"id": "hello", "text": REPLIES[0]["texts"]["en"], "lang": "en"}  # type: ignore[index]
            | {"texts": REPLIES[0]["texts"]},
            {"id": "thanks", "text": "谢谢", "lang": "zh", "texts": {"zh": "谢谢"}},
        ]
    }
    await owen.ok("preferences:set", {"reads": "fr"})
    first, _ = (await owen.ok("quick_replies:list", {}))["replies"]
    assert (first["lang"], first["text"]) == ("es", "¡Hola!")
    await stall.put(quick_replies=REPLIES[1:])
    assert len((await owen.ok("quick_replies:list", {}))["replies"]) == 1


async def test_nobody_else_has_any(babel: Babel) -> None:
    stall = await babel.shop("es", quick_replies=REPLIES)
    ana, other = await babel.hub.connect(buyer("es")), await babel.shop("es")
    assert (await ana.refused("quick_replies:list", {}))["code"] == "not_found"
    rival = await babel.hub.connect(other.operator("es"))
    staff = await babel.hub.connect(SAM)
    for wire in (rival, staff):
        assert await wire.ok("quick_replies:list", {}) == {"replies": []}
        assert (await wire.refused("quick_replies:list", {"shop": stall.id}))["code"] == "invalid"


async def test_translations_of_its_conversations_know_them(babel: Babel) -> None:
    stall = await babel.shop("en", glossary=GLOSSARY, quick_replies=REPLIES)
    ana, owen = await babel.hub.connect(buyer("es")), stall.operator("en")
    conversation = await about(ana, stall.id)
    op = await babel.hub.connect(owen)
    await say(op, conversation, f"The sleeve {stall.id}!")
    await ana.expect("message:translated")
    (asked,) = [one for one in babel.translator.asked if stall.id in one.text]
    replies = tuple(reply["texts"] for reply in REPLIES)
    assert asked.terms == Terms("Oak lamp", tuple(GLOSSARY), replies)  # type: ignore[arg-type]
    await stall.put(glossary=GLOSSARY[:1])
    await say(ana, conversation, f"¿Y esta {stall.id}?")
    await op.expect("message:translated", lambda push: push["seq"] == 2)
    assert babel.translator.asked[-1].terms == Terms("Oak lamp", tuple(GLOSSARY[:1]))
    await stall.put(quick_replies=REPLIES)
    await say(ana, conversation, "¡Hola!")
    await op.expect("message:translated", lambda push: push["seq"] == 3)
    assert babel.translator.asked[-1].terms.replies == (), "its answers are not the buyer's words"
    (listed,) = await inbox(ana)
    assert listed["shop"]["name"] == "Lamps"


async def test_staff_learn_of_words_that_are_not_allowed(babel: Babel) -> None:
    replies = [{"id": "call", "texts": {"en": f"Our {BLOCKED}", "es": "Bien"}}]
    glossary = [{"en": "sleeve", "fr": f"le {BLOCKED}"}]
    stall = await babel.shop("es", quick_replies=replies, glossary=glossary)
    await stall.put(quick_replies=replies, glossary=glossary)
    found = await Office(babel.hub).queue(shop=stall.id, kind="record")
    assert {(one["lang"], one["text"]) for one in found} == {
        ("en", f"Our {BLOCKED}"),
        ("fr", f"le {BLOCKED}"),
    }
    assert len(found) == 2
    assert {one["context"]["id"] for one in found} == {stall.id}


def replies(count: int) -> list[Json]:
    return [{"id": f"r{n}", "texts": {"en": "Hi"}} for n in range(count)]


WRONG: list[Json] = [
    {"glossary": [{"en": "only one"}]},
    {"glossary": [{"en": "a", "es": ""}]},
    {"glossary": [{"en": "a", "es": "\u200b"}]},
    {"glossary": [{"en": "a", "es": "b\0"}]},
    {"glossary": [{"en": "a", "es": "b" * 121}]},
    {"glossary": [{"en": "a", "español": "b"}]},
    {"glossary": [{"en": "a", "$ne": "b"}]},
    {"glossary": [{"en": "a", "es": 1}]},
    {"glossary": {"en": "a", "es": "b"}},
    {"glossary": [{"en": "a", "es": "b"}] * 501},
    {"quick_replies": replies(101)},
    {"quick_replies": replies(1) * 2},
    {"quick_replies": [{"id": "a", "texts": {}}]},
    {"quick_replies": [{"id": "a", "texts": {"en": "x" * 2_001}}]},
    {"quick_replies": [{"id": "a", "texts": {"en": "x"}, "by": "me"}]},
    {"quick_replies": [{"id": {"$ne": 1}, "texts": {"en": "x"}}]},
]


@pytest.mark.parametrize("words", WRONG, ids=lambda words: str(words)[:60])
async def test_words_of_another_form_are_refused(babel: Babel, words: Json) -> None:
    record = {"name": "Lamps", "lang": "en", **words}
    reply = await babel.hub.service.call("PUT", "/api/v1/shops/wrong", json=record)
    assert (reply.status, reply.code) == (400, "invalid")


async def test_words_are_cleaned_like_any_text_and_up_to_the_bounds(babel: Babel) -> None:
    term = {"en": "  oak\t lamp ", "es": "lámpara\u0007 de roble"}
    stall = await babel.shop("en", glossary=[term] * 500, quick_replies=replies(100))
    reply = await babel.hub.service.call(
        "PUT", f"/api/v1/shops/{stall.id}", json={"name": "A", "lang": "en", "glossary": [term]}
    )
    assert reply.json["shop"]["glossary"] == [{"en": "oak lamp", "es": "lámpara de roble"}]
