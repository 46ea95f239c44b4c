"""The phrases themselves: data/*.txt, read once, on first use.

A block is a phrase: `[name]`, or `[name lead]` for what opens a message without a comma after it
and `[name tail]` for what closes it so; then a line a language: the wording that is said, then
other wordings that are understood, between "|". `{1}` and `{2}` are slots.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from translation.phrasebook.asking import asks
from translation.phrasebook.marks import finished
from translation.phrasebook.normalise import CJK, PLACEHOLDER, SLOT, Key, bare, key, mark

LANGUAGES = ("en", "es", "fr", "zh", "pt", "it", "de", "ru", "ar", "ja")
"""Each phrase is there in all of these."""

_SLOT = re.compile(r"\{(\d)\}")
_FIRST_SLOT = 0xE000


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that is said, by language: the wording of each, with slots as {1}."""

    name: str
    role: str
    wordings: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that a text is; `slots` holds what fills {1}, {2}, ...; `mark` how the text ends."""

    phrase: Phrase
    mark: str
    slots: Mapping[str, str]

    def say(self, target: str) -> str:
        """In `target`; a full stop or an exclamation mark only where the writer set one."""
        wording = self.phrase.wordings[target][0]
        text = _SLOT.sub(lambda slot: self.slots[slot[1]], bare(wording))
        asked = mark(wording) == "?"
        return finished(text, "?" if asked else "." if self.mark == "?" else self.mark, target)


@dataclass(slots=True)
class Book:
    """All phrases; `find` is one look into a table."""

    phrases: Sequence[Phrase]
    _keys: dict[tuple[str, str], tuple[Phrase, tuple[str, ...]]] = field(default_factory=dict)
    _edges: set[tuple[str, str, str]] = field(default_factory=set)
    _longest: int = 0

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            for language, wordings in phrase.wordings.items():
                for words, order in _keys_of(wordings, language):
                    self._keys.setdefault((language, words), (phrase, order))
                    if phrase.role:
                        self._edges.add((language, phrase.role, _edge(words, phrase.role)))
                    self._longest = max(self._longest, len(words))

    def may_have(self, text: str, language: str, role: str) -> bool:
        """Whether some phrase of that role begins ("lead") or ends ("tail") as this text does."""
        return (language, role, _edge(key(text).words, role)) in self._edges

    def find(self, text: str, language: str) -> Hit | None:
        """The phrase that this text is, or None."""
        if len(text) > 2 * self._longest:
            return None
        for pattern in (PLACEHOLDER, SLOT):
            found = key(text, pattern)
            entry = self._keys.get((language, _asked(found)))
            if entry:
                phrase, order = entry
                return Hit(phrase, found.mark, dict(zip(order, found.slots, strict=True)))
        return None


def _keys_of(wordings: Sequence[str], language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    question = mark(wordings[0]) == "?"
    for wording in wordings:
        template = _SLOT.sub(lambda slot: chr(_FIRST_SLOT + int(slot[1])), wording)
        found = key(template, PLACEHOLDER)
        order = tuple(str(ord(slot) - _FIRST_SLOT) for slot in found.slots)
        if question:
            yield f"{found.words}?", order
        if not question or found.mark != "?" or asks(found.words, language):
            yield found.words, order


def _edge(words: str, role: str) -> str:
    """The first word, or the last; of Chinese and Japanese the first letter, or the last."""
    at = 0 if role == "lead" else -1
    parts = words.rstrip("?").split()
    if not parts:
        return ""
    return parts[at] if parts[at].isascii() or not CJK.search(parts[at]) else parts[at][at]


def _asked(found: Key) -> str:
    return f"{found.words}?" if found.mark == "?" else found.words


@cache
def book() -> Book:
    """The book of this package; the first call reads it."""
    phrases = [
        phrase
        for file in sorted(files(__package__).joinpath("data").iterdir(), key=lambda at: at.name)
        if file.name.endswith(".txt")
        for phrase in parse(file.read_text("utf-8"))
    ]
    return Book(phrases)


def parse(text: str) -> Iterator[Phrase]:
    """The phrases of a file; raises ValueError for a line that is none."""
    for block in re.split(r"\n\s*\n", re.sub(r"(?m)^;.*\n?", "", text)):
        if not block.strip():
            continue
        head, *lines = block.strip().splitlines()
        name, _, role = head.strip("[]").partition(" ")
        yield Phrase(name, role, dict(_wordings(line) for line in lines))


def _wordings(line: str) -> tuple[str, tuple[str, ...]]:
    language, colon, wordings = line.partition(": ")
    if not colon:
        raise ValueError(f"not a line of a phrase: {line!r}")
    return language, tuple(wording.strip() for wording in wordings.split("|"))
