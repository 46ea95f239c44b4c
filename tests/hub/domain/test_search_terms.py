"""Texts and queries as search terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.search_terms import MAX_TERM, fold, is_word, parse_query, spans, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A lamp, a LAMP!", ["a", "lamp"]),
        ("¿Cuándo llegará?", ["cuando", "llegara"]),
        ("Straße", ["strasse"]),
        ("可以四个", ["可以", "以四", "四个", "可", "以", "四", "个"]),
        ("茶", ["茶"]),
        ("iPhone15 保护壳", ["iphone15", "保护", "护壳", "保", "护", "壳"]),
        ("x" * 50, ["x" * MAX_TERM]),
        ("👍 …", []),
    ],
)
def test_a_text_is_found_under_its_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text(max_size=60))
def test_a_text_has_the_terms_of_its_folded_form(text: str) -> None:
    assert terms(text) == terms(fold(text).text)


@given(st.text(min_size=1, max_size=60))
def test_a_text_is_found_by_itself(text: str) -> None:
    query = parse_query(text[:20])
    found = terms(text[:20])
    assert set(query.terms) <= set(found)
    if query.prefix is not None:
        assert any(term.startswith(query.prefix) for term in found)


def test_only_the_last_word_is_a_beginning() -> None:
    assert parse_query("dark wood la").terms == ("dark", "wood")
    assert parse_query("dark wood la").prefix == "la"


def test_a_finished_word_is_whole() -> None:
    query = parse_query("lamp ")
    assert (query.terms, query.prefix) == (("lamp",), None)


@pytest.mark.parametrize(("query", "expected"), [("四", ("四",)), ("四个人", ("四个", "个人"))])
def test_unspaced_runs_are_found_by_equality(query: str, expected: tuple[str, ...]) -> None:
    assert (parse_query(query).terms, parse_query(query).prefix) == (expected, None)


@pytest.mark.parametrize(
    ("term", "expected"),
    [("lamp", True), ("iphone15", True), ("500", True), ("600123456", False), ("茶", False)],
)
def test_what_may_be_meant_by_its_beginning(term: str, *, expected: bool) -> None:
    assert is_word(term) is expected


def test_spans_point_into_the_original_text() -> None:
    text = "Straße nach Málaga"
    found = spans(text, parse_query("strasse mala"))
    assert found is not None
    assert [text[start:end] for start, end in found] == ["Straße", "Mála"]
