"""What a text may be: its length in graphemes, marks, controls, line breaks, nothing to see."""

import unicodedata

import pytest

from hub.domain.text import MAX_MARKS, clean, line, longer_than
from hub.errors import Invalid, TooLarge

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1ea\U0001f1f8"
ONE_CHARACTER = {
    "a letter": "a",
    "a letter and a mark": "e\u0301",
    "a family": FAMILY,
    "a flag": FLAG,
    "a hand with its skin": "\U0001f44d\U0001f3fd",
    "a line break of two": "\r\n",
    "Hangul in pieces": "\u1112\u1161\u11ab",
    "Devanagari with a vowel sign": "\u0915\u093f",
}


@pytest.mark.parametrize("one", ONE_CHARACTER.values(), ids=ONE_CHARACTER)
def test_length_counts_graphemes(one: str) -> None:
    assert not longer_than(one * 3, 3)
    assert longer_than(one * 3, 2)


def test_a_text_at_the_limit_passes_and_one_above_does_not() -> None:
    assert clean(FAMILY * 10, limit=10) == FAMILY * 10
    with pytest.raises(TooLarge) as refused:
        clean(FAMILY * 11, limit=10)
    assert refused.value.data == {"limit": 10}


def test_spaces_around_do_not_count() -> None:
    assert clean(" " * 100 + "abc" + "\n" * 100, limit=3) == "abc"


def test_marks_are_capped_and_what_follows_stays() -> None:
    kept = clean("Z" + "\u0301" * 2_000 + "algo\u0300", limit=100)
    assert sum(unicodedata.combining(c) > 0 for c in kept) == MAX_MARKS + 1
    assert kept.startswith("Z\u0301")
    assert kept.endswith("algo\u0300")


def test_the_marks_of_real_writing_stay() -> None:
    written = "Tiếng Việt n\u0323\u0302, \u05d1\u05bc\u05b8\u05e8\u05b5\u05d0\u05e9"
    assert clean(written, limit=100) == written


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        ("a\x07b\x1b[2Jc\x7fd", "a b [2Jc d"),
        ("a\u0085b\u009bc", "a b c"),
        ("\x1fa\x01", "a"),
    ],
    ids=["line breaks", "a tab", "C0 and DEL", "C1", "at the edges"],
)
def test_controls(written: str, kept: str) -> None:
    assert clean(written, limit=100) == kept


NOTHING_TO_SEE = {
    "nothing": "",
    "spaces": " \n\t ",
    "a zero-width space": "\u200b",
    "joiners": "\u200c\u200d\u2060\ufeff",
    "only marks": "\u0301\u0302",
    "a direction override": "\u202e",
    "a no-break and an ideographic space": "\u00a0\u3000",
    "Hangul fillers": "\u115f\u1160\u3164\uffa0",
    "a blank Braille pattern": "\u2800",
    "controls": "\x01\x02",
    "a private use character": "\ue000",
}


@pytest.mark.parametrize("text", NOTHING_TO_SEE.values(), ids=NOTHING_TO_SEE)
def test_nothing_to_see_is_empty(text: str) -> None:
    with pytest.raises(Invalid, match="is empty"):
        clean(text, limit=100)


def test_something_to_see_keeps_its_invisible_neighbours() -> None:
    assert clean(f"{FAMILY}\u200b.", limit=100) == f"{FAMILY}\u200b."


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "a\udc00b", "\udc00\ud800"])
def test_what_cannot_be_stored_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean(text, limit=100, field="note")
    assert [one["field"] for one in refused.value.data["fields"]] == ["note"]


def test_a_name_is_one_line() -> None:
    assert line("  Ana\r\n  Ruiz\t ") == "Ana Ruiz"


@pytest.mark.parametrize("name", ["", "\u200b", "A\0na"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(ValueError, match=r"is empty|NUL"):
        line(name)
