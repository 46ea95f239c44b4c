"""libvips makes the same renditions: JPEG in, `full` and `thumb` out.

In: the renditions as one JSON line, `[{"side", "mime", "quality", "effort"}]`, then photographs,
each behind its length in four bytes. Out: for each a line `{"ms", "bytes"}`, the sum of the
renditions' sizes.
Uses libvips as it recommends itself: `thumbnail` shrinks while it decodes, turns by EXIF, and each
rendition is decoded for itself, because a smaller one needs to decode less.
"""

import json
import sys
import time
from typing import Any

import pyvips

SUFFIXES = {"image/webp": ".webp", "image/jpeg": ".jpg"}


def render(photo: bytes, rendition: dict[str, Any]) -> bytes:
    side = rendition["side"]
    image = pyvips.Image.thumbnail_buffer(photo, side, height=side, size="down")
    options = {"Q": rendition["quality"], "keep": "none"}
    if rendition["mime"] == "image/webp":
        options["effort"] = rendition["effort"]
    data: bytes = image.write_to_buffer(SUFFIXES[rendition["mime"]], **options)
    return data


def main() -> None:
    """Renders what comes on standard input until it ends."""
    # It would remember what it made of a photograph.
    pyvips.cache_set_max(0)
    given = sys.stdin.buffer
    renditions = json.loads(given.readline())
    while length := given.read(4):
        photo = given.read(int.from_bytes(length))
        started = time.perf_counter()
        sizes = [len(render(photo, rendition)) for rendition in renditions]
        taken = (time.perf_counter() - started) * 1e3
        sys.stdout.write(json.dumps({"ms": taken, "bytes": sum(sizes)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
