"""What speaks for digits being a telephone number, and what for another number, as a weight.

The weights were found on the labelled messages in tests/moderation/data: one is a hint, three are
enough. Distances are in code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from moderation.dialling import is_mobile, is_valid
from moderation.document import Document
from moderation.numbers import Chain, Part

FEWEST, MOST = 7, 15
"""Digits of a telephone number: ITU-T E.164 allows 15; the shortest local ones have 7."""
SURE, LIKELY = 3, 2
_STYLED = re.compile(r"[^\x00-\x7f]")
_ODD_GAP = re.compile(r"[^ ().\-–—‐‑+]")
_LETTER = re.compile(r"[^\W\d_]")
_BARE = re.compile(r"[\W_]*")
_PLUS = re.compile(r"(?:\+|(?<!\d)00)\s?\(?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chain that has as many digits as a telephone number, at its place in the text."""

    chain: Chain
    digits: str
    start: int
    end: int

    @property
    def international(self) -> bool:
        return self._plus is not None or self.digits.startswith("00")

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the text, with the plus sign."""
        plus = self._plus
        start = self.start if plus is None else self.chain.view.span(plus.start(), plus.end())[0]
        return start, self.end

    @property
    def _plus(self) -> re.Match[str] | None:
        return _PLUS.search(self.chain.view.text, max(0, self.chain.start - 4), self.chain.start)


def weigh(candidate: Candidate, document: Document) -> int:
    """How much speaks for a telephone number, less what speaks for another number."""
    if _too_short_for_letters(candidate):
        return 0
    disguise = _disguise(candidate, document)
    regions = document.context.regions
    valid = is_valid(candidate.digits, regions, international=candidate.international)
    if not valid and not _possible(candidate, document, disguise):
        return 0
    cue = _cue(candidate, document)
    weight = disguise + cue + (1 if valid else 0)
    if candidate.international and valid:
        weight += 3
    if valid and _formatted(candidate) and (cue or len(candidate.digits) > 8):
        weight += 2 if regions or is_mobile(candidate.digits) or _mostly(candidate, document) else 1
    plain = len(candidate.chain.parts) == 1 and len(candidate.digits) in (10, 11)
    if valid and plain and _mostly(candidate, document) and is_mobile(candidate.digits):
        weight = max(weight, LIKELY)
    if valid and _alone(candidate, document):
        weight = max(weight, LIKELY)
    if valid and _dialled(candidate, document):
        return max(SURE, weight - 3)
    if valid and document.near("wink", candidate.start, candidate.end, before=30, after=30):
        return max(LIKELY, weight)
    return weight - _other(candidate, document, cue, disguise)


def _too_short_for_letters(candidate: Candidate) -> bool:
    """“6s Plus 128gb”: letters among so few figures are units and models."""
    lettered = any(part.kind == "lookalike" for part in candidate.chain.parts)
    return lettered and len(candidate.digits) < 9


def _alone(candidate: Candidate, document: Document) -> bool:
    """The message is the number and nothing else: an account's, a claim's or a telephone's."""
    rest = document.text[: candidate.start] + document.text[candidate.end :]
    return _BARE.fullmatch(rest) is not None and 9 <= len(candidate.digits) <= 11


def _mostly(candidate: Candidate, document: Document) -> bool:
    """There is hardly anything but the number in the message."""
    return len(document.text) - (candidate.end - candidate.start) <= 12


def _dialled(candidate: Candidate, document: Document) -> bool:
    """It is called something else, and right after it one is told to call it."""
    start, end = candidate.start, candidate.end
    last = document.sentence(max(start, end - 1))[1]
    called = document.has("phone_cue", end, min(last, end + 30)) or any(
        document.has(kind, max(0, start - 20), start) or document.has(kind, end, end + 50)
        for kind in ("answers", "assemble")
    )
    return called and not _glued(candidate) and not _enumerates(candidate)


def _possible(candidate: Candidate, document: Document, disguise: int) -> bool:
    """Not valid anywhere, and yet given as a number to call."""
    cue = _cue(candidate, document)
    length = len(candidate.digits)
    return (cue > 0 and length >= FEWEST) or (disguise > 1 and 9 <= length <= 12)


def _disguise(candidate: Candidate, document: Document) -> int:
    """Nobody writes an order number in words, in circles or digit by digit."""
    chain = candidate.chain
    kinds = {part.kind for part in chain.parts}
    spoken = sum(len(part.digits) for part in chain.parts if part.kind == "word")
    original = document.text[candidate.start : candidate.end]
    singles = sum(len(part.digits) == 1 for part in chain.parts)
    weight = 0
    if spoken >= 2 and (len(kinds) > 1 or spoken >= FEWEST):
        weight = 3
    if any(gap == "" and {a.kind, b.kind} == {"word", "figures"} for gap, a, b in _joints(chain)):
        weight = 3
    if "lookalike" in kinds and len(candidate.digits) > 8:
        letters = len(
            _LETTER.findall(
                "".join(
                    chain.view.text[part.start : part.end]
                    for part in chain.parts
                    if part.kind == "lookalike"
                )
            )
        )
        weight = max(weight, 2 if letters > 1 else 1)
    if _STYLED.search(re.sub(r"[\s‐-―·•,、，（）＋]", "", original)) and spoken == 0:
        weight = max(weight, 3 if _folded_digits(original) >= 3 else 2)
    if singles >= 6 and singles * 2 > len(chain.parts):
        weight = max(weight, 3)
    if (
        len(candidate.digits) > 8
        and sum(_ODD_GAP.search(gap) is not None for gap in chain.gaps) > 1
    ):
        weight = max(weight, 2)
    if any(len(_LETTER.findall(gap)) > 3 for gap in chain.gaps):
        weight = max(weight, 3)
    return weight


def _joints(chain: Chain) -> Iterator[tuple[str, Part, Part]]:
    """Each gap with the parts on its sides."""
    for gap, (before, after) in zip(chain.gaps, pairwise(chain.parts), strict=True):
        yield gap, before, after


def _folded_digits(original: str) -> int:
    return sum(not char.isascii() for char in original if char.isalnum() or ord(char) > 0x2000)


def _cue(candidate: Candidate, document: Document) -> int:
    """Words that make it a number to call."""
    start, end = candidate.start, candidate.end
    if document.near("phone_cue", start, end, before=0, after=18):
        return 4
    if _referenced(document, start):
        return 0
    if document.near("phone_cue", start, end, before=14, after=0):
        return 4
    if document.near("phone_cue", start, end, before=45, after=30):
        return 3
    named = any(
        document.near(kind, start, end, before=30, after=20) for kind in ("name", "maybe_name")
    )
    if named or document.near("number_noun", start, end, before=30, after=20):
        return 3
    return 2 if any(char in document.text for char in "☎📞📱📲✆☏🤙") else 0


def _formatted(candidate: Candidate) -> bool:
    """Grouped as people group telephone numbers: brackets, or three to five groups of 2 to 4."""
    groups = candidate.chain.groups
    if any("(" in gap or ")" in gap for gap in candidate.chain.gaps):
        return True
    if len(candidate.digits) > 11:
        return False
    return (
        3 <= len(groups) <= 6
        and all(2 <= len(group) <= 4 for group in groups[1:])
        and len(groups[0]) < 5
    )


def _other(candidate: Candidate, document: Document, cue: int, disguise: int) -> int:
    """What speaks for an order, a part, a size, a price."""
    start, end = candidate.start, candidate.end
    against = 0
    if _glued(candidate):
        against += 4
    if len(candidate.chain.parts) > 1 and re.fullmatch(
        r"(?:19|20)\d\d(?:[01]\d[0-3]\d)?", candidate.chain.groups[0]
    ):
        against += 3
    if document.near("reference", start, end, before=28, after=0):
        against += 3 if cue else 5
    if _measured(document, start, end):
        against += 1 if disguise >= 2 else 4
    if _enumerates(candidate):
        against += 4
    if disguise < 2 and _is_article_number(candidate):
        against += 3
    return against


def _measured(document: Document, start: int, end: int) -> bool:
    after = any(document.has(kind, end, end + 6) for kind in ("unit", "price"))
    return after or any(document.has(kind, max(0, start - 14), start) for kind in ("price", "unit"))


def _referenced(document: Document, start: int) -> bool:
    """What the number is called right before it is a reference, and not a telephone."""
    near = list(document.within("reference", max(0, start - 28), start))
    if not near:
        return False
    named = max(hit.end for hit in near)
    return not any(
        cue.start >= named for cue in document.within("phone_cue", max(0, start - 28), start)
    )


def _glued(candidate: Candidate) -> bool:
    """Letters or further digits touch it: part of a code such as RR123456789SA."""
    text, start, end = candidate.chain.view.text, candidate.chain.start, candidate.chain.end
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    spoken = candidate.chain.parts[0].kind == "word"
    before_code = _LETTER.match(before) is not None and before < "⺀" and not spoken
    after_code = (
        _LETTER.match(after) is not None
        and after < "⺀"
        and candidate.chain.parts[-1].kind != "word"
    )
    coded = re.search(r"[a-z]\w*[-_/#]$|[#№]\s?$", text[max(0, start - 12) : start]) is not None
    return before_code or after_code or (coded and not candidate.international)


def _enumerates(candidate: Candidate) -> bool:
    """Sizes, years, prices one after the other: 36 37 38 39 40 41 42."""
    groups = candidate.chain.groups
    if len(groups) < 3:
        return False
    numbers = [int(group) for group in groups]
    rising = all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
    even = len({len(group) for group in groups}) == 1
    commas = sum(gap.strip() == "," for gap in candidate.chain.gaps)
    if commas and rising and not any(group.startswith("0") for group in groups):
        return True
    if commas >= 3 and not any(len(group) == 1 for group in groups):
        return True
    listed = sum(
        "," in gap or "/" in gap or gap.strip() in {"y", "et", "and", "o", "or"}
        for gap in candidate.chain.gaps
    )
    zero = any(group.startswith("0") for group in groups)
    steps = {b - a for a, b in pairwise(numbers)}
    if zero or len(groups[0]) == 1:
        halves = (
            any(gap in {".", ","} for gap in candidate.chain.gaps) and " " in candidate.chain.gaps
        )
        return steps == {1} or (not zero and (len(steps) == 1 or halves) and len(groups) < 9)
    return (rising and even and len(groups) >= 4) or (listed > 1 and even and rising)


def _is_article_number(candidate: Candidate) -> bool:
    """EAN-13, EAN-8 and ISBN end in a check digit (ISO/IEC 15420); so does an IMEI (Luhn)."""
    digits = candidate.digits
    if candidate.international:
        return False
    if len(digits) in (8, 13):
        weights = (1, 3) * 7 if len(digits) == 13 else (3, 1) * 4
        return (
            sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 10
            == 0
        )
    return len(digits) > 13
