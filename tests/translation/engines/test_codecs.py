"""How the programs of the offline engines are spoken to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translation.engines.apertium_text import STAND_INS, StreamFormat, escape, plain
from translation.engines.fast_translate import PIECE, JsonLines, pieces
from translation.engines.fast_translate_worker import answer
from translation.engines.pipes import Desynchronised
from translation.engines.port import BadAnswer, Rendering


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_escaped_text_reads_as_before(text: str) -> None:
    if not any(stand_in in text for stand_in in STAND_INS.values()):
        assert plain(escape(text)) == Rendering(text)


@pytest.mark.parametrize(
    "data", [b"casa[][6\n]", b"casa", b"", b"casa[][7\n] roja", b"\xff[][7\n]"]
)
def test_the_answer_to_another_question_is_refused(data: bytes) -> None:
    assert StreamFormat().answer(b"casa[][7\n]", 7) == "casa"
    with pytest.raises(Desynchronised):
        StreamFormat().answer(data, 7)


@given(st.lists(st.text("abc,;", min_size=1, max_size=80)).map(" ".join))
def test_pieces_hold_every_word_once(text: str) -> None:
    found = list(pieces(text))
    assert " ".join(found).split() == text.split()
    assert all(len(piece) <= PIECE for piece in found)


class Broken:
    """A model that fails, quoting the text as libraries do."""

    def translate(self, text: str) -> str:
        raise ValueError(f"cannot translate {text}")


def test_failures_are_told_without_the_text() -> None:
    codec = JsonLines()
    told = answer(Broken(), codec.question("secret", 3).decode())
    assert told == {"id": 3, "error": "ValueError"}
    with pytest.raises(BadAnswer, match="ValueError"):
        codec.answer(b'{"id": 3, "error": "ValueError"}', 3)
    with pytest.raises(Desynchronised):
        codec.answer(b'{"id": 2, "text": "of another"}', 3)
