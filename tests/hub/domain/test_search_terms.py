"""Texts and queries as terms: folded, Chinese in pairs, highlighted in code points."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.search_terms import Query, fold, parse_query, spans, terms


def highlighted(text: str, query: str) -> list[str] | None:
    """The passages that a search would mark."""
    found = spans(text, parse_query(query))
    return None if found is None else [text[start:end] for start, end in found]


def is_candidate(text: str, query: Query) -> bool:
    """Whether an index of the text's terms leads to it."""
    indexed = terms(text)
    begins = query.prefix is None or any(term.startswith(query.prefix) for term in indexed)
    return begins and set(query.terms) <= set(indexed)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("¿Cuándo llegará el envío?", "envio"),
        ("Cuando llegara el envio", "ENVÍO"),
        ("le reçu de l'été", "recu"),
        ("Größe: 42", "grosse"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Ŀa lámpara", "lampara"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("\uff46\uff55\uff4c\uff4c width", "full"),
        ("Đà Nẵng", "nang"),
    ],
)
def test_case_and_diacritics_make_no_difference(text: str, query: str) -> None:
    assert highlighted(text, query)
    assert is_candidate(text, parse_query(query))


def test_what_is_highlighted_is_the_original() -> None:
    assert highlighted("¿Llegará mañana, o pasado mañana?", "manana") == ["mañana", "mañana"]


@pytest.mark.parametrize("query", ["灯", "台灯", "灯什", "什么时候", "台灯什么时候发货"])
def test_every_part_of_a_chinese_run_is_found(query: str) -> None:
    text = "请问台灯什么时候发货?"
    assert highlighted(text, query) == [query]
    assert is_candidate(text, parse_query(query))


@pytest.mark.parametrize("query", ["台灯", "led", "36w什么", "LED台灯", "灯36"])
def test_chinese_beside_latin_letters_and_digits_is_found_too(query: str) -> None:
    text = "请问LED台灯36W什么时候发货?"
    assert "".join(highlighted(text, query) or []).casefold() == query.casefold()
    assert is_candidate(text, parse_query(query))


@pytest.mark.parametrize("query", ["灯台", "发货时候", "货请"])
def test_characters_in_another_order_are_not(query: str) -> None:
    assert highlighted("请问台灯什么时候发货?", query) is None


def test_the_last_word_is_a_beginning() -> None:
    assert highlighted("the blue lampshade", "blue lam") == ["blue", "lam"]
    assert highlighted("the clamp", "lam") is None


def test_a_finished_word_is_whole() -> None:
    assert parse_query("lamp ").terms == ("lamp",)
    assert parse_query("lamp ").prefix is None
    assert parse_query("blue lamp").prefix == "lamp"


def test_all_words_must_be_there_in_any_order() -> None:
    assert highlighted("the lamp is blue", "blue lamp") == ["lamp", "blue"]
    assert highlighted("the lamp is red", "blue lamp") is None


def test_spans_count_code_points() -> None:
    text = "\U0001f44d\U0001f3fd\U0001f1ea\U0001f1f8 lamp \U00020bb7\U0001f600灯"
    assert spans(text, parse_query("lamp")) == [(5, 9)]
    assert spans(text, parse_query("灯")) == [(12, 13)]
    assert spans(text, parse_query("\U00020bb7")) == [(10, 11)]


def test_spans_that_touch_or_overlap_are_one() -> None:
    assert highlighted("台灯台灯", "台灯") == ["台灯台灯"]
    assert highlighted("哈哈哈", "哈哈") == ["哈哈哈"]
    assert highlighted("lamp lamps", "lamp la") == ["lamp", "lamp"]


def test_one_character_that_folds_to_several_is_highlighted_whole() -> None:
    assert highlighted("Straße", "strass") == ["Straß"]
    assert highlighted("ﬁne", "f") == ["ﬁ"]


@pytest.mark.parametrize("query", ["", " ", "?!", "\U0001f600", "...", "\u0301"])
def test_a_query_without_a_letter_or_digit_has_no_needles(query: str) -> None:
    assert parse_query(query).needles == ()


@pytest.mark.parametrize("query", ["a|b", "$where", "lam(p", "[a-z]", "\\w", "z+"])
def test_a_pattern_is_taken_for_its_letters(query: str) -> None:
    assert highlighted("nothing of it, but: oozz", query) is None


def test_a_long_word_is_found_whole_and_by_its_beginning() -> None:
    word = "donaudampfschifffahrtsgesellschaftskapitaen"
    assert highlighted(f"the {word}!", word) == [word]
    for query in (word, word[:41], word[:5]):
        assert is_candidate(word, parse_query(query))


def test_a_flood_of_query_words_is_cut() -> None:
    query = parse_query(" ".join(f"w{n}" for n in range(1_000)))
    assert len(query.needles) == 12


def test_terms_are_distinct() -> None:
    assert terms("No, no, NO: nó") == ["no"]


TEXTS = st.text(
    st.one_of(
        st.sampled_from(" ,.!?-_'\n"),
        st.characters(categories=("L", "N", "M", "P", "S", "Zs")),
        st.sampled_from("aeiouáéíóúñüçßøİ\u0131Σς0123456789"),
        st.sampled_from("台灯什么时候发货のがパ한글ไทย"),
    ),
    max_size=60,
)


@given(TEXTS)
def test_every_word_of_a_text_leads_to_it(text: str) -> None:
    for term in terms(text):
        query = parse_query(term)
        assert is_candidate(text, query)
        assert spans(text, query)


@given(TEXTS)
def test_what_is_highlighted_begins_with_what_was_asked_for(text: str) -> None:
    for needle in parse_query(text).needles:
        for start, end in spans(text, Query((), None, (needle,))) or []:
            assert 0 <= start < end <= len(text)
            assert needle[0] in fold(text[start:end]).text


@given(st.text("请问台灯什么时候发货", min_size=1, max_size=12), st.data())
def test_every_substring_of_an_unspaced_run_leads_to_it(run: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    query = parse_query(run[start:end])
    assert is_candidate(f"A: {run}!", query)
    assert spans(run, query)


@given(TEXTS)
def test_composed_or_not_a_text_has_the_same_terms(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert terms(composed) == terms(unicodedata.normalize("NFD", text))
