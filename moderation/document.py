"""A text, read in every view once: the terms found in it, by concept, at their places."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from moderation.context import Context
from moderation.lexicon import Hit, Lexicon, Matches
from moderation.views import View, readings

_COMMA = re.compile(r"[,;:()—，、：（）]")
_GLUED = re.compile(r"[공영일이삼사오육칠팔구]{3}|[^\W\d_]{10}|\d[^\W\d_]{2}|[^\W\d_]{2}\d")
"""A word so long, or so mixed with figures, that number words may be glued together in it."""
MOST_HITS = 200
"""Terms of one concept that are looked at; nobody needs more to say what they want."""
_COMMON = frozenset({"stopword", "via", "me", "my", "your", "unit", "site_cue", "at_word"})
"""Concepts that a long harmless text is full of."""
_LEAST_SHARE = 0.4
_LEAST_KNOWN = 10
"""Code points of known words from which on a text's language is clear enough to matter."""
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s+[^\s\d]|\s*$)|[!?…]+(?=\s)|[。！？؟;\n]+")


@dataclass(frozen=True, slots=True)
class Words:
    """What documents are read with: all terms, and the number words wherever they stand."""

    terms: tuple[Lexicon, ...]
    numbers: Lexicon


class Document:
    """What detectors look at. Offsets are the original text's throughout."""

    def __init__(self, text: str, context: Context, words: Words) -> None:
        self.text = text
        self.context = context
        self._words = words
        self.views = readings(text)
        self.plain = self.views[0]
        self.ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self._found = [
            (view, lexicon, lexicon.matches(view.text))
            for view in self.views
            for lexicon in words.terms
        ]
        self._crowded = False

    @cached_property
    def telling(self) -> bool:
        """Some term is there without which no rule of words finds anything."""
        return any(lexicon.tells(view.text, found) for view, lexicon, found in self._found)

    @cached_property
    def hits(self) -> dict[str, list[Hit]]:
        """The terms found, by concept and place."""
        found = [hit for view, lexicon, known in self._found for hit in _read(view, lexicon, known)]
        if len(self._found) > 1:
            found.sort(key=lambda hit: (hit.start, -hit.end))
        hits: dict[str, list[Hit]] = defaultdict(list)
        for hit in _in_its_language(found, self.context.lang):
            self._keep(hits[hit.entry.concept], hit)
        return _without_cues_of_references(dict(hits))

    @property
    def crowded(self) -> bool:
        """There is more of some concept than is looked at."""
        return bool(self.hits) and self._crowded

    def _keep(self, known: list[Hit], hit: Hit) -> None:
        if len(known) < MOST_HITS:
            known.append(hit)
        else:
            self._crowded = self._crowded or hit.entry.concept not in _COMMON

    def words(self, view: View) -> list[tuple[int, int, str]]:
        """The number words of a view: (start, end, digits)."""
        if _GLUED.search(view.text):
            found = self._words.numbers.hits(view.text)
            return [(at, to, entry.digits) for entry, at, to in found]
        needed = self.telling or any(map(str.isdigit, view.text))
        numbers = self.hits.get("number", ()) if needed else ()
        return [(hit.at, hit.to, hit.entry.digits) for hit in numbers if hit.view == view.name]

    def sentence(self, place: int) -> tuple[int, int]:
        """The span of the sentence that a place lies in."""
        index = bisect_left(self.ends, place + 1)
        start = self.ends[index - 1] if index else 0
        return start, self.ends[index] if index < len(self.ends) else len(self.text)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The span between commas that a passage lies in."""
        first, last = self.sentence(start)
        before = max(
            (match.end() for match in _COMMA.finditer(self.text, first, start)), default=first
        )
        after = _COMMA.search(self.text, end, last)
        return before, after.start() if after else last

    def within(self, concept: str, start: int, end: int) -> Iterator[Hit]:
        """A concept's terms inside a span."""
        hits: Sequence[Hit] = self.hits.get(concept, ())
        first = bisect_left(hits, start, key=lambda hit: hit.start)
        for hit in hits[first:]:
            if hit.start >= end:
                return
            if hit.end <= end:
                yield hit

    def has(self, concept: str, start: int, end: int) -> bool:
        return next(self.within(concept, start, end), None) is not None

    def near(self, concept: str, start: int, end: int, *, before: int, after: int) -> bool:
        """A concept's term at most so many code points away, in the same sentence."""
        first, last = self.sentence(start)[0], self.sentence(max(start, end - 1))[1]
        left = self.has(concept, max(first, start - before), start)
        return left or self.has(concept, end, min(last, end + after))


def _read(view: View, lexicon: Lexicon, found: Matches) -> list[Hit]:
    name, known = view.name, lexicon.hits(view.text, found)
    if view.starts is None:
        return [Hit(at, to, entry, name, at, to) for entry, at, to in known]
    return [Hit(*view.span(at, to), entry, name, at, to) for entry, at, to in known]


def _without_cues_of_references(hits: dict[str, list[Hit]]) -> dict[str, list[Hit]]:
    """“order number is”: the number is the order's, and nobody is to be called."""
    references, cues = hits.get("reference"), hits.get("phone_cue")
    if references and cues:
        hits["phone_cue"] = [
            cue
            for cue in cues
            if not any(known.start < cue.start < known.end for known in references)
        ]
    return hits


def _in_its_language(hits: list[Hit], lang: str | None) -> Iterator[Hit]:
    """Without the weak terms of languages that the text is not in."""
    shares: dict[str, int] = defaultdict(int)
    for hit in hits:
        if not hit.entry.weak:
            for language in hit.entry.langs:
                shares[language] += hit.to - hit.at
    best = max(shares.values(), default=0)
    least = best * _LEAST_SHARE if best >= _LEAST_KNOWN else 0
    own = (lang or "").split("-")[0]
    for hit in hits:
        entry = hit.entry
        if (
            not entry.weak
            or own in entry.langs
            or any(shares[known] >= least for known in entry.langs)
        ):
            yield hit
