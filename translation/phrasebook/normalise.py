"""One key for all the ways of writing the same phrase.

Case, accents, width, punctuation and letters held down make no difference; words and the question
mark do. Placeholders, numbers and clothes' sizes are slots: what fills them is taken along.
"""

import re
import unicodedata
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"[\ue000-\uf8ff]")
SLOT = re.compile(
    r"[\ue000-\uf8ff]|\d+(?:[.,:/]\d+)*|(?<![A-Za-z'’])(?:X{0,3}[SL]|M)(?![A-Za-z'’])"
)
"""A placeholder, a number, a size: XS to XXXL."""

_HOLE = "#"
_HELD_DOWN = re.compile(r"([^\W\d_])\1{2,}")
_SMALL_SIGNS = re.compile(r"['’ʼ`´\u0640]")
_OTHER = re.compile(rf"[^\w{_HOLE}\u2600-\u27bf\U0001f000-\U0001faff]+|_")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BETWEEN_CJK = re.compile(r" (?=[\u3040-\u30ff\u3400-\u9fff#])|(?<=[\u3040-\u30ff\u3400-\u9fff]) ")
_ARABIC = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه"})
_CLOSING = {"?": "?", "？": "?", "؟": "?", "!": "!", "！": "!", ".": ".", "。": ".", "…": "…"}
_END = re.compile(r"[\s?？؟!！.。…,，、،;；:~～]*$")


@dataclass(frozen=True, slots=True)
class Key:
    """`words` is what to look up; `mark` one of "?", "!", ".", "…", ""; `slots` in their order."""

    words: str
    mark: str
    slots: tuple[str, ...]


def key(text: str, slot: re.Pattern[str] = SLOT) -> Key:
    """The key of a phrase in whatever language it is; `slot` says what its slots look like."""
    slots = tuple(slot.findall(text))
    return Key(_words(slot.sub(f" {_HOLE} ", text)), mark(text), slots)


def mark(text: str) -> str:
    """How it ends: asked, called out, stated, left open, or with nothing."""
    if text.lstrip().startswith("¿"):
        return "?"
    end = _END.search(text)
    signs = [_CLOSING[sign] for sign in end.group() if sign in _CLOSING] if end else []
    for sign in "?!…":
        if sign in signs:
            return sign
    return ("…" if signs.count(".") > 1 else ".") if signs else ""


def bare(text: str) -> str:
    """The phrase without its last and its first marks; marks inside of it stay."""
    return _END.sub("", text).lstrip("¿¡ ")


def _words(text: str) -> str:
    flat = _without_accents(unicodedata.normalize("NFKC", text).casefold())
    flat = _OTHER.sub(" ", _SMALL_SIGNS.sub("", flat)).strip()
    return _BETWEEN_CJK.sub("", flat) if CJK.search(flat) else _HELD_DOWN.sub(r"\1", flat)


def _without_accents(text: str) -> str:
    """Latin letters lose their marks, Arabic ones their vowels; ё is е. Kana keep their voicing."""
    if text.isascii():
        return text
    kept = [
        letter
        for letter in unicodedata.normalize("NFD", text)
        if not ("\u0300" <= letter <= "\u036f" and letter != "\u0306") and not _vowel(letter)
    ]
    return unicodedata.normalize("NFC", "".join(kept)).translate(_ARABIC)


def _vowel(letter: str) -> bool:
    return "\u064b" <= letter <= "\u0655" or letter == "\u0670"
