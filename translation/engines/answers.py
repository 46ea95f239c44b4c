"""Whether what an engine answered can be a translation at all.

Providers answer with notices, error pages and nothing where a translation should be. The checks
of placeholders and digits come later, and for every engine.
"""

import html
import re

from translation.engines.port import BadAnswer, QuotaSpent

_SPENT = re.compile(
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS|TOO MANY REQUESTS"
    r"|QUOTA (?:HAS BEEN |IS )?EXCEEDED|REQUEST LIMIT",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"QUERY LENGTH LIMIT EXCE|INVALID (?:SOURCE |TARGET )?LANGUAGE|LANGPAIR=|NO QUERY SPECIFIED"
    r"|PLEASE SELECT TWO DISTINCT LANGUAGES|INVALID EMAIL PROVIDED|Error \d{3} \(.{3,40}\)!!"
    r"|that.s an error\.|NO CONTENT FOUND",
    re.IGNORECASE,
)
_WAIT = re.compile(r"NEXT AVAILABLE IN\s+(\d{1,2}) HOURS (\d{1,2}) MINUTES (\d{1,2}) SECONDS")
_PAGE = re.compile(r"<\s*(?:!doctype|html|head|body|title|script|center|h1|div|p)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|quot|apos|amp|lt|gt|nbsp);", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_TIMES, _MORE = 6, 60
"""No translation is longer than this many times the text and this many characters more."""
_GIANT = 120
"""So much text, given back untouched, was not translated; shorter ones may be names."""


def accepted(answer: object, text: str) -> str:
    """The translation of `text`; raises BadAnswer, or QuotaSpent for a notice about it."""
    if not isinstance(answer, str) or not answer.strip():
        raise BadAnswer("it answered nothing")
    _refuse_notices(answer, text)
    if _ENTITY.search(answer) and not _ENTITY.search(text):
        answer = html.unescape(answer)
    if _PAGE.search(answer) and not _PAGE.search(text):
        raise BadAnswer("it answered with a page")
    if len(answer) > _TIMES * len(text) + _MORE:
        raise BadAnswer("its answer is far too long")
    if len(text) >= _GIANT and answer.strip() == text.strip():
        raise BadAnswer("it gave the text back")
    if _CONTROLS.search(answer) and not _CONTROLS.search(text):
        raise BadAnswer("its answer has characters of no text")
    return answer.strip()


def _refuse_notices(answer: str, text: str) -> None:
    """Unless the text itself speaks of such things."""
    if _SPENT.search(answer) and not _SPENT.search(text):
        raise QuotaSpent("it says so instead of translating", _wait(answer))
    if _NOTICE.search(answer) and not _NOTICE.search(text):
        raise BadAnswer("it answered with a notice")


def _wait(notice: str) -> float | None:
    found = _WAIT.search(notice.upper())
    if found is None:
        return None
    hours, minutes, seconds = map(int, found.groups())
    return float(hours * 3600 + minutes * 60 + seconds)
