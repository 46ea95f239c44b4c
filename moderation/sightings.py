"""Where names stand in a text: plainly, in another script, taken apart, misspelt."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from moderation.disguises import Disguised, Disguises
from moderation.document import Document
from moderation.lexicon import Hit, Name
from moderation.spelling import glued_on
from moderation.views import View


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name: `start`, `end` are places in the text, `at`, `to` in the view.

    disguised: somebody took trouble to hide it, which an everyday word never needs.
    """

    start: int
    end: int
    name: Name
    strong: bool
    disguised: bool
    view: View
    at: int
    to: int

    @property
    def length(self) -> int:
        return self.end - self.start


def sightings(document: Document, disguises: Sequence[Disguises]) -> list[Sighting]:
    """The names of a document, each place once."""
    return _distinct(_all(document, disguises))


def _all(document: Document, disguises: Sequence[Disguises]) -> Iterator[Sighting]:
    views = {view.name: view for view in document.views}
    for concept in ("name", "maybe_name") if document.telling else ():
        for hit in document.hits.get(concept, ()):
            assert hit.entry.name is not None
            view = views[hit.view]
            if " " in hit.entry.term and glued_on(view.text, hit.to):
                continue
            hidden = (
                hit.end - hit.start > hit.to - hit.at
                or _mixed(document, hit, view)
                or _styled(document, hit)
            )
            yield Sighting(
                hit.start, hit.end, hit.entry.name, hit.entry.strong, hidden, view, hit.at, hit.to
            )
    for view in document.views:
        for known in disguises:
            for found in (*known.taken_apart(view), *known.misspelt(view)):
                yield _disguised(found, view)


def _mixed(document: Document, hit: Hit, view: View) -> bool:
    """Letters of another script among Latin ones, or styled ones, made to look like the name."""
    if view.name != "latin":
        return False
    written = document.text[hit.start : hit.end]
    return any(char.isascii() for char in written) or any(
        "MATHEMATICAL" in unicodedata.name(char, "") for char in written
    )


def _styled(document: Document, hit: Hit) -> bool:
    """Latin letters in another width, circled, or out of mathematics."""
    written = document.text[hit.start : hit.end]
    return hit.entry.term.isascii() and (
        any(ord(char) > 0x1CFF for char in written)
        or sum(not char.isascii() for char in written) > 1
    )


def _disguised(found: Disguised, view: View) -> Sighting:
    start, end = view.span(found.at, found.to)
    name = found.entry.name
    assert name is not None
    term = found.entry.term
    doubtful = found.manner == "nearly" or (found.manner == "misspelt" and len(term) <= 6)
    certain = found.entry.strong and not doubtful
    strong = certain or (
        not found.entry.strong and found.manner == "stretched" and not name.ordinary
    )
    deliberate = found.manner in {"letter by letter", "figures"} or (
        found.manner in {"apart", "stretched"} and (strong or not name.ordinary)
    )
    return Sighting(start, end, name, strong, deliberate, view, found.at, found.to)


def _distinct(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One for each place: the longest, and a strong one before an ambiguous one."""
    kept: list[Sighting] = []
    taken: set[int] = set()
    for sighting in sorted(
        sightings, key=lambda known: (-known.length, not known.strong, known.start)
    ):
        place = range(sighting.start, sighting.end)
        if taken.isdisjoint(place):
            kept.append(sighting)
            taken.update(place)
    return sorted(kept, key=lambda known: known.start)


def has_via(sighting: Sighting, document: Document, first: int, last: int) -> bool:
    """A preposition before the name, or a particle right after it."""
    start, end = sighting.start, sighting.end
    return document.has("via", max(first, start - 8), start) or any(
        hit.start - end <= 1 and not hit.entry.term.isascii()
        for hit in document.within("via", end, min(last, end + 8))
    )
