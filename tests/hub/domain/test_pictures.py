"""How what is sighted in a picture is judged, and where a finding lies in it."""

from dataclasses import replace

import pytest

from hub.domain.findings import WHOLE, Box, Finding, Spot
from hub.domain.pictures import TOGETHER, Part, Seen, around

LINES = (
    Spot("words", Box(0.1, 0.1, 0.4, 0.1), "call me", "reader"),
    Spot("words", Box(0.2, 0.3, 0.5, 0.1), "612 345", "reader"),
    Spot("words", Box(0.0, 0.5, 0.3, 0.1), "678 now", "reader"),
)
CODE = Spot("code", Box(0.5, 0.5, 0.2, 0.2), "https://wa.me/1", "QRCode")


def in_text(start: int, end: int) -> Finding:
    return Finding(start, end, "phone", "phone.national", "plain")


def test_codes_are_judged_one_by_one_and_words_together() -> None:
    seen = Seen("a lamp", (CODE, *LINES, replace(CODE, text="x")), banned=True)
    told = [(part.spot.kind if part.spot else None, part.text) for part in seen.parts]
    assert told == [
        (None, "a lamp"),
        ("code", "https://wa.me/1"),
        ("code", "x"),
        ("words", "call me\n612 345\n678 now"),
        ("likeness", ""),
    ]
    assert Seen().parts == ()


def test_of_words_that_may_be_more_the_first_page_stands_for_them() -> None:
    *_, last = Seen(spots=(CODE, *LINES), banned=True, unread=True).parts
    assert last == Part(LINES, unread=True)
    many = tuple(Spot("words", LINES[0].box, "x" * 999) for _ in range(9))
    *_, last = Seen(spots=many, unread=True).parts
    assert (last.unread, len(last.text) <= TOGETHER) == (True, True)
    [nothing] = Seen(unread=True).parts
    assert (nothing.unread, nothing.text, nothing.spot and nothing.spot.box) == (True, "", WHOLE)


def test_a_page_of_words_is_judged_in_pieces() -> None:
    line = "x" * 999
    many = tuple(Spot("words", LINES[0].box, line) for _ in range(9))
    pieces = [part.text for part in Seen(spots=many).parts]
    assert [len(piece) <= TOGETHER for piece in pieces] == [True] * 3
    assert "\n".join(pieces).split("\n") == [line] * 9
    endless = Spot("words", LINES[0].box, "x" * (2 * TOGETHER))
    assert len(Seen(spots=(endless, LINES[0])).parts) == 2


@pytest.mark.parametrize(
    ("start", "end", "passage", "lines"),
    [
        (0, 4, "call", LINES[:1]),
        (8, 15, "612 345", LINES[1:2]),
        (8, 19, "612 345\n678", LINES[1:]),
        (0, 23, "call me\n612 345\n678 now", LINES),
        (7, 8, "", LINES[:1]),
    ],
)
def test_a_finding_lies_in_the_lines_that_it_touches(
    start: int, end: int, passage: str, lines: tuple[Spot, ...]
) -> None:
    placed = Part(LINES).placed(in_text(start, end))
    assert placed.spot is not None
    assert placed.spot.text == "\n".join(line.text for line in lines)
    assert placed.spot.text[placed.start : placed.end] == passage
    assert placed.spot.box == around(line.box for line in lines)
    assert placed.rule == "phone.national"


def test_of_what_was_written_about_it_there_is_no_place() -> None:
    assert Part(alt="612 345 678").placed(in_text(0, 11)) == in_text(0, 11)


def test_a_box_around_others() -> None:
    box = around(line.box for line in LINES)
    assert (box.left, box.top) == (0, 0.1)
    assert (box.width, box.height) == pytest.approx((0.7, 0.5))
