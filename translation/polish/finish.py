"""After the last engine: punctuation, capitals and small words as readers expect them."""

import re
from collections.abc import Callable, Mapping

from translation.polish import english, french_output, spanish
from translation.polish.questions import is_question

_SPACES = re.compile(r"[ \u00a0]{2,}")
_BEFORE_COMMA = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?=[,.](?:\s|$))")
_BEFORE_MARK = re.compile(r"(?<=\w)[ \u00a0\u202f]+(?=[?!])")
_END = re.compile(r"[.?!…]+$")
_SPACED = frozenset({"fr"})
_LATIN = frozenset({"en", "es", "fr", "it", "pt"})


def after(text: str, original: str, source: str, target: str) -> str:
    """`text` in `target` as it is shown; `original` is the sentence as it was written."""
    if target not in _LATIN or not text.strip():
        return text
    text = _tidy(text, original, target)
    language = _LANGUAGES.get(target)
    if language is not None:
        text = language(text, original, source)
    return _like_original(text, original)


def _tidy(text: str, original: str, target: str) -> str:
    text = _BEFORE_COMMA.sub("", _SPACES.sub(" ", text.strip()))
    text = _same_end(text, original)
    return text if target in _SPACED else _BEFORE_MARK.sub("", text)


def _same_end(text: str, original: str) -> str:
    """A question stays one; a full stop that nobody wrote goes."""
    if is_question(original) and not is_question(text):
        return _END.sub("", text) + "?"
    bare = original.rstrip()
    if text.endswith(".") and not text.endswith("..") and bare and (bare[-1].isalnum()):
        return text[:-1]
    return text


def _like_original(text: str, original: str) -> str:
    """Begins with a capital where the original does, or where its script has none."""
    wrote = next((letter for letter in original if letter.isalpha()), "")
    at = next((number for number, letter in enumerate(text) if letter.isalpha()), None)
    if (
        at is None
        or not wrote
        or any(not sign.isspace() and sign not in "¿¡\"'«(" for sign in text[:at])
    ):
        return text
    if wrote.islower():
        word = re.split(r"\W", text[at:], maxsplit=1)[0]
        keep = word == "I" or (len(word) > 1 and word.isupper())
        return text if keep else text[:at] + text[at].lower() + text[at + 1 :]
    return text[:at] + text[at].upper() + text[at + 1 :]


_LANGUAGES: Mapping[str, Callable[[str, str, str], str]] = {
    "en": english.finished,
    "es": spanish.finished,
    "fr": french_output.finished,
}
