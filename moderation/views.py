"""Readings of a text in which what was disguised stands plain, each with its way back.

A view is a text of its own and knows, for each of its characters, where in the original it comes
from; whatever is found in a view is reported as a span of the original.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.folding import LATIN, PLAIN, ROMAN, Fold, is_invisible

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SOUNDED = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_MIXED = re.compile("[a-z][а-яё]|[а-яё][a-z]", re.IGNORECASE)
_MIXED_WORD = re.compile("(?=[a-zа-яё]*[а-яё])[a-zа-яё]+", re.IGNORECASE)
_LATIN_AS_CYRILLIC = str.maketrans("aBceHkKmMonpPtTxyABCEOX", "аВсеНкКмМопрРтТхуАВСЕОХ")
"""Latin letters that stand for Cyrillic ones in a word of both: "Baтcaп" reads ватсап."""
_FLIPPED = str.maketrans("dpbqnuɐɒɔǝɟƃɥıᴉɾʞʃɯᴎɹʇʌʍʎ˙", "pdqbunaacefghiijklmnrtvwy.")
_TURNED = re.compile(r"[ɐɒɔǝɟƃɥᴉɾʞʃɯɹʇʌʍʎ]")


@dataclass(frozen=True, slots=True)
class View:
    """A reading of `original` (its length in code points): `text`, and where each character starts.

    `starts` is None where the view's characters are the original's, one for one.
    """

    name: str
    text: str
    length: int
    starts: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the original that a passage of the view was read from."""
        starts = self.starts
        if starts is None:
            return start, end
        first, last = starts[start], starts[end - 1]
        if first > last:
            first, last = last, first
        return first, last + 1

    def restricted(self, name: str, kept: Sequence[int], text: str) -> "View":
        """A view whose characters are read from this one's at the places `kept`."""
        starts = self.starts
        mapped = kept if starts is None else [starts[place] for place in kept]
        return View(name, text, self.length, mapped)


def visible(text: str) -> tuple[str, Sequence[int] | None]:
    """A text without what is not seen, and where each character stood; None: where it stands.

    Marks on letters are seen, and stay. Everything else works on this, so that invisible characters
    can change nothing.
    """
    if text.isascii() and not _CONTROL.search(text):
        return text, None
    kept = [place for place, char in enumerate(text) if not is_invisible(char)]
    if len(kept) == len(text):
        return text, None
    return "".join(text[place] for place in kept), kept


def plain(text: str) -> View:
    """What is written: case, width and style folded, invisible characters gone."""
    return _folded("plain", text, PLAIN)


def readings(text: str) -> list[View]:
    """The plain view, and where a text is not ASCII what it looks and sounds like in Latin."""
    first = plain(text)
    if text.isascii() or (first.text.isascii() and not _TURNED.search(text)):
        return [first]
    views = [first]
    for view in _others(text):
        if all(view.text != known.text for known in views):
            views.append(view)
    return views


def _others(text: str) -> Iterator[View]:
    yield _folded("latin", text, LATIN)
    if _SOUNDED.search(text):
        yield _folded("roman", text, ROMAN)
    if _MIXED.search(text):
        yield _folded("cyrillic", _MIXED_WORD.sub(_as_cyrillic, text), ROMAN)
    if len(_TURNED.findall(text)) > 1:
        yield _flipped(text)


def _as_cyrillic(word: re.Match[str]) -> str:
    return word.group().translate(_LATIN_AS_CYRILLIC)


def _folded(name: str, text: str, table: Fold) -> View:
    if text.isascii() and "  " not in text and not _CONTROL.search(text):
        return View(name, text.lower().replace("\t", " ").replace("\r", "\n"), len(text))
    pieces = [table[ord(char)] for char in text]
    if "  " not in text and all(len(piece) == 1 for piece in pieces):
        return View(name, "".join(pieces), len(text))
    return _mapped(name, text, pieces)


def _mapped(name: str, text: str, pieces: Sequence[str]) -> View:
    starts: list[int] = []
    parts: list[str] = []
    blank = False
    for place, piece in enumerate(pieces):
        if not piece or (blank and piece == " "):
            continue
        blank = piece == " "
        parts.append(piece)
        starts.extend([place] * len(piece))
    return View(name, "".join(parts), len(text), starts)


def _flipped(text: str) -> View:
    """Written upside down, and so from right to left."""
    turned = "".join(char.lower()[0] for char in text).translate(_FLIPPED)[::-1]
    return View("flipped", turned, len(text), range(len(text) - 1, -1, -1))


_SPELLED_ADDRESS = re.compile(r"(?<!\S)(?:[\w.@/-] ){4,}[\w.@/-](?![^\s.,!?])")


_SAID_AT = "@|at?|a t|arroba|chiocciola|ät|et|sobaka|собака|собачка|圈a|małpa|malpa"
_SAID_DOT = r"\.|dot|d o t|punkt|punto|ponto|point|pt|nokta|точка|kropka|点|ドット"
_BRACKETED = re.compile(
    rf"\s{{0,2}}[\[({{<]\s?(?:(?P<at>{_SAID_AT})|(?P<dot>{_SAID_DOT}))\s?[\])}}>]\s{{0,2}}"
)


def unbracketed(view: View) -> View | None:
    """The view with "[at]" and "(dot)" as the signs that they stand for."""
    if not any(bracket in view.text for bracket in "[({<"):
        return None
    kept: list[int] = []
    chars: list[str] = []
    done = 0
    for match in _BRACKETED.finditer(view.text):
        kept.extend(range(done, match.start()))
        chars.append(view.text[done : match.start()])
        kept.append(match.start())
        chars.append("@" if match["at"] else ".")
        done = match.end()
    if not chars:
        return None
    kept.extend(range(done, len(view.text)))
    chars.append(view.text[done:])
    return view.restricted("unbracketed", kept, "".join(chars))


def spelled(view: View) -> View | None:
    """The view with addresses written letter by letter drawn together: "m y s h o p . c o m"."""
    runs = list(_SPELLED_ADDRESS.finditer(view.text))
    if not runs:
        return None
    dropped = {place for run in runs for place in range(*run.span()) if view.text[place] == " "}
    kept = [place for place in range(len(view.text)) if place not in dropped]
    return view.restricted("spelled", kept, "".join(view.text[place] for place in kept))
