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
_ORDINARY: Final = re.compile(
    r"[\t\n\r -~\u00a0-\u00a5\u00a7\u00a8\u00aa-\u00ac\u00af-\u024f\u0400-\u0481\u048a-\u052f"
    r"\u060c\u061b\u061f\u0620-\u064a\u0660-\u0669\u2010-\u2027\u2039\u203a\u20ac\u20bd"
    r"\u3001-\u3003\u3005-\u3011\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
"""Letters and marks of most texts: a look at these is quicker than one for everything else."""
_EMOTICON: Final = re.compile(
    r"(?<![\w:])(?:[:;=8xX]['’]?-?(?:[()\[\]|/\\*]{1,9}|[DPpOo3](?!\w))(?![\w/])|<3(?!\d)|\^_?\^)"
)
_MARKUP: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,200})?/?>|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});"
)
_BRACED: Final = re.compile(r"\{\{?[ \w.-]{0,40}\}?\}|\[\d{1,4}\]|%(?:\d\$)?[sd]\b")


def symbols(text: str) -> Iterator[Span]:
    """Each of them."""
    if not _ORDINARY.fullmatch(text):
        yield from (Span(*match.span(), symbol=True) for match in _SYMBOLS.finditer(text))
    yield from (Span(*match.span(), symbol=True) for match in _EMOTICON.finditer(text))
    if "<" in text or "&" in text:
        yield from (Span(*match.span()) for match in _MARKUP.finditer(text))
    if "{" in text or "[" in text or "%" in text:
        yield from (Span(*match.span()) for match in _BRACED.finditer(text))
