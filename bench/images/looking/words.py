"""Words: how long the installed reader takes, and whether it reads a label."""

from collections.abc import Iterator, Sequence
from random import Random

from PIL import Image

from bench.images import scenes
from bench.images.watch import percent, times
from bench.table import Row
from hub.images import words

SECONDS = 60.0
"""Enough to read all there is."""


def rows(photos: Sequence[Image.Image]) -> Iterator[Row]:
    """Of photographs with a label; none where no reader is installed."""
    reader = words.reader(SECONDS)
    if reader is None:
        return
    labelled = [scenes.written(photo, Random(seed)) for seed, photo in enumerate(photos)]
    yield Row(f"words, by {reader.name}", times(reader.read, labelled), "ms")
    read = percent(scenes.WORDS in _text(reader, picture) for picture in labelled)
    yield Row("read: a telephone number on a label", [read], "%")


def _text(reader: words.Reader, picture: Image.Image) -> str:
    return " ".join(sighting.text for sighting in reader.read(picture).lines)
