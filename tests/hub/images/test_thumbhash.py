"""ThumbHash, against what its format says of a few pictures."""

from time import process_time

import pytest
from PIL import Image

from hub.images import thumbhash
from tests.support.pictures import scene


def average(code: bytes) -> tuple[float, float, float]:
    """Red, green and blue as the format's decoder reads them from the first three bytes."""
    head = int.from_bytes(code[:3], "little")
    light, yellow, red = head & 63, head >> 6 & 63, head >> 12 & 63
    luma, opposite, difference = light / 63, yellow / 31.5 - 1, red / 31.5 - 1
    blue = luma - 2 / 3 * opposite
    strong = (3 * luma - blue + difference) / 2
    return strong, strong - difference, blue


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), (200, 60, 20), (10, 200, 230)])
def test_a_plain_picture_is_its_colour(colour: tuple[int, int, int]) -> None:
    code = thumbhash.encode(Image.new("RGB", (320, 240), colour))
    assert average(code) == pytest.approx([part / 255 for part in colour], abs=0.03)


@pytest.mark.parametrize(
    ("size", "landscape", "shorter"),
    [((320, 240), True, 5), ((240, 320), False, 5), ((320, 320), False, 7), ((320, 40), True, 1)],
)
def test_it_tells_the_shape(size: tuple[int, int], *, landscape: bool, shorter: int) -> None:
    code = thumbhash.encode(scene(*size))
    assert bool(code[4] & 0x80) is landscape
    assert code[3] & 7 == shorter
    assert 15 <= len(code) <= 25


def test_it_is_what_the_reference_makes_of_it() -> None:
    """By version 0.1.1 for JavaScript, its author's own, from the same 32 x 24 pixels."""
    expected = "5f080a359a4077778078778478777787f0700ff787"
    assert thumbhash.encode(scene(32, 24)).hex() == expected


def test_it_costs_little() -> None:
    image = scene(320, 240)
    thumbhash.encode(image)
    started = process_time()
    for _ in range(20):
        thumbhash.encode(image)
    assert (process_time() - started) / 20 < 0.005
