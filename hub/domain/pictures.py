"""What moderation looks at in a picture, and what it keeps of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from hub.domain.attachments import Attached
from hub.domain.findings import WHOLE, Box, Finding, Spot

TOGETHER = 4_000
"""Code points of words in a picture that are read together."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A picture that an incident is about, kept with it. `picture` is the digest of its content.

    Sizes are in pixels. `likeness` is known of uploads (`hub.images.likeness`), `bare` is the same
    without an even border; `attachment` and `thumbhash` are known of a message's pictures.
    """

    picture: str
    width: int
    height: int
    alt: str | None = None
    likeness: int | None = None
    bare: int | None = None
    attachment: str | None = None
    thumbhash: str = ""

    @property
    def attached(self) -> Attached | None:
        """As the message carried it."""
        if self.attachment is None:
            return None
        return Attached(
            self.attachment, self.picture, self.width, self.height, self.thumbhash, self.alt
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be judged: a code, words that stand near each other, the likeness.

    Without `spots` it is what the sender wrote about the picture. Several are lines of one text.
    `unread`: there may be more words than these.
    """

    spots: tuple[Spot, ...] = ()
    alt: str = ""
    unread: bool = False

    @property
    def text(self) -> str:
        return "\n".join(spot.text for spot in self.spots) if self.spots else self.alt

    @property
    def spot(self) -> Spot | None:
        """The first; all are of one kind."""
        return self.spots[0] if self.spots else None

    def placed(self, finding: Finding) -> Finding:
        """A finding in its text, with its place in the picture."""
        if not self.spots:
            return finding
        ends = list(accumulate(len(spot.text) + 1 for spot in self.spots))
        starts = [0, *ends[:-1]]
        touched = [
            index
            for index in range(len(ends))
            if finding.start < ends[index] and starts[index] < max(finding.end, finding.start + 1)
        ]
        first = touched[0] if touched else 0
        spots = self.spots[first : touched[-1] + 1] if touched else self.spots
        text = "\n".join(spot.text for spot in spots)
        whole = replace(spots[0], text=text, box=around(spot.box for spot in spots))
        shift = starts[first]
        return replace(
            finding,
            start=finding.start - shift,
            end=min(finding.end - shift, len(text)),
            spot=whole,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture as it is judged: what its sender wrote about it, and what was sighted in it."""

    alt: str = ""
    spots: tuple[Spot, ...] = ()
    banned: bool = False
    """Whether it looks like one that staff have banned."""
    unread: bool = False
    """Whether there may be words in it that were not read."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Each code by itself; words together, for what is written over several lines.

        Where there may be more of them, their first page stands for what was read.
        """
        told = [Part(alt=self.alt)] if self.alt else []
        codes = [Part((spot,)) for spot in self.spots if spot.kind == "code"]
        pages = list(_pages(self.spots))
        words = [Part(lines) for lines in pages]
        likeness = [Part((Spot("likeness", WHOLE),))] if self.banned else []
        read = pages[0] if pages else (Spot("words", WHOLE),)
        unread = [Part(read, unread=True)] if self.unread else []
        return (*told, *codes, *words, *likeness, *unread)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that has all of these."""
    known = list(boxes)
    left, top = min(box.left for box in known), min(box.top for box in known)
    right = max(box.left + box.width for box in known)
    bottom = max(box.top + box.height for box in known)
    return Box(left, top, right - left, bottom - top)


def evidence_of(attached: Attached) -> Evidence:
    """A message's picture."""
    return Evidence(
        picture=attached.picture,
        width=attached.width,
        height=attached.height,
        alt=attached.alt,
        attachment=attached.id,
        thumbhash=attached.thumbhash,
    )


def _pages(spots: Sequence[Spot]) -> Iterator[tuple[Spot, ...]]:
    page: list[Spot] = []
    room = TOGETHER
    for spot in spots:
        if spot.kind != "words":
            continue
        room -= len(spot.text) + 1
        if page and room < 0:
            yield tuple(page)
            page, room = [], TOGETHER - len(spot.text) - 1
        page.append(spot)
    if page:
        yield tuple(page)
