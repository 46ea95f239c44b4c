"""Where the CPU time of a photograph of 12 megapixels goes, in this process."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench.images import watch
from bench.table import Row, at_most
from hub.images import codes, decode, develop, likeness, scaling, thumbhash
from hub.images.formats import Format

Made = TypeVar("Made")


@dataclass
class Steps:
    """Adds up what each step takes, in milliseconds."""

    taken: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, step: str, make: Callable[[], Made]) -> Made:
        taken, made = watch.timed(make)
        self.taken.setdefault(step, []).append(taken)
        return made


def rows(photos: Sequence[bytes]) -> Iterator[Row]:
    """The steps of `hub.images.develop` one by one."""
    steps = Steps()
    for photo in photos:
        _through(steps, photo)
    goals = {"codes": at_most(15)}
    for step, taken in steps.taken.items():
        yield Row(f"12 megapixels: {step}", taken, "ms", goals.get(step))


def _through(steps: Steps, photo: bytes) -> None:
    full = steps.timed("decode and scale", lambda: decode.decoded(photo, Format.JPEG))
    thumb = steps.timed("scale to a thumbnail", lambda: scaling.fitted(full, develop.THUMB_SIDE))
    steps.timed("encode", lambda: [develop.encoded(image) for image in (full, thumb)])
    steps.timed("codes", lambda: codes.found(full))
    steps.timed("likeness", lambda: likeness.both(thumb))
    steps.timed("thumbhash", lambda: thumbhash.encode(thumb))
