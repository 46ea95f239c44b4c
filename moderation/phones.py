"""Telephone numbers: which digits of a text could be one."""

import re
from collections.abc import Iterator

from moderation.dialling import is_valid
from moderation.document import Document
from moderation.numbers import Chain, chains
from moderation.phone_evidence import FEWEST, LIKELY, MOST, SURE, Candidate, weigh
from moderation.verdict import Certainty, Finding

MOST_CHECKED = 16
"""Candidates of one text that are looked at; a text with more is a list, not a number."""
_DIGITS = re.compile(r"\d+")
_BARE = re.compile(r"[\W_]*")
_HYPHENS = "-‐‑–./ "


def findings(document: Document) -> Iterator[Finding]:
    """Every telephone number of a document, in the views where it can be read."""
    known: set[tuple[int, int]] = set()
    for candidate in _candidates(document)[:MOST_CHECKED]:
        place = candidate.span
        if any(start <= place[0] and place[1] <= end for start, end in known):
            continue
        weight = weigh(candidate, document)
        if weight >= LIKELY:
            known.add(place)
            certainty: Certainty = "sure" if weight >= SURE else "likely"
            view = candidate.chain.view.name
            yield Finding(*place, "phone", f"phone.{_manner(candidate)}", view, certainty)
    if not known:
        yield from _assembled(document)


def _assembled(document: Document) -> Iterator[Finding]:
    """Figures all over a text that one is to put together: "size 622, height 010, joined"."""
    if not document.telling or not document.hits.get("assemble"):
        return
    parts = list(_DIGITS.finditer(document.plain.text))
    digits = "".join(part.group() for part in parts)
    regions = document.context.regions
    if len(parts) > 1 and 9 <= len(digits) <= 12 and is_valid(digits, regions, international=False):
        place = document.plain.span(parts[0].start(), parts[-1].end())
        yield Finding(*place, "phone", "phone.assembled", "plain")


def _candidates(document: Document) -> list[Candidate]:
    found = []
    for view in document.views:
        for chain in chains(view, document.words(view), FEWEST):
            for part in _split(chain):
                start, end = view.span(part.start, part.end)
                found.append(Candidate(part, part.digits, start, end))
    return found


def _split(chain: Chain) -> Iterator[Chain]:
    """A chain that is too long for one number is looked at without its ends."""
    if len(chain.digits) <= MOST:
        yield chain
        return
    if len(chain.digits) > 2 * MOST + 2:
        return
    for cut, gap in enumerate(chain.gaps, start=1):
        if _BARE.fullmatch(gap) and gap.strip(_HYPHENS):
            for parts, gaps in (
                (chain.parts[:cut], chain.gaps[: cut - 1]),
                (chain.parts[cut:], chain.gaps[cut:]),
            ):
                if FEWEST <= sum(len(part.digits) for part in parts) <= MOST:
                    yield Chain(chain.view, parts, gaps)


def _manner(candidate: Candidate) -> str:
    kinds = {part.kind for part in candidate.chain.parts}
    if "word" in kinds:
        return "spelled"
    return "international" if candidate.international else "national"
