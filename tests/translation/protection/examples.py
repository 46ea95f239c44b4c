"""Texts of tests: with every token that must survive, and of people who mean no harm, or do."""

import json
import unicodedata
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

_DATA = Path(__file__).parent.parent / "data"

PIECES = (
    "hola", "la", "Ana", "M", "XL", "Galaxy S23 Ultra", "#A-10", "€", "19,99 €", "$", "1",
    "42,5", " ", " ", " ", "\n", ". ", "? ", "...", "。", "，", "订单", "ですか", "заказ",
    "طلبي", "؟", "👍", "👨‍👩‍👧", "🇪🇸", "1️⃣", "\u202e", "\u200d", "\ue000", "\uf8ff",
    "\U000f0000", "\ud800", "\x00", "a@b.co", "https://a.example/?x=1&y=2", "www.", "@ana",
    "{0}", "[0]", "XQZ0", "xqz 0", "990007", "990 007", "Q0Q", "q 0 k", '<x id="0"/>', "<b>",
    "&amp;", "&", "<", "(", ")", '"', "'", "-", "/", "x", ":", "10x20 cm", "5kg", "12:30",
    "1/2", "+34 600 123 456", "code", "SAVE", "e\u0301", "\u00a0", "٣", "３",
)  # fmt: skip
"""What rules look for, and what they may take for it."""

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.text(max_size=60),
    st.text(
        st.characters(categories=("Cs", "Co", "Cc", "Cf", "So", "Nd", "Lu", "Zs")), max_size=40
    ),
)

masked_texts = st.lists(st.sampled_from(PIECES), max_size=12).map(
    lambda pieces: "".join(
        chr(0xE000 + at)
        if at % 3 == 1
        else "".join(c for c in piece if unicodedata.category(c) != "Co")
        for at, piece in enumerate(pieces)
    )
)
"""Texts as masking leaves them, and worse ones: placeholders that touch words and one another."""


def examples(name: str) -> list[dict[str, Any]]:
    """Rows {lang, text, tokens}: all the parts of a text that are tokens, none that is not."""
    return [json.loads(line) for line in (_DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
