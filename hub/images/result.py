"""What becomes of an uploaded picture."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from hub.images.alike import Likeness


@dataclass(frozen=True, slots=True)
class Rendition:
    """An encoded picture of ours: pixels and nothing else. Width and height in pixels."""

    data: bytes
    mime: Literal["image/webp", "image/jpeg"]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A place in the upright picture, in fractions (0..1) of its width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code that was read, or words; `detail` is the code's symbology or the reader's name."""

    kind: Literal["code", "words"]
    text: str
    box: Box
    detail: str


@dataclass(frozen=True, slots=True)
class Words:
    """Lines that were read in a picture; `unread` says that there may be more."""

    lines: tuple[Sighting, ...] = ()
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The two renditions, a ThumbHash, perceptual hashes of 64 bits, and what was seen.

    `unread` says that words were to be looked for, and the reader did not come to an end.
    """

    full: Rendition
    thumb: Rendition
    thumbhash: bytes
    likeness: Likeness
    sightings: tuple[Sighting, ...] = ()
    unread: bool = False

    @property
    def sha256(self) -> str:
        """By what it is kept: of the bytes of `full`, as 64 hexadecimal digits."""
        return hashlib.sha256(self.full.data).hexdigest()
