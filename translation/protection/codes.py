"""Order, tracking and part numbers, models with a code, accounts, discount codes, "A.S.A.P."."""

import re
from collections.abc import Iterator
from typing import Final

from translation.protection.models import named
from translation.protection.scripts import LATIN
from translation.protection.spans import Span

_CODE: Final = re.compile(
    rf"(?<![{LATIN}0-9])(?=[{LATIN}_./+-]{{0,24}}\d)(?=[\d_./+-]{{0,24}}[{LATIN}])"
    rf"[{LATIN}0-9]{{1,40}}(?:[-_./+][{LATIN}0-9]{{1,40}}){{0,8}}(?![{LATIN}0-9])"
)
_PIECES: Final = re.compile(r"[-_./+]")
_ORDINAL: Final = re.compile(
    r"\d+(?:st|nd|rd|th|er|ers|re|ère|e|es|eme|ème|o|a|os|as|s|de|te|ten|ter)"
)
_WORD_AFTER: Final = re.compile(r"(?:[-/.][A-Za-z]?[a-z]{3,40})+$")
_SHORT: Final = 3
_DOTTED: Final = re.compile(rf"(?<![{LATIN}0-9.])(?:[A-Z]\.){{3,6}}(?![{LATIN}0-9])")
_ACCOUNT: Final = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"
)
_ACCOUNT_DIGITS: Final = 8
_CAPITALS: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]{4}")
_VOUCHER: Final = re.compile(
    r"(?i:\b(?:codes?|código|codigo|codice|coupon|cupón|cupon|cupom|voucher|gutscheincode|gutschein"
    r"|promo|код|промокод|купон|كود|الكود|رمز)|优惠码|折扣码|クーポン(?:コード)?|コード)"
    rf"[ \u00a0]{{0,2}}[:：]?[ \u00a0]{{0,2}}[\"'“«「]?([A-ZÀ-ÖØ-Þ]{{4,24}})(?![{LATIN}0-9])"
)


def codes(text: str, source: str) -> Iterator[Span]:
    """Each of them, models with their names; a passage may come twice."""
    if re.search(r"\d", text):
        yield from _with_digits(text, source)
        yield from _accounts(text)
    if _CAPITALS.search(text):
        yield from (Span(*match.span(1)) for match in _VOUCHER.finditer(text))
    if "." in text:
        yield from (Span(*match.span()) for match in _DOTTED.finditer(text))


def is_code(word: str) -> bool:
    """Letters with digits, other than an ordinal or a number with a word ("1st", "3-piece")."""
    pieces = [piece for piece in _PIECES.split(word) if piece]
    if any(not piece.isalpha() and not piece.isdigit() for piece in pieces):
        return not all(_ORDINAL.fullmatch(piece) or piece.isalpha() for piece in pieces)
    letters = [piece for piece in pieces if piece.isalpha()]
    if not letters or len(letters) == len(pieces):
        return False
    digits = sum(len(piece) for piece in pieces if piece.isdigit())
    return all(piece.isupper() or (len(piece) <= _SHORT and digits > 1) for piece in letters)


def _with_digits(text: str, source: str) -> Iterator[Span]:
    for match in _CODE.finditer(text):
        start, written = match.start(), _WORD_AFTER.sub("", match.group())
        if is_code(written):
            yield named(text, start, start + len(written), source)


def _accounts(text: str) -> Iterator[Span]:
    for match in _ACCOUNT.finditer(text):
        if sum(map(str.isdigit, match.group())) >= _ACCOUNT_DIGITS:
            yield Span(*match.span())
