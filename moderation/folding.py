"""How one character reads: as itself, as the Latin letter it looks like, as it sounds in Latin.

Each table maps a code point to what replaces it in a view: another character, several, or nothing.
Tables fill themselves as characters are met, from the Unicode database of this Python and from
`data/confusables.tsv` (UTS #39; its Unicode version stands in its first line).
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

_UNSEEN = {"Cf", "Cc", "Cs", "Co", "Cn"}
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_BLANKS = frozenset("ㅤᅠᅟﾠ⠀឴឵\N{COMBINING GRAPHEME JOINER}")
"""Letters and symbols that show nothing: Hangul fillers, the empty Braille cell and their like."""
_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)  # fmt: skip
"""Marks that decorate a letter. Those of Indic scripts are vowels and stay."""
_APOSTROPHES = frozenset("'’‘ʼ´`＇′")
_TATWEEL = "ـ"
_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_LETTER_NAMES = (
    "LATIN SMALL LETTER ", "LATIN CAPITAL LETTER ", "LATIN LETTER SMALL CAPITAL ", "LATIN LETTER ",
    "REGIONAL INDICATOR SYMBOL LETTER ", "NEGATIVE CIRCLED LATIN CAPITAL LETTER ",
    "NEGATIVE SQUARED LATIN CAPITAL LETTER ", "SQUARED LATIN CAPITAL LETTER ",
    "CIRCLED LATIN CAPITAL LETTER ", "MODIFIER LETTER SMALL ", "MODIFIER LETTER CAPITAL ",
)  # fmt: skip
_RESEMBLING = dict(
    zip(
        "ксмтнгпвшщияўђћњљєґþøđðłħŧıßæœβεηκχωαλσδθπςµ∂ƨ¢€£¥₩₮₽₱₦₡",
        ["k", "c", "m", "t", "h", "r", "n", "b", "w", "w", "u", "r", "y", "h", "h", "h", "l", "e",
         "r", "p", "o", "d", "d", "l", "h", "t", "i", "ss", "ae", "oe", "b", "e", "n", "k",
         "x", "w", "a", "a", "o", "d", "o", "n", "s", "u", "d", "s", "c", "e", "l", "y", "w", "t",
         "p", "p", "n", "c"],
        strict=True,
    )
)  # fmt: skip
"""What people write for a Latin letter and UTS #39 does not list: no font makes them equal."""
_SOUNDS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўαβγδεζηθικλμνξοπρστυφχψως",
        "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh sh . y . e yu ya i i e g u "
        "a v g d e z i th i k l m n x o p r s t i f ch ps o s".replace(".", "").split(" "),
        strict=True,
    )
)
"""Cyrillic and Greek as they sound, spelt in Latin."""


class Fold(dict[int, str]):
    """A table for `str.translate` that works out each character when it is first met."""

    def __init__(self, reading: Callable[[str], str]) -> None:
        super().__init__()
        self._reading = reading

    def __missing__(self, code: int) -> str:
        found = self[code] = self._reading(chr(code))
        return found


def _plain(char: str) -> str:
    """Case, width and styles gone; marks of alphabets gone; what is not seen gone."""
    if char in _APOSTROPHES:
        return "'"
    if char.isascii():
        return char.lower() if char >= " " or char in _LINE_BREAKS else _blank(char)
    if char in _LINE_BREAKS:
        return "\n"
    if "ㄱ" <= char <= "ㆎ" or "가" <= char <= "힣":
        return char
    return _digit(char) or _letter(char) or "".join(_unmarked(unicodedata.normalize("NFKD", char)))


def _unmarked(decomposed: str) -> list[str]:
    return [part.casefold() for part in decomposed if not is_mark(part) and not is_invisible(part)]


def _blank(char: str) -> str:
    return " " if char == "\t" else ""


@cache
def is_invisible(char: str) -> bool:
    """It shows nothing: formats, controls, fillers, selectors. Marks on letters show."""
    if char in _LINE_BREAKS or char == "\t":
        return False
    return char in _BLANKS or _within(char, _SELECTORS) or unicodedata.category(char) in _UNSEEN


def is_mark(char: str) -> bool:
    """It decorates a letter of an alphabet."""
    return char == _TATWEEL or _within(char, _MARKS)


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in ranges)


def _digit(char: str) -> str:
    """A digit of any script or style, as ASCII."""
    value = unicodedata.digit(char, None)
    if value is None and "DIGIT " in unicodedata.name(char, ""):
        number = unicodedata.numeric(char, None)
        value = int(number) if number is not None and 0 <= number <= 9 else None
    return "" if value is None else str(value)


def _letter(char: str) -> str:
    """A letter that is Latin by its name, such as 🅐 and ɐ; native scripts give nothing."""
    name = unicodedata.name(char, "")
    for prefix in _LETTER_NAMES:
        if name.startswith(prefix):
            rest = name.removeprefix(prefix).removeprefix("TURNED ").removeprefix("DOTLESS ")
            head = rest.split(" ")[0]
            if len(head) == 1:
                return head.lower()
    return ""


def _latin(char: str) -> str:
    """The ASCII letter that it looks like, or its plain reading."""
    if char.isascii():
        return _plain(char)
    digit = _digit(char)
    if digit:
        return digit
    alike = _letter(char) or _confusable(char) or _RESEMBLING.get(char.lower())
    if alike:
        return alike
    plain = _plain(char)
    return "".join(confusables().get(part) or _RESEMBLING.get(part, part) for part in plain)


def _confusable(char: str) -> str | None:
    """A capital I of another script looks like l as well, and is meant as what its small one is."""
    looks = confusables().get(char)
    return confusables().get(char.lower(), looks) if looks == "l" else looks


def _roman(char: str) -> str:
    """As it sounds in Latin letters."""
    return "".join(_SOUNDS.get(part, part) for part in _plain(char))


@cache
def confusables() -> dict[str, str]:
    """Characters that look like ASCII letters or digits."""
    lines = (files("moderation") / "data" / "confusables.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {chr(int(code, 16)): latin for code, latin in pairs}


PLAIN = Fold(_plain)
LATIN = Fold(_latin)
ROMAN = Fold(_roman)
