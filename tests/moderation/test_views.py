"""Readings of a text, and the way back to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.views import readings, spelled, unbracketed, visible


def read(text: str) -> dict[str, str]:
    return {view.name: view.text for view in readings(text)}


@pytest.mark.parametrize(
    ("text", "name", "reading"),
    [
        ("Ｗｈａｔｓ　Ａｐｐ", "plain", "whats app"),
        ("ŵhátš", "plain", "whats"),
        ("s̷i̷g̷n̷a̷l̷", "plain", "signal"),
        ("🅦🅗🅐🅣🅢", "plain", "whats"),
        ("4️⃣1️⃣ ⓪①④② ⓺⓵ 4𝟙5 ٠٥ ९८", "plain", "4️1️ 0142 61 415 05 98"),
        ("واتـــســـاب", "plain", "واتساب"),
        ("카톡", "plain", "카톡"),
        ("ԝаѕар", "latin", "wasap"),
        ("τεlεgrαm", "latin", "telegram"),
        ("телеграм", "roman", "telegram"),
        ("вaйб3р", "roman", "vaib3r"),
        ("ddɐsʇɐɥʍ", "flipped", "whatsapp"),
    ],
)
def test_a_reading(text: str, name: str, reading: str) -> None:
    seen, _ = visible(text)
    assert read(seen)[name] == reading.replace("\ufe0f", "")


def test_plain_english_is_read_once() -> None:
    assert read("Is the lamp in stock?") == {"plain": "is the lamp in stock?"}


def test_a_letter_that_becomes_two_leads_back_to_itself() -> None:
    view = readings("a ﬁg")[0]
    assert view.text == "a fig"
    assert [view.span(place, place + 1) for place in range(5)] == [
        (0, 1),
        (1, 2),
        (2, 3),
        (2, 3),
        (3, 4),
    ]


def test_upside_down_leads_back_from_right_to_left() -> None:
    view = next(view for view in readings("x ddɐsʇɐɥʍ") if view.name == "flipped")
    start = view.text.index("whatsapp")
    assert view.span(start, start + 8) == (2, 10)


def test_brackets_around_signs() -> None:
    view = unbracketed(readings("joe (at) mail [dot] com")[0])
    assert view is not None
    assert view.text == "joe@mail.com"
    assert view.span(0, len(view.text)) == (0, 23)


def test_letter_by_letter() -> None:
    view = spelled(readings("m y s h o p . c o m")[0])
    assert view is not None
    assert view.text == "myshop.com"


def test_what_is_not_seen_is_gone_and_counted() -> None:
    assert visible("a\u200bb\u2060") == ("ab", [0, 2])
    assert visible("é\u0301") == ("é\u0301", None)


@given(st.text(max_size=60))
def test_every_passage_of_a_view_comes_from_the_text(text: str) -> None:
    for view in readings(text):
        for place in range(len(view.text)):
            start, end = view.span(place, place + 1)
            assert 0 <= start < end <= len(text)
