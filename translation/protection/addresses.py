"""Links, e-mail addresses, mentions, hashtags and numbers with a "#"."""

import re
from collections.abc import Iterator
from typing import Final

from translation.protection.scripts import CJK, WORD
from translation.protection.spans import Span

_URL: Final = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:https?|ftp)://|(?<![\w.@-])www\.)"
    rf"(?:[^\s<>\"'`«»“”‘’\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff]"
    rf"|(?<=[/=_-])[{CJK}])+",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(
    rf"(?<![{WORD}.+%-])[{WORD}.+%-]{{1,64}}@[{WORD}-]{{1,63}}(?:\.[{WORD}-]{{1,63}}){{1,4}}"
)
_DOMAIN: Final = re.compile(
    r"(?<![A-Za-z0-9_.@-])(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,4}"
    r"(?P<top>com|net|org|info|biz|shop|store|online|site|app|dev|io|co|tv|cc|xyz|top|club|vip|eu"
    r"|uk|fr|de|pt|br|mx|ar|cl|pe|ru|su|cn|hk|tw|jp|kr|ua|pl|nl|be|ch|at|us|ca|au|nz|za|ae|sa|eg"
    r"|ma|tr|gr|cz|se|dk|fi|ie|ro|hu|example|es|it|me|no|so|in|is|to|my|do|la)(?![A-Za-z0-9_-])"
    r"(?P<path>(?::\d{1,5})?[/?#][^\s<>\"'“”«»\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef\ue000-\uf8ff]*)?"
)
_ALSOWORDS: Final = frozenset(
    {"es", "it", "me", "no", "so", "in", "is", "to", "my", "do", "la", "at", "be", "de", "us"}
    | {"top", "co", "ma", "se", "store", "shop", "online", "site", "club", "example"}
)
_LEAST_HOST: Final = 4
_MENTION: Final = re.compile(
    rf"(?<![{WORD}@.])@(?:[{WORD}]{{1,40}}(?:[.-][{WORD}]{{1,40}}){{0,4}}"
    rf"|[{CJK}]{{1,12}}(?![{CJK}\w]))"
)
_TAG: Final = re.compile(
    rf"(?<![{WORD}&])(?:[#＃]|№ ?)(?:[{WORD}]{{1,60}}(?:[-/.][{WORD}]{{1,40}}){{0,6}}"
    rf"|[{CJK}]{{1,20}}[#＃]?)"
)


def addresses(text: str) -> Iterator[Span]:
    """All of them; a passage may come twice."""
    if "@" in text:
        yield from (Span(*match.span()) for match in _EMAIL.finditer(text))
        yield from (Span(*match.span()) for match in _MENTION.finditer(text))
    if "#" in text or "№" in text or "＃" in text:
        yield from (Span(*match.span()) for match in _TAG.finditer(text))
    if "." in text or "://" in text:
        yield from (_trimmed(text, *match.span()) for match in _URL.finditer(text))
        yield from _domains(text)


def _domains(text: str) -> Iterator[Span]:
    for match in _DOMAIN.finditer(text):
        if match["path"]:
            yield _trimmed(text, *match.span())
        elif match["top"] not in _ALSOWORDS or _stands_alone(text, match):
            yield Span(*match.span())


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Not a sentence that goes on where somebody left out a blank: "gracias.es para hoy"."""
    host = match.group().rsplit(".", 1)[0]
    if "." in host or "-" in host or any(map(str.isdigit, host)):
        return True
    after = text[match.end() : match.end() + 2].lstrip()
    return len(host) >= _LEAST_HOST and not after[:1].isalnum()


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the punctuation of the sentence around it."""
    while end > start and text[end - 1] in ".,;:!?*~)]}>…":
        if text[end - 1] == ")" and text.count("(", start, end) >= text.count(")", start, end):
            break
        end -= 1
    return Span(start, end)
