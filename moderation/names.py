"""Messengers, networks and payment services: where one is named, and whether contact is meant.

A strong name counts unless it is refused ("no WhatsApp please"), warned of, or the feature of a
product. An ambiguous one ("line", "signal", "snap") counts only beside a sign of contact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.disguises import Disguises
from moderation.document import Document
from moderation.exemptions import is_harmless, is_product
from moderation.sightings import Sighting, has_via, sightings
from moderation.verdict import Certainty, Finding

_ID_AFTER = re.compile(
    r"\s?[→👉>➡️]{0,3}\s?(?:[:：=]|is\b|es\b|e\b|ist\b|号|id\b|я\b|-)?\s?[:：=@]?\s?(?P<id>@?[a-z0-9][\w.-]{3,30})"
)
_NAMED_AFTER = re.compile(r"\s?[:：=]\s?\w")
_TURNS = {True: ("contact_verb", "seek"), False: ("contact_verb", "seek", "talk")}
"""Concepts that turn to somebody, in a text that is ASCII and in one that is not."""
_LONE = re.compile(r"[\W_]*")
_QUESTION = re.compile(r"\s*[?？؟]")


def findings(document: Document, disguises: Sequence[Disguises]) -> Iterator[Finding]:
    for sighting in sightings(document, disguises):
        certainty = judge(sighting, document)
        if certainty is not None:
            yield Finding(
                sighting.start, sighting.end, sighting.name.category, sighting.name.rule,
                sighting.view.name, certainty,
            )  # fmt: skip


def judge(sighting: Sighting, document: Document) -> Certainty | None:
    """Whether contact is meant, or None."""
    if sighting.name.category == "email" and not sighting.strong:
        asked = not sighting.name.ordinary and _asked_by_name(sighting, document)
        return "sure" if asked else None
    if is_harmless(sighting, document):
        return None
    if not sighting.disguised and not _identified(sighting) and is_product(sighting, document):
        return None
    if sighting.strong:
        return "sure"
    return _contact(sighting, document)


# -- what speaks for it ---------------------------------------------------------------------------


def _contact(sighting: Sighting, document: Document) -> Certainty | None:
    """Signs of contact beside an ambiguous name."""
    if _measured(sighting) and not sighting.disguised:
        return None
    signs = Signs.of(sighting, document)
    if sighting.name.category == "link":
        meant = _offered(sighting, document, signs)
    elif sighting.name.ordinary:
        meant = _clearly(sighting, document, signs)
    else:
        meant = _clearly(sighting, document, signs) or _usually(sighting, document, signs)
    return "sure" if meant else None


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands around a name: "on" it, a verb of contact, "my" or "your" right before it."""

    via: bool
    verb: bool
    mine: bool

    @classmethod
    def of(cls, sighting: Sighting, document: Document) -> "Signs":
        start, end = sighting.start, sighting.end
        first, last = document.sentence(start)
        before, after = max(first, start - 45), min(last, end + 35)
        turns = _TURNS[document.text.isascii()]
        return cls(
            has_via(sighting, document, first, last),
            any(
                document.has(kind, before, start) or document.has(kind, end, after)
                for kind in turns
            ),
            any(document.has(whose, max(first, start - 9), start) for whose in ("my", "your")),
        )


def _clearly(sighting: Sighting, document: Document, signs: Signs) -> bool:
    """Contact is meant, even if the name is an everyday word."""
    start, end = sighting.start, sighting.end
    first, last = document.sentence(start)
    opens = start == first and len(document.text) < 40
    plain = sighting.name.ordinary and not (signs.mine or signs.verb or opens)
    return (
        (_identified(sighting) and not plain)
        or (signs.mine and not _goes_on_as_noun(sighting, document))
        or (signs.via and signs.verb)
        or document.has("me", end, min(last, end + 4))
        or (sighting.disguised and sighting.to - sighting.at > 2)
    )


def _usually(sighting: Sighting, document: Document, signs: Signs) -> bool:
    """Contact is meant where the name is hardly anything but a messenger's."""
    start, end = sighting.start, sighting.end
    first, last = document.sentence(start)
    return (
        signs.verb
        or _NAMED_AFTER.match(sighting.view.text, sighting.to) is not None
        or document.has("have", max(first, start - 22), start)
        or document.has("number_noun", max(first, start - 30), min(last, end + 25))
        or _alone(sighting, document)
        or _beside_number(sighting)
        or (signs.via and _QUESTION.match(document.text, end) is not None)
    )


def _offered(sighting: Sighting, document: Document, signs: Signs) -> bool:
    """The same thing for sale in another marketplace."""
    first, last = document.sentence(sighting.start)
    sells = document.has("have", max(first, sighting.start - 45), sighting.start)
    return (sells or signs.verb or signs.mine) and (
        signs.via or document.has("discount", first, last)
    )


def _asked_by_name(sighting: Sighting, document: Document) -> bool:
    start = sighting.start
    return any(
        document.has(whose, max(0, start - 8), start) for whose in ("my", "your", "have")
    ) or _identified(sighting, strict=True)


def _identified(sighting: Sighting, *, strict: bool = False) -> bool:
    """An id follows: "insta: lea.vintage", "vx lihua_88"."""
    text = sighting.view.text
    match = _ID_AFTER.match(text, sighting.to)
    if match is None:
        return False
    written = match["id"].strip(".-")
    marked = any(
        char in ":：=@" for char in match.group()[: match.start("id") - match.start()]
    ) or written.startswith("@")
    coded = any(char.isdigit() or char in "_." for char in written) and any(
        char.isalpha() for char in written
    )
    numeric = written.isdigit() and 5 <= len(written) <= 11
    return (marked and (coded or numeric or not strict)) or (coded and not strict)


def _goes_on_as_noun(sighting: Sighting, document: Document) -> bool:
    """“my face cream”, "my line 6 amp": for ordinary words, something must end after the name."""
    if not sighting.name.ordinary and len(document.text[sighting.start : sighting.end]) > 2:
        return False
    rest = sighting.view.text[sighting.to :].lstrip()
    return not (not rest or rest[0] in ".,!?:=" or rest.startswith(("is ", "id ")))


def _alone(sighting: Sighting, document: Document) -> bool:
    """The message is the name and nothing else."""
    before, after = document.text[: sighting.start], document.text[sighting.end :]
    return (
        _LONE.fullmatch(before) is not None
        and _LONE.fullmatch(after) is not None
        and len(document.text) < 25
    )


def _beside_number(sighting: Sighting) -> bool:
    text = sighting.view.text
    return re.match(r"[\s:：]{0,3}\+?\d[\d\s-]{6,}", text[sighting.to :]) is not None


def _measured(sighting: Sighting) -> bool:
    """A model's or a size's number follows: "LINE 6", "line 0.25"."""
    return (
        re.match(r"\s?[-.]?\s?\d{1,4}(?![\d.]*\d)", sighting.view.text[sighting.to :]) is not None
    )
