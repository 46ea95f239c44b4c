"""What is masked, what is not, and that it all comes back."""

import sys
from typing import Any

import pytest
import regex
from hypothesis import given

from tests.translation.protection.examples import examples, texts
from translation.protection import PLACEHOLDER, Masked, mask, unmask
from translation.protection.symbols import _ORDINARY, _SYMBOLS
from translation.terms import Terms

ALL = [row for name in ("protected_tokens", "tokens", "ordinary") for row in examples(name)]
WORD = regex.compile(r"[\p{L}\p{N}]")
LUMINA = Terms(title="Oak lamp by Lumina with JBL PowerCore 20W, warm light")


def shown(masked: Masked) -> str:
    """With each token between angle brackets."""
    return PLACEHOLDER.sub(lambda m: f"<{masked.values[ord(m.group()) - 0xE000]}>", masked.text)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["lang"] + ":" + row["text"][:30])
def test_all_tokens_and_nothing_else_are_masked(row: dict[str, Any]) -> None:
    text, tokens = row["text"], row["tokens"]
    masked = mask(text, Terms(), row["lang"], "it" if row["lang"] == "en" else "en")
    assert unmask(masked.text, masked.values) == text
    for token in tokens:
        assert any(token in value for value in masked.values), shown(masked)
    for value in masked.values:
        between = value
        for token in sorted(tokens, key=len, reverse=True):
            between = between.replace(token, "")
        assert not WORD.search(between), shown(masked)


@given(texts)
def test_whatever_the_text_it_comes_back(text: str) -> None:
    masked = mask(text, LUMINA, "en", "es")
    assert unmask(masked.text, masked.values) == text
    assert [ord(mark) for mark in PLACEHOLDER.findall(masked.text)] == [
        0xE000 + number for number in range(len(masked.values))
    ]


@given(texts)
def test_engines_see_nothing_that_breaks_them(text: str) -> None:
    seen = PLACEHOLDER.sub("", mask(text).text)
    assert not regex.search(r"[\p{Cs}\p{Co}\p{Cc}--[\t\n\r]]", seen, regex.VERSION1)
    seen.encode()


def test_characters_that_pass_at_a_glance_are_harmless() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    ordinary = "".join(_ORDINARY.findall(everything))
    assert len(ordinary) > 20_000
    assert not _SYMBOLS.search(ordinary)


def test_more_tokens_than_there_are_placeholders() -> None:
    text = "\ue000 y " * 7000
    masked = mask(text)
    assert len(masked.values) == 6400
    assert unmask(masked.text, masked.values) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Neighbours are one token; emoji stay apart, so that they can be left out of a sentence.
        ("S, M or XL 👍👍", "<S, M> or <XL> <👍👍>"),
        # Small integers are the engines', as ordinals and words with numbers are.
        ("2 lamps, the 2nd of 12, a 3-piece set", "2 lamps, the 2nd of 12, a 3-piece set"),
        # A capital at the start of a sentence names nothing, a known make does.
        (
            "Need S23. Galaxy S23, the Fairline X100",
            "Need <S23>. <Galaxy S23>, the <Fairline X100>",
        ),
        ('I said "42", not 32"', 'I said "42", not <32">'),
        ("x<y, a > b & <b>", "x<y, a > b & <<b>>"),
        ("gracias.es posible en tienda-x.es", "gracias.es posible en <tienda-x.es>"),
    ],
)
def test_what_counts_as_one_token(text: str, expected: str) -> None:
    assert shown(mask(text, Terms(), "en", "es")) == expected


@pytest.mark.parametrize(
    ("title", "source", "text", "expected"),
    [
        (LUMINA.title, "en", "Is the lumina oak lamp warm?", "Is the <lumina> oak lamp warm?"),
        (LUMINA.title, "es", "¿La powercore y la JBL?", "¿La <powercore> y la <JBL>?"),
        # Where the title has capitals everywhere, the message's tell.
        ("Oak Table Lamp Lumina", "en", "My table lamp. A Lumina", "My table lamp. A <Lumina>"),
        ("OAK LAMP LUMINA", "en", "the lamp lumina", "the lamp lumina"),
        # German gives every noun one.
        ("Eiche Lampe Lumina", "de", "Ist die Lampe aus Eiche?", "Ist die Lampe aus Eiche?"),
        ("Lampe by Lux", "en", "de luxe, the Lux", "de luxe, the <Lux>"),
    ],
)
def test_names_from_the_title(title: str, source: str, text: str, expected: str) -> None:
    assert shown(mask(text, Terms(title=title), source, "fr")) == expected


SHOP = Terms(
    glossary=(
        {"es": "funda", "en": "sleeve", "fr": "housse"},
        {"es": "funda de cuero", "en": "leather sleeve"},
        {"en": "lamp shade", "es": "pantalla", "zh": "灯罩"},
        {"en": "only English"},
    )
)


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("es", "en", "Una FUNDA, o dos fundas", "Una sleeve, o dos sleeves"),
        ("es", "en", "la funda de cuero", "la leather sleeve"),
        ("es", "en", "la fundación funda-x", "la fundación sleeve-x"),
        ("es", "fr", "Fundas", "Housses"),
        ("en", "es", "two lamp shades, only English", "two pantallas, only English"),
        ("zh", "en", "这个灯罩多少钱", "这个lamp shade多少钱"),
        # A term inside of an address is none.
        ("es", "en", "www.example.com/funda", "www.example.com/funda"),
    ],
)
def test_terms_of_the_shop(source: str, target: str, text: str, expected: str) -> None:
    masked = mask(text, SHOP, source, target)
    assert unmask(masked.text, masked.values) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("El pedido de Иван-Пётр llegó", "es", "El pedido de <Иван-Пётр> llegó"),
        ("Dice مرحبا y 谢谢", "es", "Dice <مرحبا> y <谢谢>"),
        ("C’est l’été, ma Straße, naïve 3ª", "fr", "C’est l’été, ma Straße, naïve 3ª"),
        ("Привет, Ivan", "ru", "Привет, Ivan"),
        ("谢谢 Anna", "zh", "谢谢 Anna"),
    ],
)
def test_words_in_another_script_stay(text: str, source: str, expected: str) -> None:
    """Engines for Latin letters drop them."""
    assert shown(mask(text, Terms(), source, "en")) == expected
