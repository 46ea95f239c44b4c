"""Contact split over several messages: "655", "luego 123", "y acaba en 498".

The last messages of one sender are read as one text, in the ways that a reader would put them
together. Only what crosses a border between messages is reported from there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from moderation.document import Document
from moderation.verdict import Finding

WINDOW = 10
"""Messages that are read together."""
LONGEST_FRAGMENT = 32
"""Code points of a message that may be a part of something; longer ones speak for themselves."""
MOST_TOGETHER = 160
"""Code points of earlier fragments that are read together with the last message."""
BORDER = "¦"


@dataclass(frozen=True, slots=True)
class Joined:
    """Messages put together: `text`, where each part begins in it, and which message it is."""

    text: str
    begins: tuple[int, ...]
    messages: tuple[int, ...]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, parts: Sequence[tuple[int, str]], border: str) -> "Joined":
        begins: list[int] = []
        place = 0
        for _, text in parts:
            begins.append(place)
            place += len(text) + len(border)
        return cls(
            border.join(text for _, text in parts),
            tuple(begins),
            tuple(index for index, _ in parts),
            tuple(len(text) for _, text in parts),
        )

    def part(self, message: int) -> str:
        """What one message contributed."""
        place = self.messages.index(message)
        begin = self.begins[place]
        return self.text[begin : begin + self.lengths[place]]

    def split(self, finding: Finding) -> list[Finding]:
        """A finding as its parts in each message."""
        parts = []
        first = bisect_right(self.begins, finding.start) - 1
        for part in range(first, len(self.begins)):
            begin, length = self.begins[part], self.lengths[part]
            start, end = max(finding.start - begin, 0), min(finding.end - begin, length)
            if begin >= finding.end:
                break
            if start < end:
                parts.append(replace(finding, start=start, end=end, message=self.messages[part]))
        return parts


def readings(messages: Sequence[str]) -> Iterator[Joined]:
    """The ways to put a window together; the last message is part of each."""
    last = len(messages) - 1
    if last < 1 or len(messages[last]) > LONGEST_FRAGMENT:
        return
    fragments = _fragments(messages)
    if len(fragments) < 2:
        return
    yield Joined.of(fragments, " ")
    short = [
        (index, text.strip()) for index, text in fragments if len(text) <= LONGEST_FRAGMENT // 2
    ]
    if len(short) > 1 and short[-1][0] == last:
        yield Joined.of(short, "")
        yield Joined.of(short, BORDER)
    numbers = [(index, text) for index, text in fragments if any(char.isdigit() for char in text)]
    if 1 < len(numbers) < len(fragments) and numbers[-1][0] == last:
        yield Joined.of(numbers, " ")


def _fragments(messages: Sequence[str]) -> list[tuple[int, str]]:
    """The last messages that may be parts of something, with their places; oldest first."""
    fragments: list[tuple[int, str]] = []
    room = MOST_TOGETHER + LONGEST_FRAGMENT
    for index in range(len(messages) - 1, max(-1, len(messages) - 1 - WINDOW), -1):
        text = messages[index]
        if len(text) <= LONGEST_FRAGMENT:
            room -= len(text)
            if room < 0:
                break
            fragments.append((index, text))
    return fragments[::-1]


def is_counted(finding: Finding, joined: Joined, around: Document) -> bool:
    """Figures of several messages that are prices, sizes or counts, not one number."""
    if finding.category != "phone" or finding.rule == "phone.spelled" or _called(around):
        return False
    if any(around.hits.get(kind) for kind in ("price", "unit", "reference")):
        return True
    numbers = [
        part for part in re.split(r"[^\d]+", joined.text[finding.start : finding.end]) if part
    ]
    if any(part.startswith("0") for part in numbers):
        return False
    rounded = sum(part[-1] in "05" and len(part) < 5 for part in numbers)
    return "?" in around.text or "？" in around.text or rounded * 2 > len(numbers)


def is_answer(finding: Finding, messages: Sequence[str], around: Document) -> bool:
    """A bare number that answers "the order is": what was spoken of says what it is."""
    if (
        finding.category != "phone"
        or _called(around)
        or len(messages[-1]) > 2 * (finding.end - finding.start)
    ):
        return False
    return bool(around.hits.get("reference"))


def _called(around: Document) -> bool:
    """Telephones are spoken of, or messengers."""
    references = around.hits.get("reference", ())
    for kind in ("phone_cue", "number_noun", "name", "answers"):
        for hit in around.hits.get(kind, ()):
            if not any(known.start < hit.end and hit.start < known.end for known in references):
                return True
    return False
