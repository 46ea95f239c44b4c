"""Sentences of several clauses: "Hola, ¿sigue disponible?, gracias".

A sentence whose clauses are all known is said clause by clause. Of one with an unknown part, the
known clauses before and after it are peeled off, and the rest goes to another engine.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from translation.phrasebook.book import LANGUAGES, Book, Hit, book
from translation.phrasebook.marks import comma, gap, lowered
from translation.phrasebook.normalise import CJK, key, mark

_CLAUSE = re.compile(
    r".+?(?:[,，、،;；]+(?!\d)\s*|(?<=[？！。])\s*|(?<=[?؟!])\s+|\s+[-–—]\s+|$)", re.DOTALL
)
_MOST_CLAUSES = 6
_MOST_LEADS = 12
_LONGEST_TAIL = 4
_WORD = re.compile(r"\S+\s*")
_GOES_ON = {
    "en": "about because for if of over that to",
    "es": "de el la las los por que si",
    "fr": "d' d’ de du des pour qu' qu’ que si",
    "pt": "da das de do dos o os a as pela pelas pelo pelos por que se",
    "it": "che da del della di il la per se",
    "de": "dass für über wegen zu",
}
_GOING_ON = {
    language: re.compile(rf"(?:{'|'.join(words.split())})(?:(?<=['’])|(?!\w))", re.IGNORECASE)
    for language, words in _GOES_ON.items()
}
"""What an apology goes on with: "sorry for the delay" is not "sorry, for the delay"."""
_APOLOGIES = frozenset({"sorry", "excuse.me"})


@dataclass(frozen=True, slots=True)
class Peeled:
    """`rest` is in the source language still; `join` puts its translation where it belongs."""

    rest: str
    target: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def join(self, rest: str) -> str:
        """The whole sentence in the target language, given its rest in it."""
        if self.rest[:1].isupper() and not self.rest.startswith(("I ", "I'")) and self.before:
            return joined([*self.before, rest, *self.after], self.target, keep=len(self.before))
        return joined([*self.before, rest, *self.after], self.target)


def peel(sentence: str, source: str, target: str) -> Peeled | None:
    """The known clauses taken off; None where no clause is known, or all are."""
    if source not in LANGUAGES or target not in LANGUAGES:
        return None
    parts = split(sentence, source, book())
    first = next((at for at, (_, hit) in enumerate(parts) if hit is None), len(parts))
    last = next((at for at in range(len(parts), first, -1) if parts[at - 1][1] is None), first)
    if first == last or last - first == len(parts):
        return None
    rest = "".join(text for text, _ in parts[first:last]).rstrip(" ,，、،;；")
    if not key(rest).words.strip("# "):
        return None
    return Peeled(rest, target, _said(parts[:first], target), _said(parts[last:], target))


def whole(sentence: str, source: str, target: str) -> str | None:
    """The sentence in `target` where every clause of it is known, else None."""
    hits = split(sentence, source, book())
    said = _said(hits, target)
    return joined(list(said), target) if hits and len(said) == len(hits) else None


def joined(clauses: list[str], language: str, keep: int = 0) -> str:
    """Clauses as one text: a comma after what has no mark at its end, else a new sentence.

    Clause number `keep` begins with a name: its capital stays.
    """
    text = clauses[0]
    for number, clause in enumerate(clauses[1:], 1):
        if mark(text) in ("", "."):
            small = clause if number == keep else lowered(clause, language)
            text = text.rstrip(" .。") + comma(language) + small
        else:
            text = text.rstrip() + gap(language) + _raised(clause)
    return text


Part = tuple[str, Hit | None]


def split(sentence: str, source: str, known: Book) -> list[Part]:
    """The sentence's clauses, the longest known runs of them together, each with what it is."""
    clauses = _CLAUSE.findall(sentence)[:_MOST_CLAUSES]
    if sum(map(len, clauses)) != len(sentence):
        clauses = [sentence]
    parts: list[Part] = []
    while clauses:
        text, hit = _longest(clauses, source, known)
        parts += [(text, hit)] if hit else _split_open(clauses[0], source, known)
        del clauses[: _count(clauses, text)]
    return parts


def _longest(clauses: list[str], source: str, known: Book) -> Part:
    for end in range(len(clauses), 0, -1):
        text = "".join(clauses[:end])
        if hit := known.find(text, source):
            return text, hit
    return clauses[0], None


def _count(clauses: list[str], text: str) -> int:
    length = 0
    for number, clause in enumerate(clauses, 1):
        length += len(clause)
        if length >= len(text):
            return number
    return len(clauses)


def _split_open(clause: str, source: str, known: Book) -> list[Part]:
    """A clause with a greeting before it or thanks after it, and no comma: "hola hay stock"."""
    lead = _lead(clause, source, known)
    rest = clause[len(lead[0]) :] if lead else clause
    tail = _tail(rest, source, known)
    middle = rest[: len(rest) - len(tail[0])] if tail else rest
    found = (middle, known.find(middle, source) if lead or tail else None)
    return [part for part in (lead, found, tail) if part]


def _lead(clause: str, source: str, known: Book) -> Part | None:
    if not known.may_have(clause, source, "lead"):
        return None
    ends = [word.end() for word in _WORD.finditer(clause)][:-1]
    if CJK.search(clause):
        ends = list(range(1, len(clause)))
    leads = (clause[:end] for end in reversed(ends[:_MOST_LEADS]))
    lead = _first(leads, "lead", source, known)
    return None if lead and _goes_on(lead, clause, source) else lead


def _goes_on(lead: Part, clause: str, source: str) -> bool:
    """Whether it is no sentence of its own, as in "sorry for the delay", "I'm afraid that ..."."""
    text, hit = lead
    apology = source == "en" or (hit is not None and hit.phrase.name in _APOLOGIES)
    going_on = _GOING_ON.get(source) if apology else None
    return bool(going_on and going_on.match(clause, len(text)))


def _tail(clause: str, source: str, known: Book) -> Part | None:
    if not known.may_have(clause, source, "tail"):
        return None
    starts = [word.start() for word in _WORD.finditer(clause)][1:][-_LONGEST_TAIL:]
    return _first((clause[start:] for start in starts), "tail", source, known)


def _first(texts: Iterable[str], role: str, source: str, known: Book) -> Part | None:
    for text in texts:
        hit = known.find(text, source)
        if hit and hit.phrase.role == role:
            return text, hit
    return None


def _said(parts: list[Part], target: str) -> tuple[str, ...]:
    return tuple(hit.say(target) for _, hit in parts if hit)


def _raised(text: str) -> str:
    start = len(text) - len(text.lstrip("¿¡"))
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
