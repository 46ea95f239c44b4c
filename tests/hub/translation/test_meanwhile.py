"""What may happen while a translation is on its way: erasing, a restart, an engine that hangs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter

import pytest

from hub.actions import translate, translate_later
from hub.app import Hub, running
from hub.config import Settings
from tests.support.exposition import exposition
from tests.support.people import ANA, BEN, LUC
from tests.support.running import RunningHub, reached
from tests.support.speaking import about, history, say, say_all, search, texts
from tests.support.tagged import TaggedTranslator
from tests.support.timing import seconds, until
from tests.support.wire import Json, Wire
from translation import Terms, Translation

pytestmark = pytest.mark.settings(languages=("en", "fr"))


NO_TERMS = Terms()


class Gated(TaggedTranslator):
    """Hangs while its gate is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def translate(
        self, text: str, *, source: str, target: str, terms: Terms = NO_TERMS
    ) -> Translation | None:
        made = await super().translate(text, source=source, target=target, terms=terms)
        await self.gate.wait()
        return made


@dataclass(frozen=True, slots=True)
class Place:
    """A hub, Ben who writes English and Luc who reads French."""

    app: Hub
    hub: RunningHub
    translator: Gated

    async def asked(self, count: int = 1) -> None:
        """Until the engine has been asked as often."""
        await until(lambda: len(self.translator.asked) >= count, "the engine is asked")

    async def stored(self, conversation: str, seq: int = 1) -> Json:
        wanted = {"conversation_id": conversation, "seq": seq}
        return await self.app.stores.database["messages"].find_one(wanted)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Place]:
    translator = Gated()
    async with running(settings, translator=translator) as app, reached(app.url, settings) as hub:
        yield Place(app, hub, translator)


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Place]:
    async with opened(settings) as place:
        await place.hub.fill()
        yield place


async def test_erasing_wins_over_a_translation_on_its_way(place: Place) -> None:
    ben, luc = await place.hub.connect(BEN), await place.hub.connect(LUC)
    conversation = await about(ben, "bag")
    place.translator.gate.clear()
    await say(ben, conversation, "xylophone")
    await place.asked()
    await place.app.actions.erase(conversation, 1)
    place.translator.gate.set()
    await until(lambda: not len(place.app.actions.translations.work), "it is given up")
    await luc.barrier()
    assert luc.of("message:translated") == []
    kept = await place.stored(conversation)
    assert (kept["text"], "translations" in kept) == ("", False)
    assert await place.app.stores.database["search_postings"].count_documents({}) == 0


async def test_erasing_takes_translations_away(place: Place) -> None:
    ben, luc = await place.hub.connect(BEN), await place.hub.connect(LUC)
    conversation = await about(ben, "bag")
    await say(ben, conversation, "xylophone")
    await luc.expect("message:translated")
    await place.app.actions.erase(conversation, 1)
    assert "translation" not in (await history(luc, conversation))[0]
    kept = await place.stored(conversation)
    assert "translations" not in kept
    assert await place.app.stores.database["search_postings"].count_documents({}) == 0
    assert (await search(luc, "xylophone"))["hits"] == []
    asked = {"conversation_id": conversation, "seq": 1, "lang": "fr"}
    assert (await luc.refused("message:translate", asked))["code"] == "not_found"


@pytest.mark.settings(drain_seconds=20)
async def test_a_hung_engine_holds_up_no_shutdown_and_the_next_start_heals(
    settings: Settings,
) -> None:
    async with opened(settings) as before:
        await before.hub.fill()
        ben, luc = await before.hub.connect(BEN), await before.hub.connect(LUC)
        conversation = await about(ben, "bag")
        before.translator.gate.clear()
        await say_all(ben, conversation, *"abcdef")
        asked = {"conversation_id": conversation, "seq": 6, "lang": "fr"}
        await luc.emit("message:translate", asked)
        await before.asked(4)
        began = perf_counter()
    assert perf_counter() - began < seconds(5)
    async with opened(settings) as after:
        luc = await after.hub.connect(LUC)
        assert await texts(luc, conversation) == list("abcdef")
        answer = await luc.ok("message:translate", asked)
        assert answer["translation"]["text"] == "[fr] f"
        assert (await history(luc, conversation))[5]["translation"] == answer["translation"]
        assert [hit["message"]["seq"] for hit in (await search(luc, "fr f"))["hits"]] == [6]


async def test_a_hung_engine_holds_up_nobody(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even who asked: what is there later is pushed then."""
    monkeypatch.setattr(translate, "ANSWER_SECONDS", 0.2)
    ben, luc = await place.hub.connect(BEN), await place.hub.connect(LUC)
    conversation = await about(ben, "bag")
    place.translator.gate.clear()
    await say(ben, conversation, "a")
    asked = {"conversation_id": conversation, "seq": 1, "lang": "fr"}
    answer = await luc.emit("message:translate", asked)
    await say(luc, conversation, "b")
    assert not answer.done()
    assert (await answer)["data"]["reason"] == "unavailable"
    await say_all(ben, conversation, *"cdefgh")
    assert await texts(luc, conversation) == list("abcdefgh")
    place.translator.gate.set()
    late = await luc.expect("message:translated", lambda one: one["seq"] == 1)
    assert late["translation"]["text"] == "[fr] a"


@pytest.mark.settings(send_burst=100)
async def test_what_there_is_no_room_for_is_left_out_and_counted(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = place.app.actions.translations.later
    monkeypatch.setattr(translate_later, "AT_ONCE", 4)
    ben = await place.hub.connect(BEN)
    conversation = await about(ben, "bag")
    place.translator.gate.clear()
    await say_all(ben, conversation, *"abcd")
    await place.asked(translate_later.AT_ONCE)
    monkeypatch.setattr(later, "_most", 3)
    await say_all(ben, conversation, *"efghijkl")
    assert len(later) == 3
    told = await exposition(place.hub)
    left_out = told.of("hub_translations_total", outcome="left_out")
    assert left_out == len("efghijkl") - 3
    place.translator.gate.set()
    await until(lambda: not len(later), "all are translated")
    luc = await place.hub.connect(LUC)
    shown = [one["seq"] for one in await history(luc, conversation) if "translation" in one]
    assert set(shown) >= {10, 11, 12}


async def test_who_sends_page_after_page_holds_up_nobody_else(place: Place) -> None:
    ben, ana = await place.hub.connect(BEN), await place.hub.connect(ANA)
    pages = [f"page {n}" for n in range(translate_later.AT_ONCE + 2)]
    place.translator.gate.clear()
    await say_all(ben, await about(ben, "bag"), *pages)
    await say(ana, await about(ana, "bag"), "hola")
    await until(lambda: "hola" in place.translator.texts(), "the other's is begun")
    place.translator.gate.set()
    await until(lambda: {*pages} <= {*place.translator.texts()}, "all are translated")


async def test_two_hubs_translate_one_message_once_for_both(
    place: Place, settings: Settings
) -> None:
    ben = await place.hub.connect(BEN)
    conversation = await about(ben, "bag")
    async with opened(settings) as other:
        luc = await other.hub.connect(LUC)
        await say(ben, conversation, "hello")
        await place.asked()
        kept = await until(lambda: _translated(place, conversation), "it is kept")
        asked = {"conversation_id": conversation, "seq": 1, "lang": "fr"}
        answers = await asyncio.gather(*(luc.ok("message:translate", asked) for _ in range(3)))
        assert {one["translation"]["text"] for one in answers} == {kept["fr"]["text"]}
        assert other.translator.asked == []
        # Another hub's words are found a moment later.
        await until(lambda: _found(luc, "fr hello"), "it is found")


async def _found(who: Wire, words: str) -> bool:
    return [hit["message"]["seq"] for hit in (await search(who, words))["hits"]] == [1]


async def _translated(place: Place, conversation: str) -> Json:
    return ((await place.stored(conversation)) or {}).get("translations")
