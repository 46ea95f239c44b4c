"""Which script a text is in, and which languages are written in it.

Ranges from the Unicode block chart (Blocks.txt), languages from ISO 15924's usage in CLDR.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

LATIN = "Latn"

_BLOCKS = (
    (0x0000, LATIN),
    (0x0370, "Grek"),
    (0x0400, "Cyrl"),
    (0x0530, "Armn"),
    (0x0590, "Hebr"),
    (0x0600, "Arab"),
    (0x0780, ""),
    (0x08A0, "Arab"),
    (0x0900, "Deva"),
    (0x0980, "Beng"),
    (0x0A00, "Guru"),
    (0x0A80, "Gujr"),
    (0x0B00, ""),
    (0x0B80, "Taml"),
    (0x0C00, "Telu"),
    (0x0C80, "Knda"),
    (0x0D00, "Mlym"),
    (0x0D80, "Sinh"),
    (0x0E00, "Thai"),
    (0x0E80, "Laoo"),
    (0x0F00, ""),
    (0x1000, "Mymr"),
    (0x10A0, "Geor"),
    (0x1100, "Hang"),
    (0x1200, "Ethi"),
    (0x13A0, ""),
    (0x1780, "Khmr"),
    (0x1800, ""),
    (0x1E00, LATIN),
    (0x1F00, "Grek"),
    (0x2000, ""),
    (0x2E80, "Hani"),
    (0x3040, "Kana"),
    (0x3100, "Hani"),
    (0x3130, "Hang"),
    (0x3190, "Hani"),
    (0x31F0, "Kana"),
    (0x3400, "Hani"),
    (0xA000, ""),
    (0xAC00, "Hang"),
    (0xD7B0, ""),
    (0xF900, "Hani"),
    (0xFB1D, "Hebr"),
    (0xFB50, "Arab"),
    (0xFE00, ""),
    (0xFE70, "Arab"),
    (0xFF00, LATIN),
    (0xFF66, "Kana"),
    (0xFFA0, "Hang"),
    (0xFFE0, ""),
    (0x20000, "Hani"),
    (0x32000, ""),
)
_STARTS = [start for start, _ in _BLOCKS]

_LANGUAGES = {
    "ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "yi": "Hebr", "el": "Grek",
    "ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl", "sr": "Cyrl", "mk": "Cyrl",
    "kk": "Cyrl", "ky": "Cyrl", "mn": "Cyrl", "tg": "Cyrl", "hy": "Armn", "ka": "Geor",
    "hi": "Deva", "mr": "Deva", "ne": "Deva", "bn": "Beng", "pa": "Guru", "gu": "Gujr",
    "ta": "Taml", "te": "Telu", "kn": "Knda", "ml": "Mlym", "si": "Sinh", "th": "Thai",
    "lo": "Laoo", "my": "Mymr", "km": "Khmr", "am": "Ethi", "ko": "Hang", "zh": "Hani",
    "ja": "Kana",
}  # fmt: skip
"""Every other language is taken to be written in Latin letters."""

_WEIGHTS = {LATIN: 1.0, "Hani": 3.0, "Hang": 3.0, "Kana": 3.0}
_OTHER_ALPHABETS = 1.5
"""A syllable or word is one character in East Asia, and about three letters in an alphabet. Names,
models and English phrases stand in Latin letters in texts of every script, seldom the reverse."""


def script_of(lang: str) -> str:
    """The script that a language is mainly written in; Chinese is "Hani", Japanese "Kana"."""
    return _LANGUAGES.get(lang, LATIN)


def script(words: Iterable[str]) -> str | None:
    """The script of most of a text; None when it has no letters of a known one.

    Kana beside Han characters make a text Japanese, for no Chinese text has them. A Latin letter
    alone ("2 x 3", "M") is no word.
    """
    weights = _weights(words)
    if weights["Kana"]:
        weights["Kana"] += weights.pop("Hani", 0.0)
    found = max(sorted(weights), key=weights.__getitem__, default=None)
    return found if found is not None and weights[found] else None


def written_in(script_name: str, languages: Sequence[str]) -> list[str]:
    """Those of `languages` that a text in the script may be in, in their order.

    Korean text may hold Han characters, and Japanese text be without kana.
    """
    fitting = {script_name, "Kana"} if script_name == "Hani" else {script_name}
    return [lang for lang in languages if script_of(lang) in fitting]


def _weights(words: Iterable[str]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for word in words:
        if word.isascii():
            weights[LATIN] += len(word) - 1
        else:
            for letter in word:
                name = _script_of_letter(letter)
                if name:
                    weights[name] += _WEIGHTS.get(name, _OTHER_ALPHABETS)
    return weights


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]
