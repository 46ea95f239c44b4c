"""A sentence along its paths: placeholders, fallbacks, second opinions, the cache, and crowds."""

import asyncio

import pytest

from tests.translation.scripted import Scripted
from translation.cache import MemoryCache
from translation.engines.port import BadAnswer, Edge, NoMatch, Rendering, Unavailable
from translation.phrasebook import Peeled
from translation.sentence import Rendered, Sentences
from translation.walk import Walker

SLOT = "\ue000"
ES_EN = Edge("es", "en", 0.9)


def nothing_known(_sentence: str, _source: str, _target: str) -> Peeled | None:
    return None


def sentences(*engines: Scripted, cache: MemoryCache | None = None) -> Sentences:
    return Sentences(engines, Walker(engines, cache or MemoryCache()), nothing_known)


def failing(error: Exception) -> Scripted:
    def fail(_text: str) -> Rendering:
        raise error

    return Scripted("failing", Edge("es", "en", 0.95), answer=fail)


async def translated(sentence: str, *engines: Scripted) -> Rendered | None:
    return await sentences(*engines)(sentence, "es", "en")


@pytest.mark.parametrize("error", [Unavailable("down"), BadAnswer("html"), NoMatch("new")])
async def test_the_next_path_is_taken_when_one_fails(error: Exception) -> None:
    found = await translated("hola mundo", failing(error), Scripted("good", ES_EN))
    assert found
    assert (found.text, found.engine) == ("hola.en mundo.en", "good")


async def test_without_any_path_there_is_none() -> None:
    assert await translated("hola", failing(Unavailable("down"))) is None
    assert await translated("hola") is None


async def test_placeholders_come_through_by_the_next_scheme_when_one_is_lost() -> None:
    def forgetful(text: str) -> Rendering:
        return Rendering(text.replace("XQZ0", ""))

    engine = Scripted("forgetful", ES_EN, answer=forgetful, schemes=("letters", "bookends"))
    found = await translated(f"hola {SLOT} mundo", engine)
    assert found
    assert found.text == f"hola {SLOT} mundo"
    assert len(engine.asked) == 2
    assert not any(SLOT in text for text in engine.asked)


@pytest.mark.parametrize(
    "lie",
    [
        lambda _text: "",
        lambda text: text + " XQZ0",
        lambda text: text.replace("2", "3"),
        lambda text: f"{text} 7",
        lambda text: text * 40,
    ],
    ids=["empty", "twice", "digit", "gained", "runaway"],
)
async def test_what_lies_is_not_believed(lie: object) -> None:
    assert callable(lie)
    liar = Scripted("liar", ES_EN, answer=lambda text: Rendering(lie(text)), schemes=("letters",))
    assert await translated(f"quiero 2 de {SLOT}", liar) is None


async def test_of_two_paths_the_one_that_knows_more_of_the_words_is_believed() -> None:
    first = Scripted(
        "first", ES_EN, answer=lambda _: Rendering("hello reembolso", unknown=("reembolso",))
    )
    second = Scripted("second", Edge("es", "en", 0.8), answer=lambda _: Rendering("hello refund"))
    found = await translated("hola reembolso", first, second)
    assert found == Rendered("hello refund", "second", "es>en", rough=False)
    far_worse = Scripted("worse", Edge("es", "en", 0.3), answer=lambda _: Rendering("hello refund"))
    found = await translated("hola reembolso", first, far_worse)
    assert found == Rendered("hello reembolso", "first", "es>en", rough=True)


async def test_like_sentences_are_translated_once_whatever_their_numbers() -> None:
    engine = Scripted("good", ES_EN)
    translate = sentences(engine)
    one = await translate(f"pedido {SLOT}", "es", "en")
    other = await translate("pedido \ue004", "es", "en")
    assert one
    assert other
    assert (one.text, other.text) == (f"pedido.en {SLOT}", "pedido.en \ue004")
    assert len(engine.asked) == 1


async def test_a_crowd_asks_once_and_whoever_leaves_spoils_it_for_nobody() -> None:
    engine = Scripted("slow", ES_EN)
    engine.gate = asyncio.Event()
    translate = sentences(engine)
    crowd = [asyncio.create_task(translate("hola", "es", "en")) for _ in range(20)]
    while not engine.asked:
        await asyncio.sleep(0)
    crowd[0].cancel()
    engine.gate.set()
    found = await asyncio.gather(*crowd, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert {one.text for one in found[1:] if isinstance(one, Rendered)} == {"hola.en"}
    assert len(engine.asked) == 1


async def test_what_an_engine_could_not_do_it_is_spared_for_a_while() -> None:
    engine = Scripted("failing", ES_EN, answer=lambda _: Rendering(""))
    translate = sentences(engine)
    assert await translate("hola", "es", "en") is None
    assert await translate("hola", "es", "en") is None
    assert len(engine.asked) == 1


async def test_what_is_known_at_the_ends_is_put_around_the_rest() -> None:
    def greeting(sentence: str, _source: str, _target: str) -> Peeled | None:
        return Peeled("mundo", "en", ("Hello",)) if sentence == "Hola, mundo" else None

    engines = [Scripted("good", ES_EN)]
    translate = Sentences(engines, Walker(engines, MemoryCache()), greeting)
    found = await translate("Hola, mundo", "es", "en")
    assert found
    assert found.text.lower() == "hello, mundo.en"
