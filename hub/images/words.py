"""Reading the words in a picture: a port, and which of the known readers is installed.

Readers are optional and slow, so they are loaded in a process of their own, read a smaller copy,
and give what they have when their time is up, and say so.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from PIL import Image

from hub.images.readers import installed
from hub.images.result import Sighting, Words

SIDE = 1280
"""The longer side of the copy that is read, in pixels: letters of 1 % of a picture's height."""

MOST_LINES = 500
"""More than a printed page has, and what is told of them stays within an answer."""


class Reader(Protocol):
    """Finds lines of text; `read` never raises for what a picture shows."""

    @property
    def name(self) -> str:
        """What a sighting's `detail` says: which engine read it."""

    def read(self, image: Image.Image) -> Words:
        """The lines of an upright picture with their boxes, as many as could be read in time."""


def reader(seconds: float) -> Reader | None:
    """The installed one, loaded, with `seconds` for a picture; None without one."""
    name = installed()
    if name is None:
        return None
    made: Reader = import_module(f"hub.images.words_{name}").reader(seconds)
    return made


def all_of(lines: Sequence[Sighting]) -> Words:
    """What a reader has read to the end."""
    return Words(tuple(lines[:MOST_LINES]), unread=len(lines) > MOST_LINES)


def smaller(image: Image.Image) -> Image.Image:
    """The copy that is read, in colours: its sides are at most SIDE."""
    copy = image.convert("RGB")
    copy.thumbnail((SIDE, SIDE), reducing_gap=2.0)
    return copy
