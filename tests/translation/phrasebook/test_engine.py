"""However a phrase is written, it is found; what is no phrase is left to other engines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.engines.port import NoMatch
from translation.phrasebook import Phrasebook, peel
from translation.phrasebook.book import LANGUAGES, book
from translation.phrasebook.engine import say


@pytest.mark.parametrize(
    ("source", "text", "target", "said"),
    [
        ("es", "¿Todavía está disponible?", "en", "Is this still available?"),
        ("es", "todavia esta disponible", "en", "is this still available?"),
        ("es", "SIGUE DISPONIBLE???", "en", "Is this still available?"),
        ("es", "Holaaaa", "en", "Hello"),
        ("es", "hola buenas tardes cuanto cuesta", "en", "good afternoon, how much is it?"),
        ("es", "Hola, todavía está disponible? gracias", "de",
         "Hallo, ist das noch verfügbar? Danke"),
        ("en", "How much is it?", "es", "¿Cuánto cuesta?"),
        ("en", "Thank you very much!", "es", "¡Muchas gracias!"),
        ("en", "thank you", "fr", "merci"),
        ("en", "How much is shipping?", "fr", "Combien coûte la livraison ?"),
        ("en", "Hi, do you have this in size \ue000?", "zh", "你好，这件有\ue000码吗？"),
        ("en", "do you have size 38", "es", "¿tiene este artículo en talla 38?"),
        ("en", "It takes 3-5 days", "ru", "Доставка занимает 3–5 дней"),
        ("zh", "请问有M码吗", "es", "Disculpe, ¿tiene este artículo en talla M?"),
        ("zh", "你好，这个还有货吗？谢谢", "en", "Hello, is this still available? Thanks"),
        ("ja", "ﾊﾛｰ", "en", "Hello"),
        ("ar", "هل هو متوفّر؟", "en", "Is it available?"),
        ("ru", "еще в наличии?", "en", "is this still available?"),
        ("fr", "bjr, c'est combien ?", "en", "hello, how much is it?"),
        ("es", "Gracias \ue000", "en", "Thanks \ue000"),
        ("es", "Gracias 😊", "en", "Thanks 😊"),
        ("de", "Danke, Größe M?", "en", "Thanks, do you have this in size M?"),
    ],
)  # fmt: skip
async def test_said(source: str, text: str, target: str, said: str) -> None:
    assert (await Phrasebook().translate(text, source, target)).text == said


@pytest.mark.parametrize(
    "text",
    [
        "Está disponible la bicicleta roja de la foto",
        "",
        "\ue000",
        "42",
        "?",
        "lo del otro día",
        "Son 2 \ue000",
        "Me interesa \ue000",
        "¿Tiene \ue000?",
    ],
)
async def test_what_is_no_phrase_is_no_match(text: str) -> None:
    with pytest.raises(NoMatch):
        await Phrasebook().translate(text, "es", "en")


def test_a_statement_is_not_its_question() -> None:
    assert say("Está disponible.", "es", "en") == "It is available."
    assert say("¿Está disponible?", "es", "en") == "Is it available?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I want my money back", "Quiero que me devuelvan el dinero"),
        ("Can I get a refund?", "¿Puedo obtener un reembolso?"),
        ("Please refund me", "Por favor, devuélvame el dinero"),
        ("Can I cancel my order?", "¿Puedo cancelar mi pedido?"),
        ("I want to cancel my order", "Quiero cancelar mi pedido"),
        ("You sent me the wrong color", "Me enviaron el color equivocado"),
        ("I received the wrong color", "Recibí el color equivocado"),
        ("Don't worry", "No se preocupe"),
        ("My package is stuck at customs", "Mi paquete está retenido en la aduana"),
    ],
)
def test_who_says_what_and_how_strongly_stays(text: str, said: str) -> None:
    assert say(text, "en", "es") == said


def test_known_clauses_are_peeled_off() -> None:
    peeled = peel("Hola, me interesa la bici roja, gracias", "es", "en")
    assert peeled is not None
    assert peeled.rest == "me interesa la bici roja"
    assert peeled.join("I like the red bike") == "Hello, I like the red bike, thanks"


def test_a_name_keeps_its_capital_after_a_greeting() -> None:
    peeled = peel("Hola, Ana quiere la silla verde", "es", "en")
    assert peeled is not None
    assert peeled.join("Ana wants the green chair") == "Hello, Ana wants the green chair"


def test_nothing_is_peeled_of_what_is_known_wholly_or_not_at_all() -> None:
    assert peel("Hola, gracias", "es", "en") is None
    assert peel("La bicicleta es roja", "es", "en") is None
    assert peel("Hola \ue000", "es", "en") is None


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("en", "We're sorry for the delay", "es"),
        ("en", "I'm afraid of the price", "es"),
        ("es", "Disculpe el retraso del pedido", "en"),
        ("es", "Lo siento por la espera", "en"),
        ("fr", "Désolé du retard", "en"),
        ("it", "Mi dispiace per il ritardo", "en"),
    ],
)
def test_an_apology_is_not_parted_from_what_it_is_for(language: str, text: str, other: str) -> None:
    assert peel(text, language, other) is None


def test_one_that_stands_for_itself_is() -> None:
    peeled = peel("Sorry to bother you, but the green lamp broke", "en", "es")
    assert peeled is not None
    assert peeled.before == ("Disculpe la molestia",)
    assert peel("Sorry the green lamp broke", "en", "es") is not None


def test_each_pair_is_one_whole_way() -> None:
    edges = Phrasebook().edges()
    assert len(edges) == len(LANGUAGES) * (len(LANGUAGES) - 1)
    assert not any(edge.chains for edge in edges)


@given(
    st.sampled_from(book().phrases), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES),
    st.sampled_from(("", "!", " \ue005", " 👍", "...")),
)  # fmt: skip
def test_nothing_that_was_masked_is_lost(
    phrase: object, source: str, target: str, end: str
) -> None:
    wording = phrase.wordings[source][0].replace("{1}", "\ue000").replace("{2}", "\ue001") + end  # type: ignore[attr-defined]
    said = say(wording, source, target)
    if said is not None:
        assert sorted(filter(_private, said)) == sorted(filter(_private, wording))


def _private(letter: str) -> bool:
    return "\ue000" <= letter <= "\uf8ff"
