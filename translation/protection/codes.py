"""Order, tracking and part numbers, accounts, discount codes, "A.S.A.P.", models by their code.

A model's name is its code with the capitalised words beside it: "Galaxy S23 Ultra". At the start of
a sentence, and in German, any word has a capital: there only known names count.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

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
    r"(?<![\w])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"
)
_ACCOUNT_DIGITS: Final = 8
_VOUCHER: Final = re.compile(
    r"(?i:\b(?:codes?|código|codigo|codice|coupon|cupón|cupon|cupom|voucher|gutscheincode|gutschein"
    r"|promo|код|промокод|купон|كود|الكود|رمز)|优惠码|折扣码|クーポン(?:コード)?|コード)"
    rf"[ \u00a0]{{0,2}}[:：]?[ \u00a0]{{0,2}}[\"'“«「]?([A-ZÀ-ÖØ-Þ]{{4,24}})(?![{LATIN}0-9])"
)
_NAME: Final = re.compile(
    rf"(?<![{LATIN}0-9_])(?:[A-Z][{LATIN}0-9]{{1,24}}|[a-z]{{1,2}}[A-Z][A-Za-z]{{1,24}})(?![{LATIN}0-9_])"
)
_CAMEL: Final = re.compile(r"[A-Za-z]?[a-z]{1,20}[A-Z][A-Za-z]*")
_BEFORE: Final = re.compile(rf"(?:(?<![{LATIN}0-9_])[A-Z][{LATIN}0-9]{{1,24}}[ -]){{1,3}}$")
_AFTER: Final = re.compile(
    rf"(?:[ -](?:[A-Z][{LATIN}]{{0,24}}|[1-9]\d{{0,2}}[A-Za-z]?)(?![’.,]?[{LATIN}0-9_])){{1,3}}"
)
_NEXT: Final = re.compile(rf"[ -][{LATIN}0-9]+")
_LAST: Final = re.compile(rf"[{LATIN}0-9]+[ -]")
_FAR: Final = 78
_OPENING: Final = " \t\"'“«(¿¡"
_ENDS: Final = ".!?…\n\r:;。！？•"


@cache
def _words(kind: str) -> frozenset[str]:
    data = tomllib.loads(
        (files("translation.protection") / "data" / "names.toml").read_text("utf-8")
    )
    return frozenset(data[kind].split())


def is_known(word: str) -> bool:
    """A make or product line, or written as no ordinary word is ("iPhone", "PowerCore")."""
    return word in _words("known") or _CAMEL.fullmatch(word) is not None


def codes(text: str, source: str) -> Iterator[Span]:
    """Each of them, models with their names; a passage may come twice."""
    digits = re.search(r"\d", text) is not None
    if digits:
        yield from _numbered(text, source)
        yield from _accounts(text)
    yield from _known(text, digits=digits)
    yield from (Span(*match.span(1)) for match in _VOUCHER.finditer(text))
    if "." in text:
        yield from (Span(*match.span()) for match in _DOTTED.finditer(text))


def starts_sentence(text: str, start: int) -> bool:
    """Whether a capital there says nothing."""
    before = text[max(0, start - 8) : start].rstrip(_OPENING)
    return start == 0 or not before or before[-1] in _ENDS


def _numbered(text: str, source: str) -> Iterator[Span]:
    for match in _CODE.finditer(text):
        start, written = match.start(), _WORD_AFTER.sub("", match.group())
        if is_code(written):
            yield _model(text, start, start + len(written), source)


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


def _model(text: str, start: int, end: int, source: str) -> Span:
    before = _BEFORE.search(text[max(0, start - _FAR) : start])
    if before:
        start -= _names_before(text, start, before.group(), source)
    return Span(start, end + _names_after(text, end, source))


def _names_before(text: str, start: int, words: str, source: str) -> int:
    """How many characters of the words before a code belong to its name."""
    taken = 0
    for word in reversed(_LAST.findall(words)):
        name, at = word[:-1], start - taken - len(word)
        if not is_known(name):
            if source == "de" or name.lower() in _words("generic") or starts_sentence(text, at):
                break
            if name.isupper() and len(name) > _SHORT:
                break
        taken += len(word)
    return taken


def _names_after(text: str, end: int, source: str) -> int:
    match = _AFTER.match(text, end)
    taken = 0
    for word in _NEXT.findall(match.group()) if match else ():
        if not _may_follow(word[1:], source):
            break
        taken += len(word)
    return taken


def _may_follow(word: str, source: str) -> bool:
    if word[0].isdigit():
        return False
    if word in _words("endings") or is_known(word):
        return True
    return source != "de" and not word.isupper() and word.lower() not in _words("generic")


def _known(text: str, *, digits: bool) -> Iterator[Span]:
    """Known names, with the number or the ending of the model: "iPhone 15 Pro", "Air Max 90"."""
    for match in _NAME.finditer(text):
        word = match.group()
        if is_known(word):
            start, end = match.span()
            yield Span(
                start, _end_of_model(text, end) if digits or text[end : end + 1] == " " else end
            )


def _end_of_model(text: str, end: int) -> int:
    match = _AFTER.match(text, end)
    for word in _NEXT.findall(match.group()) if match else ():
        if not (word[1].isdigit() or word[1:] in _words("endings") or is_known(word[1:])):
            break
        end += len(word)
    return end


def _accounts(text: str) -> Iterator[Span]:
    for match in _ACCOUNT.finditer(text):
        if sum(map(str.isdigit, match.group())) >= _ACCOUNT_DIGITS:
            yield Span(*match.span())
