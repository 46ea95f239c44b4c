"""A message is delivered as it is, and what it means in other languages follows."""

import pytest

from tests.hub.translation.conftest import Babel, Stall, buyer
from tests.support.office import Office
from tests.support.rules import BLOCKED, HELD
from tests.support.speaking import about, catch_up, draft, hide, history, say, search, seen
from tests.support.tagged import ROUGH, UNKNOWN
from tests.support.wire import Json, Wire


class Talk:
    """A Spanish buyer and an English shop, about the shop's lamp."""

    def __init__(self, buyer: Wire, shop: Wire, conversation: str) -> None:
        self.buyer = buyer
        self.shop = shop
        self.id = conversation

    async def translated(self, wire: Wire, seq: int) -> Json:
        return await wire.expect(
            "message:translated",
            lambda one: (one["conversation_id"], one["seq"]) == (self.id, seq),
        )


@pytest.fixture
async def stall(babel: Babel) -> Stall:
    return await babel.shop("en")


@pytest.fixture
async def talk(babel: Babel, stall: Stall) -> Talk:
    ana = await babel.hub.connect(buyer("es"))
    shop = await babel.hub.connect(stall.operator("en"))
    return Talk(ana, shop, await about(ana, stall.id))


def made(text: str, lang: str = "en", *, rough: bool = False) -> Json:
    """What the fixture's engine makes of a Spanish text."""
    said = {"lang": lang, "text": f"[{lang}] {text}", "source": "es"}
    return {**said, "engine": "tagged", "rough": rough}


async def test_the_reader_gets_the_original_and_then_the_translation(talk: Talk) -> None:
    sent = await say(talk.buyer, talk.id, "hola")
    told = await talk.translated(talk.shop, 1)
    assert told == {
        "conversation_id": talk.id,
        "seq": 1,
        "source": "es",
        "lang": "en",
        "translation": made("hola"),
    }
    events = [name for name, _ in talk.shop.pushed]
    assert events.index("message:new") < events.index("message:translated")
    assert (await talk.shop.expect("message:new"))["message"] == sent
    await talk.buyer.barrier()
    assert talk.buyer.of("message:translated") == []


async def test_both_sides_read_their_own_language(talk: Talk) -> None:
    await say(talk.buyer, talk.id, "hola")
    await say(talk.shop, talk.id, "hello")
    assert (await talk.translated(talk.shop, 1))["translation"]["text"] == "[en] hola"
    assert (await talk.translated(talk.buyer, 2))["translation"]["text"] == "[es] hello"


async def test_it_stays_with_the_message(talk: Talk) -> None:
    await say(talk.buyer, talk.id, f"hola {ROUGH}")
    await talk.translated(talk.shop, 1)
    expected = made(f"hola {ROUGH}", rough=True)
    shown = [
        (await history(talk.shop, talk.id))[0],
        (await catch_up(talk.shop, talk.id))["messages"][0],
        (await seen(talk.shop, talk.id))["last_message"],
    ]
    assert [one["translation"] for one in shown] == [expected] * 3
    assert "translation" not in (await history(talk.buyer, talk.id))[0]
    again = {"conversation_id": talk.id, "seq": 1, "lang": "en"}
    assert await talk.shop.ok("message:translate", again) == {
        "translation": expected,
        "source": "es",
    }


async def test_search_finds_both_texts(talk: Talk) -> None:
    await say(talk.buyer, talk.id, "[es] naranja quinientos")
    await talk.translated(talk.shop, 1)
    [hit] = (await search(talk.shop, "quinientos"))["hits"]
    assert hit["spans"] == [{"start": 13, "end": 23}]
    assert hit["translation_spans"] == [{"start": 13, "end": 23}]
    [hit] = (await search(talk.shop, "en naran"))["hits"]
    assert hit["spans"] == []
    assert hit["translation_spans"] == [{"start": 1, "end": 3}, {"start": 5, "end": 10}]
    assert (await search(talk.buyer, "en naran"))["hits"] == []
    [hit] = (await search(talk.buyer, "es naran"))["hits"]
    assert "translation_spans" not in hit


async def test_the_language_is_the_one_it_is_written_in(talk: Talk) -> None:
    """Not the one of its sender's profile."""
    await say(talk.buyer, talk.id, "[fr] bonjour")
    told = await talk.translated(talk.buyer, 1)
    assert (told["source"], told["translation"]["text"]) == ("fr", "[es] bonjour")
    assert (await talk.translated(talk.shop, 1))["translation"]["source"] == "fr"
    assert [one["lang"] for one in await history(talk.shop, talk.id)] == ["fr"]
    await say(talk.buyer, talk.id, "[en] hello")
    told = await talk.translated(talk.shop, 2)
    assert (told["translation"], told["reason"], told["source"]) == (None, "same_language", "en")


@pytest.mark.parametrize(("text", "reason"), [("123 !", "no_language"), (UNKNOWN, "unavailable")])
async def test_who_expects_a_translation_is_told_that_there_is_none(
    talk: Talk, text: str, reason: str
) -> None:
    await say(talk.buyer, talk.id, text)
    told = await talk.translated(talk.shop, 1)
    assert (told["translation"], told["reason"]) == (None, reason)
    asked = {"conversation_id": talk.id, "seq": 1, "lang": "en"}
    assert (await talk.shop.ok("message:translate", asked))["reason"] == reason
    assert "translation" not in (await history(talk.shop, talk.id))[0]


async def test_any_participant_may_ask_for_another_language(talk: Talk, babel: Babel) -> None:
    await say(talk.buyer, talk.id, "hola")
    asked = {"conversation_id": talk.id, "seq": 1, "lang": "de"}
    answers = [await talk.buyer.emit("message:translate", asked) for _ in range(3)]
    data = [(await answer)["data"] for answer in answers]
    assert data == [{"translation": made("hola", "de"), "source": "es"}] * 3
    asks = [one for one in babel.translator.asked if (one.text, one.target) == ("hola", "de")]
    assert len(asks) <= 1
    assert (await talk.translated(talk.buyer, 1))["lang"] == "de"


async def test_what_cannot_be_asked(talk: Talk, babel: Babel) -> None:
    await say(talk.buyer, talk.id, "hola")
    at = {"conversation_id": talk.id, "seq": 1, "lang": "en"}
    stranger = await babel.hub.connect(buyer("en"))
    for wire, changed, code in (
        (stranger, {}, "not_found"),
        (talk.shop, {"seq": 2}, "not_found"),
        (talk.shop, {"lang": "sv"}, "invalid"),
        (talk.shop, {"lang": "e n"}, "invalid"),
    ):
        assert (await wire.refused("message:translate", at | changed))["code"] == code
    await hide(talk.shop, talk.id, 1)
    assert (await talk.shop.refused("message:translate", at))["code"] == "not_found"


async def test_no_engine_sees_what_was_not_delivered(talk: Talk, babel: Babel) -> None:
    for word in (BLOCKED, HELD):
        await talk.buyer.call("message:send", draft(talk.id, f"hola {word}"))
    await say(talk.buyer, talk.id, "adiós")
    await talk.translated(talk.shop, 1)
    seen_by_engines = " ".join(babel.translator.texts())
    assert BLOCKED not in seen_by_engines
    assert HELD not in seen_by_engines


async def test_translations_are_judged_in_view_of_those_before(talk: Talk, babel: Babel) -> None:
    """In each language by itself; what was withheld was not seen, and does not count."""
    babel.rules.words[r"\[en\] palabrota"] = "block"
    for seq, text in enumerate(("seis", "palabrota", "siete"), 1):
        await say(talk.buyer, talk.id, f"[es] {text}")
        await talk.translated(talk.shop, seq)
    assert babel.rules.judged[-1] == ("[en] seis", "[en] siete")


async def test_what_nobody_may_write_no_machine_may_show(talk: Talk, babel: Babel) -> None:
    babel.rules.words[r"\[en\] palabra"] = "block"
    sent = await say(talk.buyer, talk.id, "[es] palabra")
    told = await talk.translated(talk.shop, 1)
    assert (told["translation"], told["reason"], told["source"]) == (None, "withheld", "es")
    asked = {"conversation_id": talk.id, "seq": 1, "lang": "en"}
    assert (await talk.shop.ok("message:translate", asked))["reason"] == "withheld"
    assert await history(talk.shop, talk.id) == [sent]

    office = Office(babel.hub)
    [incident] = await office.queue(sender=sent["sender"]["id"])
    assert (incident["kind"], incident["seq"], incident["lang"]) == ("delivered", 1, "en")
    assert (incident["text"], incident["translated_from"]) == ("[en] palabra", "es")
    assert [(one["start"], one["end"]) for one in incident["findings"]] == [(0, 12)]
    await office.decide(incident["id"], "overturned")
    allowed = await talk.shop.ok("message:translate", asked)
    assert allowed["translation"]["text"] == "[en] palabra"
