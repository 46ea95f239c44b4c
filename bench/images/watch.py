"""How long something takes: CPU time, so that other programs on the machine hardly count."""

import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from PIL import Image

Made = TypeVar("Made")
Look = Callable[[Image.Image], object]


def timed(make: Callable[[], Made]) -> tuple[float, Made]:
    """Milliseconds of this thread, and what was made. Nothing of a picture has other threads."""
    started = time.thread_time()
    made = make()
    return (time.thread_time() - started) * 1e3, made


def times(look: Look, pictures: Iterable[Image.Image]) -> list[float]:
    """Milliseconds for each picture."""
    return [timed(partial(look, picture))[0] for picture in pictures]


def percent(outcomes: Iterable[bool]) -> float:
    """How many were so."""
    known = list(outcomes)
    return 100 * sum(known) / len(known)
