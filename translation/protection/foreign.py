"""Words in another script than the text's language has: "El pedido de Иван".

Engines for languages in Latin letters have no others, and leave such words out without a word.
"""

from collections.abc import Iterator
from typing import Final

import regex

from translation.protection.spans import Span

_OTHER_SCRIPTS: Final = frozenset(
    {"ar", "be", "bg", "bn", "el", "fa", "he", "hi", "hy", "ja", "ka", "kk", "ko", "ky", "mk"}
    | {"mn", "ru", "sr", "ta", "te", "tg", "th", "uk", "ur", "zh"}
)
"""Languages in which other letters than Latin ones are no exception."""
_WORDS: Final = regex.compile(
    r"[\p{L}--[\p{Latin}\p{Common}]](?:[\p{L}\p{M}--[\p{Latin}]]|['’-](?=[\p{L}--[\p{Latin}]]))*",
    regex.VERSION1,
)


def foreign(text: str, source: str) -> Iterator[Span]:
    """Each of them."""
    if source and source not in _OTHER_SCRIPTS and not text.isascii():
        yield from (Span(*match.span()) for match in _WORDS.finditer(text))
