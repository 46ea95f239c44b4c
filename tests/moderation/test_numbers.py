"""Digits however they are written, and which of them are telephone numbers."""

import pytest

from moderation import Context, check
from moderation.dialling import is_valid
from moderation.lexicon import Lexicon, glued_numbers
from moderation.numbers import chains
from moderation.views import readings

WORDS = Lexicon(glued_numbers())


def numbers(text: str) -> list[str]:
    view = readings(text)[0]
    words = [(start, end, entry.digits) for entry, start, end in WORDS.hits(view.text)]
    return [chain.digits for chain in chains(view, words)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("four-1-five 555 01 four 2", "4155550142"),
        ("fouronefivefivefivefivezeroonefourtwo", "4155550142"),
        ("415a555b0142", "4155550142"),
        ("4a1b5c5d5e5f0g1h4i2", "4155550142"),
        ("(Seven5Six)NineSix9-8fiveSeven7", "7569698577"),
        ("double five five oh one four two", "5550142"),
        ("seis12 tres45 678", "612345678"),
        ("empieza por 612, sigue 345 y acaba en 678", "612345678"),
        ("zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre", "0639981234"),
        ("null171 - 23 45 67 acht", "01712345678"),
        ("O6 39 98 l2 34", "0639981234"),
        ("3l2-SSS-Ol78", "3125550178"),
        ("一八六零零幺二三四五六", "18600123456"),
        ("नौ आठ सात छह पांच चार तीन दो एक शून्य", "9876543210"),
    ],
)
def test_one_number(text: str, digits: str) -> None:
    assert numbers(text) == [digits]


@pytest.mark.parametrize(
    "text",
    [
        "someone alone, anyone or everyone",
        "between 18:00 and 20:30 on 12/06/2025",
        "1,299.00 $ or 1.299,00 €",
        "60x40x30 cm and 120 x 60 x 75",
        "195/65 R15, DOT 3419",
        "made between 1955-1957",
    ],
)
def test_no_number(text: str) -> None:
    assert numbers(text) == []


def test_regions_decide_what_is_valid() -> None:
    assert is_valid("612345678", ("ES",), international=False)
    assert not is_valid("612345678", ("US",), international=False)
    assert is_valid("0034612345678", ("US",), international=True)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("612345678", "review"),
        ("call me: 612345678", "block"),
        ("order 612345678 has not arrived", "allow"),
        ("the order number is 4155550142", "allow"),
        ("ref 415 555 0142, dial it", "block"),
        ("sizes 36 37 38 39 40 41 42", "allow"),
        ("barcode 5 901234 123457", "allow"),
    ],
)
def test_what_stands_beside_it_decides(text: str, action: str) -> None:
    assert check(text).action == action


def test_during_delivery_the_courier_may_get_the_buyers_number() -> None:
    text = "call me: 612 345 678"
    assert check(text, Context(stage="during_delivery", side="buyer")).action == "review"
    assert check(text, Context(stage="during_delivery", side="seller")).action == "block"
    assert check(text, Context(stage="support")).action == "allow"
