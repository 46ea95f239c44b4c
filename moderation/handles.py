"""Handles and account numbers: @names, name#1234, IBANs, wallets."""

import re
from collections.abc import Iterator

from moderation.document import Document
from moderation.verdict import Finding

_HANDLE = re.compile(r"(?<![\w@./])@\s?[a-z_][\w.]{2,30}(?![\w@])")
_TAG = re.compile(r"(?<![\w#])[a-z_][\w.]{1,30}#\d{4}(?!\d)")
_CODED = re.compile(
    r"(?<![a-z0-9_@.-])(?=[a-z0-9_.-]{0,30}[a-z])(?=[a-z0-9_.-]{0,30}[\d_])"
    r"[a-z0-9][a-z0-9_.-]{3,30}(?![a-z0-9_@])"
    r"|(?<![\w@.-])[a-z]{3,}[.-][a-z]{3,}(?:[.-][a-z]{3,})?(?![\w@])|(?<![\w@.-])\d{7,10}(?![\w.-])"
)
_IBAN = re.compile(
    r"(?<![a-z0-9])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,4})?(?![a-z0-9])"
)
_WALLETS = (
    re.compile(r"(?<![A-Za-z0-9])(?:bc1|ltc1)[a-z0-9]{25,60}(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9])T[1-9A-HJ-NP-Za-km-z]{33}(?![A-Za-z0-9])"),
    re.compile(r"(?<![A-Za-z0-9])[13][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z0-9])"),
)
_CARD = re.compile(r"(?<!\d)[2456]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)")
_FEWEST_OF_WALLET = 26


def findings(document: Document) -> Iterator[Finding]:
    text = document.plain.text
    if "@" in text:
        yield from _handles(document)
    if "#" in text:
        for match in _TAG.finditer(text):
            yield _finding(document, match, "handle", "tag")
    if document.telling and any(document.hits.get(kind) for kind in ("seek", "euphemism")):
        yield from _sought(document)
    if len(text) >= 15:
        yield from _accounts(document)


def _handles(document: Document) -> Iterator[Finding]:
    for match in _HANDLE.finditer(document.plain.text):
        name = match.group()[1:].strip()
        if _looks_like_handle(document, match, name):
            yield _finding(document, match, "handle", "at_name")


def _looks_like_handle(document: Document, match: re.Match[str], name: str) -> bool:
    coded = any(char.isdigit() or char in "_." for char in name.strip("."))
    spaced = " " in match.group()
    start, end = document.plain.span(*match.span())
    cue = any(
        document.near(kind, start, end, before=40, after=25)
        for kind in ("contact_verb", "name", "maybe_name", "my")
    )
    return (
        (coded and not spaced)
        or (cue and not spaced and len(name) > 3)
        or (not spaced and match.group() == document.plain.text.strip())
    )


def _sought(document: Document) -> Iterator[Finding]:
    """What one is to look up elsewhere: "search for dark_moth_1996"."""
    for match in _CODED.finditer(document.plain.text):
        start, end = document.plain.span(*match.span())
        sought = any(
            document.near(kind, start, end, before=45, after=30) for kind in ("seek", "euphemism")
        )
        worded = re.sub("[.-]", "", match.group()).isalpha()
        if worded and not document.near("seek", start, end, before=20, after=0):
            continue
        if sought and not _referenced(document, start):
            yield Finding(start, end, "handle", "handle.sought", "plain")


def _referenced(document: Document, start: int) -> bool:
    """An order's, a part's: but "my id" is a person's."""
    seeks = list(document.within("seek", max(0, start - 24), start))
    return any(
        not any(seek.start < hit.end and hit.start < seek.end for seek in seeks)
        for hit in document.within("reference", max(0, start - 20), start)
    )


def _accounts(document: Document) -> Iterator[Finding]:
    for match in _IBAN.finditer(document.plain.text):
        if is_iban(match.group()):
            yield _finding(document, match, "payment", "iban")
    if any(len(word) >= _FEWEST_OF_WALLET for word in document.text.split()):
        for pattern in _WALLETS:
            for match in pattern.finditer(document.text):
                if any(char.isdigit() for char in match.group()) and any(
                    char.isalpha() for char in match.group()
                ):
                    yield Finding(*match.span(), "payment", "payment.wallet", "plain")
    for match in _CARD.finditer(document.plain.text):
        start, end = document.plain.span(*match.span())
        if _luhn(match.group()) and document.near("pay_verb", start, end, before=40, after=30):
            yield Finding(start, end, "payment", "payment.card", "plain")


def _finding(document: Document, match: re.Match[str], category: str, rule: str) -> Finding:
    return Finding(*document.plain.span(*match.span()), category, f"{category}.{rule}", "plain")


def is_iban(written: str) -> bool:
    """Its check digits are right (ISO 13616: modulo 97)."""
    plain = re.sub(r"[ -]", "", written)
    if not 15 <= len(plain) <= 34 or not plain.isascii():
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _luhn(written: str) -> bool:
    """Its check digit is right (ISO/IEC 7812)."""
    digits = [int(char) for char in reversed(written) if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
