"""Long and odd texts cost as much a character as others do."""

from time import process_time

import pytest

from translation.protection import check, mask, segments
from translation.terms import Terms

TERMS = Terms(
    title="Oak lamp by Lumina",
    glossary=(
        *({"es": f"palabra {n}", "en": f"word {n}"} for n in range(50)),
        {"es": "w", "en": "white"},
    ),
)
ODD = (
    "😀", "👨‍👩‍👧", "1", "1 ", "1,", "1.", "a1", "a1-", "A1 ", "a.", "@a", "a@", "a@a.", "#a",
    "http://", "€1", "1€", "(", "+1 ", "1:", "1/", "1x", "\ue000", "\ue000a", "\ud800",
    "\u202e", "\u0301", "\n", " ", " x", "{", "[1]", "<", "<a ", "&a", "M ", "GB12 ",
    "GB12AAAA", '"1"', "1°1'", ".", "! ", "。", "code AAAA", "Ab ", "iPhone ", "1月", "订单",
    "the the ", "x, ", "1\u00a0", "w😀",
)  # fmt: skip


def seconds(text: str) -> float:
    """The best of a few; processor time, so that neighbours on the machine do not count."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    start = process_time()
    masked = mask(text, TERMS, "es", "en")
    segments(masked.text, masked.values)
    check(masked.text, masked.text)
    return process_time() - start


@pytest.mark.parametrize("unit", ODD, ids=ascii)
def test_time_grows_with_the_length_and_not_faster(unit: str) -> None:
    """Eight times the length takes about eight times as long; squared it would be 64."""
    short, long = (unit * 500)[:500], (unit * 4000)[:4000]
    assert seconds(long) < 24 * max(seconds(short), 0.0002)
