"""A text, read in every view once: the terms found in it, by concept, at their places in the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from moderation.context import Context
from moderation.lexicon import Hit, Lexicon
from moderation.views import View, readings

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|[。！？؟;\n]+")


class Document:
    """What detectors look at. Offsets are the original text's throughout."""

    def __init__(self, text: str, context: Context, lexicon: Lexicon) -> None:
        self.text = text
        self.context = context
        self.lexicon = lexicon
        self.views = readings(text)
        self.plain = self.views[0]
        self.hits: dict[str, list[Hit]] = defaultdict(list)
        self.ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        for view in self.views:
            self._read(view)
        if len(self.views) > 1:
            for found in self.hits.values():
                found.sort(key=lambda hit: (hit.start, -hit.end))

    def _read(self, view: View) -> None:
        span = view.span
        for entry, at, to in self.lexicon.hits(view.text):
            start, end = span(at, to)
            self.hits[entry.concept].append(Hit(start, end, entry, view.name, at, to))

    def words(self, view: View) -> list[tuple[int, int, str]]:
        """The number words of a view."""
        numbers = self.hits.get("number", ())
        return [(hit.at, hit.to, hit.entry.digits) for hit in numbers if hit.view == view.name]

    def sentence(self, place: int) -> tuple[int, int]:
        """The span of the sentence that a place lies in."""
        index = bisect_left(self.ends, place + 1)
        start = self.ends[index - 1] if index else 0
        return start, self.ends[index] if index < len(self.ends) else len(self.text)

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
