"""Which of the programs that read words in pictures is installed; loads none of them."""

from importlib.util import find_spec
from shutil import which

READERS = ("rapidocr", "tesseract")
"""The name of a package or of a program, the better one first; `words_NAME` uses it."""


def installed() -> str | None:
    """Its name."""
    return next((name for name in READERS if find_spec(name) or which(name)), None)
