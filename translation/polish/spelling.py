"""Before the first engine: a hurried writer's spelling as the engines' dictionaries know it."""

import re
from collections.abc import Mapping
from functools import cache

from translation.polish.french import uninverted
from translation.polish.tables import rows


def before(text: str, source: str) -> str:
    """The sentence with short forms written out, accents set, and French inversions undone."""
    spelled = _spelled(text, source)
    return uninverted(spelled) if source == "fr" else spelled


def _spelled(text: str, source: str) -> str:
    table = _table(source)
    if table is None:
        return text
    pattern, forms = table
    return pattern.sub(lambda at: _written(forms, at.group()), text)


def _written(forms: Mapping[str, str], word: str) -> str:
    """Patterns take "İ" for an "i", which in lower case is none: such a word stays."""
    form = forms.get(word.casefold())
    return _like(form, word) if form else word


def _like(form: str, model: str) -> str:
    """With the capital that the writer set."""
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


@cache
def _table(source: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    forms = {short.casefold(): full for short, full in rows(f"spelling-{source}.txt")}
    if not forms:
        return None
    longest_first = sorted(forms, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w@'’-])(?:{words})(?![\w'’-])", re.IGNORECASE), forms
