"""The phrasebook as an engine: exact or not at all."""

import asyncio
import hashlib
import re
from functools import cached_property
from itertools import permutations

from translation.engines.port import Edge, NoMatch, Rendering
from translation.phrasebook.book import LANGUAGES, book
from translation.phrasebook.clauses import whole
from translation.phrasebook.marks import lowered
from translation.phrasebook.normalise import PLACEHOLDER, mark
from translation.polish.spelling import spelled

_QUALITY = 0.98
_DECORATION = re.compile(
    r"(?:\s*(?:[\ue000-\uf8ff]|[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]?|[:;]-?[)(DP]))+\s*$"
)
"""Emoji and the like at the end, as they are or masked."""


class Phrasebook:
    """Knows what it knows in every pair of its languages; NoMatch for all else."""

    name = "phrasebook"
    cloud = False
    by_heart = True
    schemes = ("canonical",)

    @cached_property
    def version(self) -> str:
        """A digest of the phrases: another text, another version."""
        text = repr([phrase.wordings for phrase in book().phrases])
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def edges(self) -> tuple[Edge, ...]:
        """Between all its languages; never one hop of several: what it can say needs no chain."""
        return self._edges

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        pairs = permutations(LANGUAGES, 2)
        return tuple(Edge(source, target, _QUALITY, chains=False) for source, target in pairs)

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        """The phrase in `target`; raises NoMatch."""
        if not book.cache_info().currsize:
            await asyncio.to_thread(book)
        said = say(text, source, target)
        if said is None:
            raise NoMatch("not in the phrasebook")
        return Rendering(said)

    async def close(self) -> None:
        """Nothing is open."""


def say(text: str, source: str, target: str) -> str | None:
    """The phrase in `target`, or None; what decorates its end stays where it is."""
    if not {source, target} <= set(LANGUAGES):
        return None
    if (said := _said(text, source, target)) is not None:
        return said
    decoration = _DECORATION.search(text)
    if decoration is None or not decoration.start():
        return None
    phrase = text[: decoration.start()]
    if PLACEHOLDER.search(decoration.group()) and not _ended(phrase, source):
        return None
    said = _said(phrase, source, target)
    return None if said is None else said + decoration.group()


def _ended(text: str, source: str) -> bool:
    """Whether nothing can belong to it any more: what was masked after it is a picture, no noun."""
    hit = book().find(text, source)
    return bool(mark(text)) or bool(hit and hit.phrase.role)


def _said(text: str, source: str, target: str) -> str | None:
    said = whole(text, source, target)
    if said is None and (written := spelled(text, source)) != text:
        said = whole(written, source, target)
    if said is not None and text[:1].islower():
        return lowered(said, target)
    return said
