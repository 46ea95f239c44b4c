"""Where the CPU time of a photograph of 12 megapixels goes, in this process."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.table import Row, at_most
from hub.images import codes, decode, develop, likeness, scaling, thumbhash
from hub.images.formats import Format

Made = TypeVar("Made")


@dataclass
class Watch:
    """Adds up what each step takes, in milliseconds."""

    steps: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, step: str, make: Callable[[], Made]) -> Made:
        started = time.thread_time()
        made = make()
        self.steps.setdefault(step, []).append((time.thread_time() - started) * 1e3)
        return made


def rows(photos: Sequence[bytes]) -> Iterator[Row]:
    """The steps of `hub.images.develop` one by one."""
    watch = Watch()
    for photo in photos:
        _steps(watch, photo)
    goals = {"codes": at_most(15)}
    for step, taken in watch.steps.items():
        yield Row(f"12 megapixels: {step}", taken, "ms", goals.get(step))


def _steps(watch: Watch, photo: bytes) -> None:
    full = watch.timed("decode and scale", lambda: decode.decoded(photo, Format.JPEG))
    thumb = watch.timed("scale to a thumbnail", lambda: scaling.fitted(full, develop.THUMB_SIDE))
    watch.timed("encode", lambda: [develop.encoded(image) for image in (full, thumb)])
    watch.timed("codes", lambda: codes.found(full))
    watch.timed("likeness", lambda: likeness.of(thumb))
    watch.timed("thumbhash", lambda: thumbhash.encode(thumb))
