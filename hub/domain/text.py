"""What a message's text may be, and how long it is.

Length is counted in extended grapheme clusters (Unicode UAX #29), so a family emoji is one.
"""

import re

import regex

from hub.errors import Invalid, TooLarge

MAX_MARKS = 8
"""Combining marks kept on one base character; orthographies need at most four or five."""

_EXCESS_MARKS = regex.compile(rf"(\p{{M}}{{{MAX_MARKS}}})\p{{M}}+")
_CONTROLS = re.compile(r"[\x01-\x08\x0b-\x1f\x7f\x80-\x9f]")
_VISIBLE = regex.compile(r"[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]")
"""Something to see: not a space, a control, a lone mark, a Hangul filler or the Braille blank."""
_GRAPHEME = regex.compile(r"\X")


def clean(text: str, *, limit: int, field: str = "text") -> str:
    """The text as it is kept: one kind of line break, no control characters, marks capped.

    Raises Invalid for NUL, lone surrogates or nothing visible; TooLarge above `limit` graphemes.
    """
    if "\0" in text:
        raise Invalid(field, "has a NUL character")
    if not text.isascii():
        _refuse_surrogates(text, field)
        text = _EXCESS_MARKS.sub(r"\1", text)
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not _VISIBLE.search(text):
        raise Invalid(field, "is empty")
    if longer_than(text, limit):
        raise TooLarge(f"A text may have up to {limit} characters.", limit=limit)
    return text


def longer_than(text: str, limit: int) -> bool:
    """Whether the text has more than `limit` grapheme clusters; cheap for ordinary lengths."""
    if len(text) <= limit:
        return False
    return any(index >= limit for index, _ in enumerate(_GRAPHEME.finditer(text)))


def line(text: str) -> str:
    """A name or title on one line; raises ValueError where `clean` would refuse."""
    return " ".join(paragraphs(text).split())


def paragraphs(text: str) -> str:
    """A text of any length as it is kept; raises ValueError where `clean` would refuse."""
    try:
        return clean(text, limit=len(text))
    except Invalid as error:
        raise ValueError(error.message) from None


def _refuse_surrogates(text: str, field: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid(field, "is not valid Unicode") from None
