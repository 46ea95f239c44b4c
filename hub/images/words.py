"""Reading the words in a picture: a port, and which of the known readers is installed.

Readers are optional and slow, so they load when the first picture is read, read a smaller copy, and
give what they have when their time is up.
"""

from importlib import import_module
from importlib.util import find_spec
from shutil import which
from typing import Protocol

from PIL import Image

from hub.images.result import Sighting

SIDE = 1280
"""The longer side of the copy that is read, in pixels: letters of 1 % of a picture's height."""

MOST_LINES = 60


class Reader(Protocol):
    """Finds lines of text; `found` never raises for what a picture shows."""

    @property
    def name(self) -> str:
        """What a sighting's `detail` says: which engine read it."""

    def found(self, image: Image.Image) -> list[Sighting]:
        """The lines of an upright picture with their boxes, as many as could be read in time."""


def reader(seconds: float) -> Reader | None:
    """The better of the installed readers, given `seconds` for a picture; None without one."""
    for package, module in _READERS.items():
        if find_spec(package) or which(package):
            made: Reader = import_module(f"hub.images.{module}").reader(seconds)
            return made
    return None


def smaller(image: Image.Image) -> Image.Image:
    """The copy that is read, in colours: its sides are at most SIDE."""
    copy = image.convert("RGB")
    copy.thumbnail((SIDE, SIDE), reducing_gap=2.0)
    return copy


_READERS = {"rapidocr": "words_rapidocr", "tesseract": "words_tesseract"}
"""The package or program that must be there, and the module that uses it."""
