"""Names in disguise: squashed readings of a text, and words that are nearly a name.

Misspellings are found word by word by edit distance; never across spaces.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from ahocorasick_rs import AhoCorasick
from rapidfuzz.distance import OSA

from moderation.lexicon import Entry, is_word
from moderation.spelling import SHORTEST, Manner, manner, reading, squashed
from moderation.views import View

_SHORT_DISGUISE = re.compile(
    r"(?<![^\W_])[^\W\d_][-_|*][^\W\d_](?:[-_|*][^\W\d_]|(?![^\W_]))"
    r"|([^\W\d_])\1\1|[\u2e80-\u9fff]|[^\W\d_][4@30$5]"
)
"""What a name of two or three letters needs around it to be looked for."""


Misspelling = Literal["misspelt", "nearly"]
"""One letter from a name; two."""


@dataclass(frozen=True, slots=True)
class Disguised:
    """A name found in a view behind a disguise; `at`, `to` are places in the view."""

    at: int
    to: int
    entry: Entry
    manner: Manner | Misspelling


@cache
def lookalikes() -> frozenset[str]:
    """Dictionary words that are nearly a name; written by tools/make-lookalikes."""
    lines = (files("moderation") / "data" / "lookalikes.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


class Disguises:
    """The names, ready to be looked for in disguise."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        names = [known for known in entries if known.name is not None]
        self._long = _Keyed(known for known in names if not _is_short(known))
        self._short = _Keyed(known for known in names if _is_short(known))
        self._canonical = _canonical(names)
        self._near = [
            known
            for known in names
            if known.strong and known.name and known.name.near and _comparable(known.term)
        ]
        self._exact = {known.term for known in names}
        self.nearest = lru_cache(maxsize=20_000)(self._nearest)

    # -- squashed ---------------------------------------------------------------------------------

    def taken_apart(self, view: View) -> Iterator[Disguised]:
        """Names that show once separators, figures and repeats are undone."""
        text = view.text
        squeezed = squashed(text)
        wanted = [self._long] if self._long.matches(squeezed) else []
        if _SHORT_DISGUISE.search(text) and self._short.matches(squeezed):
            wanted.append(self._short)
        if not wanted:
            return
        key, places = reading(text)
        for keyed in wanted:
            for known, start, end in islice(keyed.found(key), _MOST_KEYS):
                how = manner(text, places, start, end, known, self._canonical)
                if how:
                    yield Disguised(places[start][0], places[end - 1][1], known, how)

    # -- near -------------------------------------------------------------------------------------

    def misspelt(self, view: View) -> Iterator[Disguised]:
        """Words that are a name but for one letter or two."""
        for match in islice(_WORDS.finditer(view.text), _MOST_WORDS):
            found = self.nearest(match.group())
            if found is not None:
                yield Disguised(*match.span(), *found)

    def _nearest(self, word: str) -> tuple[Entry, Misspelling] | None:
        if word in self._exact or word in lookalikes():
            return None
        best, distance = None, 3
        for known in self._near:
            allowed = 1 if len(known.term) < 8 else 2
            if known.term not in self._canonical:
                allowed = 1
            if abs(len(known.term) - len(word)) > allowed:
                continue
            found = OSA.distance(word, known.term, score_cutoff=allowed)
            if found <= allowed and found < distance and word[0] == known.term[0]:
                best, distance = known, found
        return None if best is None else (best, "misspelt" if distance == 1 else "nearly")


class _Keyed:
    """Names by their squashed reading."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_key: dict[str, dict[tuple[object, ...], Entry]] = defaultdict(dict)
        for known in entries:
            if is_word(known.term[0]) or known.term.isalnum():
                same = known.name, known.strong, known.end, len(known.term) < SHORTEST
                by_key[squashed(known.term)].setdefault(same, known)
        self._entries = [tuple(same.values()) for same in by_key.values()]
        self._automaton = AhoCorasick(list(by_key))

    def matches(self, key: str) -> bool:
        return bool(self._automaton.find_matches_as_indexes(key))

    def found(self, key: str) -> Iterator[tuple[Entry, int, int]]:
        for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            for known in self._entries[index]:
                yield known, start, end


_MOST_KEYS = 300
"""Places of one text where a disguised name may stand that are looked at."""
_WORDS = re.compile(r"(?<![^\W\d_])(?:[a-z]{5,14}|[а-яіїєґ]{5,14})(?![^\W\d_])")
"""Words as long as a name, in the alphabets that names are misspelt in."""
_MOST_WORDS = 400
"""Words of one text that are compared with the names."""


def _comparable(term: str) -> bool:
    return 5 <= len(term) <= 12 and term.isalpha() and is_word(term[0])


def _is_short(known: Entry) -> bool:
    """Looked for only where something between or in its letters betrays a disguise."""
    return len(squashed(known.term)) < SHORTEST


def _canonical(names: Iterable[Entry]) -> set[str]:
    """Each name's proper spelling: its first strong term."""
    first: dict[str, str] = {}
    for known in names:
        if known.name is not None and known.strong:
            first.setdefault(known.name.rule, known.term)
    return set(first.values()) | {
        "facebook",
        "cashapp",
        "snapchat",
        "kakaotalk",
        "bitcoin",
        "moneygram",
        "westernunion",
        "zapzap",
    }
