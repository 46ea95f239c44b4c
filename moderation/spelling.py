"""How a passage spells a name: with figures, stretched, letter by letter, taken apart.

In the *squashed* reading separators are gone, look-alike figures are letters and repeats are one:
"w.h4t5.4pp" and "whaaatsapp" both become "whatsap", and so does the name itself.
"""

import re
from typing import Literal

from moderation.lexicon import Entry, is_word

SHORTEST = 4
"""Letters of the shortest name that is looked for in disguise."""
_KEY = {
    **{str.lower(char): char for char in "abcdefghijkmnopqrstuvwxyz"},
    **dict(zip("4@3€1!l0$57+8¥£#96", "aaeeiiiossttbyihgg", strict=True)),
}
_REPEATED = re.compile(r"(.)\1+")
_CONNECTORS = re.compile(r"[\s\-_./|*~^+=·•()\[\]{}<>\"…‐‑–—:&%]+|[^\w\s,;?!']{1,3}")
_SUFFIX = 4
"""Letters that an inflected name may have more."""


class _Keys(dict[int, str | None]):
    """What a character is in the squashed reading; separators are nothing."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        key = _KEY.get(char) or (char if char.isalnum() else None)
        self[code] = key
        return key


_KEYS = _Keys()


Manner = Literal["letter by letter", "apart", "spaced", "figures", "stretched", "doubled"]
"""How a name is disguised: its letters one by one; signs between its parts; blanks between them;
figures and signs for letters; letters three times and more; a letter twice."""


def squashed(text: str) -> str:
    """A term, or a text, in the squashed reading, without the way back."""
    return _REPEATED.sub(r"\1", text.translate(_KEYS))


def reading(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The squashed text, and for each of its characters the passage that it stands for."""
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        key = _KEYS[ord(char)]
        if key is None:
            continue
        if chars and chars[-1] == key and _repeats(text, places[-1][1], place):
            places[-1] = (places[-1][0], place + 1)
        else:
            chars.append(key)
            places.append((place, place + 1))
    return "".join(chars), places


def _repeats(text: str, before: int, place: int) -> bool:
    """The same letter again: in the same word, or by itself in a row of single letters."""
    return place == before or not text[place + 1 : place + 2].isalnum()


def manner(
    text: str,
    places: list[tuple[int, int]],
    start: int,
    end: int,
    known: Entry,
    canonical: set[str],
) -> Manner | None:
    """How the name is disguised there; None if it is not, or is not the name."""
    first, last = places[start][0], places[end - 1][1]
    passage = text[first:last].replace("'", "")
    if not _spells(passage, known) or not _bounded(text, first, last, known):
        return None
    pieces = [piece for piece in re.split(r"[\W_]+", passage) if piece]
    gaps = [gap for gap in re.split(r"\w+", passage.replace("_", "-")) if gap]
    if len(pieces) == 1:
        return _in_one_piece(passage, known)
    if len(known.term) < SHORTEST and is_word(known.term[-1]):
        return _short(passage, pieces, gaps, known)
    if all(len(piece) == 1 for piece in pieces):
        return "letter by letter"
    return _in_pieces(text, last, pieces, gaps, known, canonical)


def _spells(passage: str, known: Entry) -> bool:
    """Its characters can stand for the name's, and there are not too many others in between."""
    ends_well = passage[-1].isalnum() or (passage[-1] in "@$€¥£" and passage[-2:-1].isalnum())
    near = len(passage) <= len(known.term) * 4 + 8
    lettered = any(char.isalpha() for char in passage)
    return ends_well and near and lettered and _same_letters(passage, known.term)


def _in_one_piece(passage: str, known: Entry) -> Manner | None:
    if not _figured(passage, known):
        return _stretched(passage, known)
    return "figures" if len(known.term) >= SHORTEST or not is_word(known.term[-1]) else None


def _in_pieces(
    text: str,
    last: int,
    pieces: list[str],
    gaps: list[str],
    known: Entry,
    canonical: set[str],
) -> Manner | None:
    """Taken apart by signs, or by blanks alone: then only a name's proper spelling counts."""
    if any(not _CONNECTORS.fullmatch(gap) for gap in gaps):
        return None if is_word(known.term[0]) else "apart"
    letters = "".join(pieces)
    plain = letters == known.term.replace(" ", "")
    if glued_on(text, last):
        return None
    if any(gap.strip() for gap in gaps):
        return "apart"
    words = known.term.split()
    if len(words) > 1 and [len(word) for word in words] == [len(piece) for piece in pieces]:
        return None if plain else "figures"
    spaced = known.name is not None and known.name.spaced and " " not in known.term
    ends = not is_word((text + " ")[last])
    return (
        "spaced"
        if spaced and plain and letters in canonical and ends and len(pieces) <= 3
        else None
    )


def _bounded(text: str, first: int, last: int, known: Entry) -> bool:
    """It begins with a word and ends with one, or with an inflection."""
    if not is_word(known.term[0]):
        return True
    if first and is_word(text[first - 1]) and is_word(text[first]):
        return False
    rest = re.match(r"[^\W_]*", text[last:])
    left = len(rest.group()) if rest else 0
    return left == 0 or (left <= _SUFFIX and not known.end)


def _figured(passage: str, known: Entry) -> bool:
    """A figure or a sign stands for a letter."""
    return any(char in "4@3€1!0$57+8¥£#96" for char in passage) and not any(
        char.isdigit() for char in known.term
    )


def _stretched(passage: str, known: Entry) -> Manner | None:
    """Letters repeated: three and more are never spelling, two may be a slip."""
    if len(set(filter(str.isalnum, known.term))) == 1:
        return None
    if passage.startswith(known.term):
        return None
    runs = [len(run.group()) for run in _REPEATED.finditer(passage)]
    if runs and max(runs) >= (3 if is_word(known.term[0]) else 2):
        return "stretched"
    return (
        "doubled"
        if len(known.term) > 6 and known.strong and known.name and known.name.near
        else None
    )


def _short(passage: str, pieces: list[str], gaps: list[str], known: Entry) -> Manner | None:
    """“т_г”, "Q-Q", "i.g": joined by one sign, without blanks."""
    signs = [gap for gap in gaps if gap.strip()]
    joined = (
        len(pieces) == len(known.term)
        and len(signs) == len(gaps)
        and all(len(gap) == 1 for gap in gaps)
    )
    return (
        "apart"
        if joined and " " not in passage and "." not in passage and "/" not in passage
        else None
    )


def glued_on(text: str, last: int) -> bool:
    """The word goes on behind a hyphen: "What's app-ropriate"."""
    return re.match(r"[-'‐‑][^\W\d_]{3,}", text[last:]) is not None


def _same_letters(passage: str, term: str) -> bool:
    """Letters stand for themselves; only figures and signs may stand for others."""
    written = [char for char in passage if _KEYS[ord(char)] is not None]
    wanted = list(_REPEATED.sub(r"\1", "".join(char for char in term if char.isalnum())))
    place = -1
    for char in written:
        if place + 1 < len(wanted) and _stands_for(char, wanted[place + 1]):
            place += 1
        elif place < 0 or not _stands_for(char, wanted[place]):
            return False
    return place == len(wanted) - 1


def _stands_for(char: str, wanted: str) -> bool:
    return char == wanted or (not char.isalpha() and _KEYS[ord(char)] == _KEYS[ord(wanted)])
