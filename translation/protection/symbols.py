"""Emoji, emoticons, mark-up, and characters that no engine should see."""

import re
from collections.abc import Iterator
from typing import Final

import regex

from translation.protection.spans import Span

_PICTURE: Final = r"\p{Extended_Pictographic}(?:[\ufe0e\ufe0f]|[\U0001f3fb-\U0001f3ff])?"
_EMOJI: Final = (
    rf"(?:{_PICTURE}[\U000e0020-\U000e007f]*(?:\u200d{_PICTURE})*"
    r"|[\U0001f1e6-\U0001f1ff]{1,2}|[0-9#*]\ufe0f?\u20e3|[\p{So}\U0001f3fb-\U0001f3ff--[°№]])"
)
_ODD: Final = (
    r"[[\p{Co}\p{Cs}\p{Cc}\p{Cn}\p{Cf}\u2061-\u2064\ufe00-\ufe0f]--[\t\n\r\u200c\u200d\u00ad]]"
)
_LOOSE: Final = r"(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])"
_SYMBOLS: Final = regex.compile(rf"(?:{_EMOJI}|{_ODD}|{_LOOSE}|\p{{M}}{{4,}})+", regex.VERSION1)
_EMOTICON: Final = re.compile(
    r"(?<![\w:])(?:[:;=8xX]['’]?-?(?:[()\[\]|/\\*]{1,9}|[DPpOo3](?!\w))(?![\w/])|<3(?!\d)|\^_?\^)"
)
_MARKUP: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,200})?/?>|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});"
)
_BRACED: Final = re.compile(r"\{\{?[ \w.-]{0,40}\}?\}|\[\d{1,4}\]|%(?:\d\$)?[sd]\b")


def symbols(text: str) -> Iterator[Span]:
    """Each of them. Without their plain characters, ASCII texts take one look each."""
    if not text.isascii() or not text.isprintable():
        yield from (Span(*match.span(), None, True) for match in _SYMBOLS.finditer(text))  # noqa: FBT003
    yield from (Span(*match.span(), None, True) for match in _EMOTICON.finditer(text))  # noqa: FBT003
    if "<" in text or "&" in text:
        yield from (Span(*match.span()) for match in _MARKUP.finditer(text))
    if "{" in text or "[" in text or "%" in text:
        yield from (Span(*match.span()) for match in _BRACED.finditer(text))
