"""A picture as moderation sees it: the texts in it, what its codes hold, what it looks like."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from moderation import codes
from moderation.context import Context
from moderation.verdict import Finding

MOST = 50
"""Findings that are told of one picture."""

PartKind = Literal["text", "words", "code", "banned", "unread"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a picture.

    "text": what is written about it. "words": what is to be read in it. "code": what a code holds,
    with its `symbology` ("QRCode", "EAN13"). "banned": it looks like a picture that the marketplace
    does not want. "unread": there may be more words than could be read, which are its text.
    """

    kind: PartKind
    text: str = ""
    symbology: str = ""


BANNED = Finding(0, 0, "picture", "picture.banned", "plain")


def in_code(part: Part, read: Iterable[Finding], context: Context) -> Iterator[Finding]:
    """What a code is objected to for; `read` is found in what it holds, taken as a text."""
    if codes.is_of_goods(part.text, part.symbology) or codes.is_own_link(part.text, context):
        return
    use = codes.use_of(part.text)
    # The digits of a payment order are no telephone numbers.
    found = [one for one in read if use is None or _adds(one, use)]
    yield from found
    if use is not None and not any(one.category == use.category for one in found):
        yield Finding(0, len(part.text), use.category, use.rule, "plain", use.certainty)


def _adds(found: Finding, use: codes.Use) -> bool:
    """Whether it says more than the form does: what is on a card, or exactly what is opened."""
    return use.category == "handle" or found.category in (use.category, "solicitation")


def numbered(findings: Iterable[Finding], index: int) -> list[Finding]:
    """With the number of the part that they are in."""
    return [replace(one, message=index) for one in findings]
