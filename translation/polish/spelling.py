"""Before the first engine: what was typed in a hurry, as the engines' dictionaries know it."""

import re
from collections.abc import Mapping
from functools import cache

from translation.polish.accents import accented, since
from translation.polish.french import uninverted
from translation.polish.sentences import parted, presented
from translation.polish.tables import rows

_LANGUAGES = frozenset({"en", "es", "fr", "it", "pt"})


def before(text: str, source: str) -> str:
    """The sentence with short forms written out, accents set and idioms put plainly.

    A question after a statement becomes a sentence of its own, and what begins and ends with
    nothing gets a capital and a full stop: engines were fed with tidy sentences.
    """
    if source not in _LANGUAGES:
        return text
    plain = _replaced(spelled(text, source), source, "wording")
    plain = parted(since(plain) if source == "es" else plain, source)
    return presented(uninverted(plain) if source == "fr" else plain, source)


def spelled(text: str, source: str) -> str:
    """The sentence with short forms written out and accents set, and nothing else changed."""
    return accented(_replaced(text, source, "spelling"), source)


def _replaced(text: str, source: str, table: str) -> str:
    known = _table(source, table)
    if known is None:
        return text
    pattern, forms = known
    return pattern.sub(
        lambda at: _like(forms.get(at.group().lower(), at.group()), at.group()), text
    )


def _like(form: str, model: str) -> str:
    """With the capital that the writer set."""
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


@cache
def _table(source: str, table: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    forms = {short.lower(): full for short, full in rows(f"{table}-{source}.txt")}
    if not forms:
        return None
    longest_first = sorted(forms, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w@'’-])(?:{words})(?![\w'’-])", re.IGNORECASE), forms
