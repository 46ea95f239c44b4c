"""Words read by rapidocr, an extra ("ocr") that brings its models in its wheel.

It first finds where lines stand and then reads them one by one, so that what is read when the time
is up is kept.
"""

from collections.abc import Sequence
from importlib import import_module
from time import monotonic
from typing import Any

from PIL import Image

from hub.images.result import Box, Sighting, Words
from hub.images.words import MOST_LINES, smaller

SURE = 0.6
"""Lines less certain than this (of 1) are mostly texture."""

_PARAMETERS = {
    "Global.log_level": "error",
    # The other cores are for other pictures, and for messages.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}

Corners = Sequence[Sequence[float]]


class RapidOcr:
    """Implements `hub.images.words.Reader`; loading the models takes about a second."""

    name = "rapidocr"

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # The package has no types.
        self._engine: Any = import_module("rapidocr").RapidOCR(params=_PARAMETERS)

    def read(self, image: Image.Image) -> Words:
        deadline = monotonic() + self._seconds
        copy = smaller(image)
        lines: list[Sighting] = []
        for corners in self._places(copy):
            # A busy machine takes from this time, too: the crew's deadline goes by the clock.
            if monotonic() > deadline or len(lines) == MOST_LINES:
                return Words(tuple(lines), unread=True)
            text = self._text(_straight(copy, corners))
            if text:
                lines.append(Sighting("words", text, _around(corners, copy.size), self.name))
        return Words(tuple(lines))

    def _places(self, copy: Image.Image) -> Sequence[Corners]:
        found = self._engine(copy, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else found.boxes.tolist()

    def _text(self, line: Image.Image) -> str:
        read = self._engine(line, use_det=False, use_cls=False, use_rec=True)
        sure = zip(read.txts or (), read.scores or (), strict=True)
        return " ".join(text.strip() for text, score in sure if score >= SURE).strip()


def reader(seconds: float) -> RapidOcr:
    """With at most `seconds` for the lines of a picture; finding them is bounded by its size."""
    return RapidOcr(seconds)


def _straight(copy: Image.Image, corners: Corners) -> Image.Image:
    """What stands between four corners, upright; clockwise from the upper left."""
    upper_left, upper_right, lower_right, lower_left = corners
    width = max(1, round(_length(upper_left, upper_right)))
    height = max(1, round(_length(upper_left, lower_left)))
    quad = (*upper_left, *lower_left, *lower_right, *upper_right)
    line = copy.transform((width, height), Image.Transform.QUAD, quad, Image.Resampling.BILINEAR)
    # A line that stands upright is read from the bottom up.
    return line if height < 1.5 * width else line.transpose(Image.Transpose.ROTATE_90)


def _length(one: Sequence[float], other: Sequence[float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _around(corners: Corners, size: tuple[int, int]) -> Box:
    width, height = size
    left, right = (pick(x for x, _ in corners) / width for pick in (min, max))
    top, bottom = (pick(y for _, y in corners) / height for pick in (min, max))
    return Box(left, top, right - left, bottom - top)
