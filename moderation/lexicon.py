"""The words moderation knows, by concept and language, and one automaton that finds them all.

Terms are data: `data/lexicon/<language>.toml` (what people say, by concept), `data/names.toml`
(messengers, networks, payment services) and `data/numbers.toml` (number words). A marketplace's own
terms are added to them.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ahocorasick_rs import AhoCorasick

from moderation.folding import PLAIN

Boundary = Literal["word", "start", "none"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a name's terms stand for."""

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
    """One meaning of a term: a concept's, a name's or a number's."""

    term: str
    concept: str
    start: bool
    end: bool
    name: Name | None = None
    strong: bool = True
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a view, at its place in the original and in the view."""

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
    return char.isalnum() and (char < "⺀" or "가" <= char <= "힣") and not "฀" <= char <= "๿"


def entry(written: str, concept: str, **more: Any) -> Entry:
    """An entry from the notation of the data files: "*" at an end where the word may go on."""
    term = folded(written.strip("*"))
    start = not written.startswith("*") and is_word(term[0])
    end = not written.endswith("*") and is_word(term[-1])
    return Entry(term, concept, start, end, **more)


class Lexicon:
    """All entries, compiled."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_term: dict[str, list[Entry]] = defaultdict(list)
        for known in dict.fromkeys(entries):
            by_term[known.term].append(known)
        self._entries = [tuple(same) for same in by_term.values()]
        self._automaton = AhoCorasick(list(by_term))
        self.by_term = by_term

    def hits(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        """Every term found in a folded text, on its word boundaries."""
        entries, length = self._entries, len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            begins = start == 0 or not is_word(text[start - 1])
            ends = end == length or not is_word(text[end])
            for known in entries[index]:
                if (begins or not known.start) and (ends or not known.end):
                    yield known, start, end


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of concepts."""
    folder = files("moderation") / "data" / "lexicon"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


def builtin() -> Iterator[Entry]:
    """The entries of the data files."""
    for language in languages():
        yield from _concepts(_read("lexicon", f"{language}.toml"))
    yield from _names(_read("names.toml"))
    yield from _numbers(_read("numbers.toml"))


def _read(*path: str) -> dict[str, Any]:
    return tomllib.loads((files("moderation") / "data").joinpath(*path).read_text("utf-8"))


def _concepts(data: dict[str, Any]) -> Iterator[Entry]:
    for concept, terms in data.items():
        for term in terms:
            yield entry(term, concept)


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
            known = entry(written, "number", digits=str(digits))
            # Digits are written without spaces too: "fouronefive". Who joins them looks at the ends.
            yield Entry(known.term, "number", start=False, end=False, digits=known.digits)
