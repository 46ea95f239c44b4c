"""Lines and sentences."""

import pytest
from hypothesis import given

from tests.translation.protection.examples import texts
from translation.protection import PLACEHOLDER, mask, segments


@given(texts)
def test_the_segments_are_the_text(text: str) -> None:
    masked = mask(text)
    for found in (segments(masked.text, masked.values), segments(masked.text), segments(text)):
        assert all(segment.text == segment.text.strip(" \t\n") for segment in found)
    assert "".join(s.text + s.after for s in segments(masked.text, masked.values)) == masked.text
    assert "".join(s.text + s.after for s in segments(text)) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hola. ¿Qué tal? Bien!! gracias", ["Hola.", "¿Qué tal?", "Bien!!", "gracias"]),
        ("hola. que tal", ["hola.", "que tal"]),
        ("Bueno... no sé… vale", ["Bueno... no sé… vale"]),
        ("El Sr. Pérez, p. ej. a J. Ruiz", ["El Sr. Pérez, p. ej. a J. Ruiz"]),
        ("Cuesta 5. Luego 1.5 m", ["Cuesta 5.", "Luego \ue000"]),
        ("1. one\n2) two\n- three", ["one", "two", "three"]),
        ("“Sí.” Dijo (no.) Y", ["“Sí.”", "Dijo (no.)", "Y"]),
        ("你好！有货吗？谢谢。好", ["你好！", "有货吗？", "谢谢。", "好"]),
        ("ありますか。はい」と", ["ありますか。", "はい」と"]),
        ("مرحبا. كيف حالك؟ شكرا", ["مرحبا.", "كيف حالك؟", "شكرا"]),
        ("Ella dijo que no. Gracias, no. 5", ["Ella dijo que no.", "Gracias, no. 5"]),
        ("Привет. Цена 5 руб. за шт. Да?", ["Привет.", "Цена 5 руб. за шт.", "Да?"]),
        ("See https://a.example/x.y?z=1. Ok?", ["See \ue000.", "Ok?"]),
        ("one\r\n\r\ntwo\u2028three", ["one", "two", "three"]),
        # Nothing to translate.
        ("👍 … 12:30\n#A-1", []),
        ("😊 Gracias 👍👍", ["Gracias"]),
        ("I ❤️ it. 👍 ok", ["I \ue000 it.", "ok"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    masked = mask(text)
    assert [s.text for s in segments(masked.text, masked.values) if s.text] == sentences


def test_a_crowd_of_tokens_is_parted_at_pauses() -> None:
    masked = mask(", ".join(f"the X{number}A" for number in range(20)))
    found = segments(masked.text, masked.values)
    assert len(masked.values) == 20
    assert max(len(PLACEHOLDER.findall(segment.text)) for segment in found) == 4
