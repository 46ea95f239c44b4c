"""Whatever the text: an answer, the same one every time, in bounded time."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from translation.detection import Detector
from translation.detection.detector import LONGEST
from translation.detection.tokens import words_of
from translation.languages import DEFAULT_LANGUAGES

PIECES = st.sampled_from(
    ["hola", "the", "é", "ñ", "ja", "no", "这", "の", "ї", "ж", "ق", "#A-1", "http://x", "@", "a.b"]
)
ANY_TEXT = st.text() | st.lists(PIECES | st.characters(), max_size=40).map(" ".join)
LANGUAGES = st.sampled_from([*DEFAULT_LANGUAGES, "pt-BR", "tr", "", "??"])


@given(text=ANY_TEXT, profile=st.none() | LANGUAGES, history=st.lists(LANGUAGES, max_size=12))
def test_every_text_has_an_answer_and_always_the_same(
    detector: Detector, text: str, profile: str | None, history: list[str]
) -> None:
    found = detector.detect(text, profile=profile, history=history)
    assert found.lang is None or found.lang in DEFAULT_LANGUAGES
    assert (found.score == 0.0) == (found.lang is None)
    assert 0.0 <= found.score <= 1.0
    assert detector.detect(text, profile=profile, history=history) == found


@given(texts=st.lists(ANY_TEXT, min_size=4, max_size=12))
def test_threads_do_not_disturb_each_other(detector: Detector, texts: list[str]) -> None:
    alone = [detector.detect(text, profile="es") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = pool.map(lambda text: detector.detect(text, profile="es"), texts * 4)
    assert list(together) == alone * 4


@given(text=st.text(min_size=LONGEST // 20).map(lambda text: text * 40), tail=st.text())
def test_what_is_behind_the_first_sentences_costs_nothing(
    plain: Detector, text: str, tail: str
) -> None:
    assert plain.detect(text + tail) == plain.detect(text[:LONGEST])


@given(text=st.text(st.sampled_from("aB9.-_/@# é这"), max_size=400))
def test_words_hold_letters_only(text: str) -> None:
    words = words_of(text)
    assert all(word.removesuffix("'").isalpha() for word in words)
    assert words_of(" ".join(words)) == words
