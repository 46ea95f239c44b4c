"""How long a look takes."""

import time
from collections.abc import Callable, Iterable

from PIL import Image

Look = Callable[[Image.Image], object]


def times(look: Look, pictures: Iterable[Image.Image]) -> list[float]:
    """Milliseconds of CPU time for each picture, which is decoded before.

    A look has one thread; so other programs on the machine do not count.
    """
    return [_time(look, picture) for picture in pictures]


def _time(look: Look, picture: Image.Image) -> float:
    picture.load()
    started = time.thread_time()
    look(picture)
    return (time.thread_time() - started) * 1e3


def percent(outcomes: Iterable[bool]) -> float:
    """How many were so."""
    known = list(outcomes)
    return 100 * sum(known) / len(known)
