"""Words read by tesseract, a program that the operator has installed."""

import csv
import io
import os
import subprocess
from collections.abc import Iterable, Mapping
from itertools import groupby

from PIL import Image

from hub.images.result import Box, Sighting, Words
from hub.images.words import all_of, smaller

LANGUAGES = ("eng", "spa", "fra", "por", "ita", "deu", "chi_sim")
"""Those of them that are installed are read; each costs time."""

SURE = 50.0
"""Words less certain than this (of 100) are mostly texture."""

_SPARSE = "11"
"""Its page segmentation for a picture that is no page: text wherever it is."""

Row = Mapping[str, str]


class Tesseract:
    """Implements `hub.images.words.Reader`; a picture costs one process."""

    name = "tesseract"

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._languages: str | None = None

    def read(self, image: Image.Image) -> Words:
        copy = smaller(image)
        try:
            table = self._table(copy)
        except (OSError, subprocess.SubprocessError):
            # Nothing was read: it took too long, or the program is not what it was.
            return Words(unread=True)
        return all_of(list(_lines(table, copy.size)))

    def _table(self, copy: Image.Image) -> str:
        plain = io.BytesIO()
        copy.save(plain, "PPM")
        if self._languages is None:
            self._languages = _known(_run(["--list-langs"], b"", self._seconds))
        arguments = ["stdin", "stdout", "-l", self._languages, "--psm", _SPARSE, "tsv"]
        return _run(arguments, plain.getvalue(), self._seconds)


def reader(seconds: float) -> Tesseract:
    """With at most `seconds` for a picture."""
    return Tesseract(seconds)


def _run(arguments: list[str], given: bytes, seconds: float) -> str:
    # One thread: the other cores are for other pictures, and for messages.
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(  # noqa: S603 - arguments of our own
        ["tesseract", *arguments],  # noqa: S607 - wherever the operator has put it
        input=given,
        capture_output=True,
        timeout=seconds,
        check=True,
        env=env,
    )
    return done.stdout.decode(errors="replace")


def _known(listing: str) -> str:
    installed = listing.split()
    return "+".join(name for name in LANGUAGES if name in installed) or "eng"


def _lines(table: str, size: tuple[int, int]) -> Iterable[Sighting]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    for _, words in groupby(rows, key=_line_of):
        sure = [word for word in words if _is_sure(word)]
        if sure:
            text = " ".join(word["text"].strip() for word in sure)
            yield Sighting("words", text, _around(sure, size), Tesseract.name)


def _line_of(row: Row) -> tuple[str, ...]:
    return (row["block_num"], row["par_num"], row["line_num"])


def _is_sure(row: Row) -> bool:
    # The text is missing where the row is about a block, a paragraph or a line.
    return bool((row["text"] or "").strip()) and float(row["conf"]) >= SURE


def _around(words: Iterable[Row], size: tuple[int, int]) -> Box:
    width, height = size
    numbers = [[int(word[key]) for key in ("left", "top", "width", "height")] for word in words]
    left, top = (min(word[axis] for word in numbers) for axis in (0, 1))
    right = max(word[0] + word[2] for word in numbers)
    bottom = max(word[1] + word[3] for word in numbers)
    return Box(left / width, top / height, (right - left) / width, (bottom - top) / height)
