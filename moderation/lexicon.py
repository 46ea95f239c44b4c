"""The words moderation knows, by concept and language, and one automaton that finds them all.

Terms are data: `data/lexicon/<language>.toml` (what people say, by concept), `data/names.toml`
(messengers, networks, payment services) and `data/numbers.toml` (number words). A marketplace's own
terms are added to them.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from moderation.folding import PLAIN

_WEAK = 3
WORDS = re.compile(
    r"(?:[^\W_\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
    r"|[\u0900-\u0dff])+"
)
"""Words of scripts that put spaces between them; Indic vowel signs belong to them."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a name's terms stand for.

    spaced: a blank inside it is a disguise ("pay pal"), not ordinary talk ("we chat").
    near: its misspellings are hardly ever other words.
    ordinary: its ambiguous terms are everyday words ("line"), so "do you have X" says nothing.
    """

    id: str
    category: str
    spaced: bool = True
    near: bool = True
    ordinary: bool = False

    @property
    def rule(self) -> str:
        return f"{self.category}.{self.id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a term: a concept's, a name's or a number's.

    start, end: it must stand on a word's boundary there. langs: the languages that say it; empty
    where it is said in all. weak: so short, or so open at an end, that it counts only in a text
    that is in one of its languages.
    """

    term: str
    concept: str
    start: bool
    end: bool
    name: Name | None = None
    strong: bool = True
    digits: str = ""
    langs: frozenset[str] = frozenset()
    weak: bool = False


class Hit(NamedTuple):
    """A term in a view: `start`, `end` are places in the text, `at`, `to` in the view."""

    start: int
    end: int
    entry: Entry
    view: str
    at: int
    to: int


def folded(term: str) -> str:
    return term.translate(PLAIN)


def is_word(char: str) -> bool:
    """Part of a word in a script that puts spaces between words."""
    return WORDS.match(char) is not None


def entry(written: str, concept: str, **more: Any) -> Entry:
    """An entry from the notation of the data files: "*" at an end where the word may go on."""
    term = folded(written.strip("*"))
    start = not written.startswith("*") and is_word(term[0])
    end = not written.endswith("*") and is_word(term[-1])
    return Entry(term, concept, start, end, **more)


TELLING = frozenset({
    "name", "maybe_name", "number", "number_noun", "contact_noun", "solicit", "euphemism",
    "euphemism_maybe", "outside", "outside_bare", "transfer", "evade", "qr", "fee", "cancel",
    "directly", "dot_word", "seek", "assemble",
})  # fmt: skip
"""Concepts of which every rule needs one; a text without them is looked at for addresses only."""
_FEW_NUMBERS = 4
Matches = list[tuple[int, int, int]]
"""(index of a term, start, end)."""


def _stands(text: str, start: int, end: int, known: Entry) -> bool:
    """The term stands on the word boundaries that it needs."""
    if known.start and start and is_word(text[start]) and is_word(text[start - 1]):
        return False
    return not (known.end and end < len(text) and is_word(text[end]) and is_word(text[end - 1]))


class Lexicon:
    """All entries, compiled."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_term: dict[str, list[Entry]] = defaultdict(list)
        for known in _merged(entries):
            by_term[known.term].append(known)
        self._entries = [tuple(same) for same in by_term.values()]
        self._telling = [
            tuple(known for known in same if known.concept in TELLING) for same in self._entries
        ]
        self._automaton = AhoCorasick(list(by_term))

    def matches(self, text: str) -> Matches:
        """Where terms stand in a folded text, word boundaries not yet looked at."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def tells(self, text: str, found: Matches) -> bool:
        """Whether a term is among them without which no rule finds anything."""
        telling = self._telling
        numbers = 0
        for index, start, end in found:
            for known in telling[index]:
                if _stands(text, start, end, known):
                    if known.concept != "number":
                        return True
                    numbers += 1
        return numbers >= _FEW_NUMBERS

    def hits(self, text: str, found: Matches | None = None) -> list[tuple[Entry, int, int]]:
        """Every term found in a folded text, on its word boundaries."""
        found = self.matches(text) if found is None else found
        if not found:
            return []
        entries = self._entries
        inside = within_words(text)
        return [
            (known, start, end)
            for index, start, end in found
            for known in entries[index]
            if (start not in inside or not known.start) and (end not in inside or not known.end)
        ]


def within_words(text: str) -> set[int]:
    """The places between two characters of one word."""
    inside: set[int] = set()
    for match in WORDS.finditer(text):
        start, end = match.span()
        if end - start > 1:
            inside.update(range(start + 1, end))
    return inside


def _merged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The same term of several languages as one entry."""
    same: dict[tuple[object, ...], tuple[Entry, set[str]]] = {}
    for known in entries:
        key = (
            known.term,
            known.concept,
            known.start,
            known.end,
            known.name,
            known.strong,
            known.digits,
        )
        same.setdefault(key, (known, set()))[1].update(known.langs)
    for known, langs in same.values():
        if not langs:
            yield known
            continue
        open_ended = not (known.start and known.end)
        weak = known.term[0] < "\u0250" and (len(known.term) <= _WEAK or open_ended)
        yield Entry(
            known.term, known.concept, known.start, known.end, langs=_shared(langs), weak=weak
        )


def _shared(langs: set[str]) -> frozenset[str]:
    """One object for each set of languages: there are many terms and few sets."""
    known = frozenset(langs)
    return _SETS.setdefault(known, known)


_SETS: dict[frozenset[str], frozenset[str]] = {}


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of concepts."""
    folder = files("moderation") / "data" / "lexicon"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


def builtin() -> Iterator[Entry]:
    """The entries of the data files."""
    for language in languages():
        langs = frozenset() if language == "common" else frozenset({language})
        yield from _concepts(_read("lexicon", f"{language}.toml"), langs)
    yield from _names(_read("names.toml"))
    yield from _numbers(_read("numbers.toml"))


def _read(*path: str) -> dict[str, Any]:
    return tomllib.loads((files("moderation") / "data").joinpath(*path).read_text("utf-8"))


def _concepts(data: dict[str, Any], langs: frozenset[str]) -> Iterator[Entry]:
    for concept, terms in data.items():
        for term in terms:
            yield entry(term, concept, langs=langs)


def _names(data: dict[str, Any]) -> Iterator[Entry]:
    for described in data["name"]:
        name = Name(
            described["id"],
            described["category"],
            described.get("spaced", True),
            described.get("near", True),
            described.get("ordinary", False),
        )
        for strong in (True, False):
            for term in described.get("strong" if strong else "ambiguous", ()):
                concept = "name" if strong else "maybe_name"
                yield entry(term, concept, name=name, strong=strong)


def names_described() -> Iterator[tuple[Name, str]]:
    """Every name with each of its terms, as written."""
    for known in _names(_read("names.toml")):
        assert known.name is not None
        yield known.name, known.term


def _numbers(data: dict[str, Any]) -> Iterator[Entry]:
    for words in data.values():
        for written, digits in words.items():
            yield entry(written, "number", digits=str(digits))


def glued_numbers() -> Iterator[Entry]:
    """Number words wherever they stand: "fouronefive". Who joins them looks at the ends."""
    for known in _numbers(_read("numbers.toml")):
        yield replace(known, start=False, end=False)
