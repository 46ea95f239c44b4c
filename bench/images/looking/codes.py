"""Codes: how long it takes to look for them, and which are read."""

from collections.abc import Iterator, Sequence

from PIL import Image

from bench.images import scenes
from bench.images.watch import percent, times
from bench.table import Row, at_most
from hub.images import codes


def rows(photos: Sequence[Image.Image]) -> Iterator[Row]:
    """Of photographs as the hub decodes them, each with a code of each kind and condition."""
    with_code = list(scenes.pictures(scenes.Scene(), photos))
    yield Row("codes in a photograph with one", times(codes.found, with_code), "ms", at_most(15))
    yield Row("codes in a photograph without", times(codes.found, photos), "ms", at_most(15))
    seen = sum(len(codes.found(photo)) for photo in photos)
    yield Row("codes seen where none is", [float(seen)], goal=at_most(0))
    for label, scene in scenes.CONDITIONS.items():
        pictures = scenes.pictures(scene, photos)
        yield Row(f"read: {label}", [percent(_read(each, scene.text) for each in pictures)], "%")


def _read(picture: Image.Image, text: str) -> bool:
    return any(text in sighting.text for sighting in codes.found(picture))
