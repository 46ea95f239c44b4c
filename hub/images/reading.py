"""Words in a picture of ours; runs in the worker's process alone."""

from collections.abc import Callable

from hub.images.decode import decoded
from hub.images.formats import HEAD_BYTES, recognise
from hub.images.result import Words
from hub.images.words import reader

SHARE = 0.7
"""Of the time that a picture may take: the rest is for decoding it and finding its lines."""


def reading(seconds: float) -> Callable[[bytes], Words]:
    """What finds the words of a picture in about `seconds`. Loads the reader first."""
    installed = reader(seconds * SHARE)
    assert installed is not None  # else nobody would have started this
    return lambda data: installed.read(decoded(data, recognise(data[:HEAD_BYTES])))
