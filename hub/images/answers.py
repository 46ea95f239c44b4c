"""What a worker answers, as bytes: the length of a JSON head, the head, and blobs.

The process that decodes what strangers sent is not trusted: nothing of its answer is taken as code,
and what is not as expected is no answer.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

from hub.images.alike import BITS, Likeness
from hub.images.refusals import ImageRefused, Reason
from hub.images.result import Box, Picture, Rendition, Sighting, Words

LENGTH_BYTES = 4
HEAD_LIMIT = 1_000_000
BLOB_LIMIT = 16_000_000

Head = Mapping[str, Any]
MIMES: Mapping[str, Literal["image/webp", "image/jpeg"]] = {
    "image/webp": "image/webp",
    "image/jpeg": "image/jpeg",
}

_UNEXPECTED = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
"""What comes of taking something apart that is not as it should be."""


class BadAnswer(Exception):
    """Not what a worker may say."""


class WorkerFailed(Exception):
    """The worker met an error that is none of the picture's; says which, and where."""


def of_picture(picture: Picture) -> Iterator[bytes]:
    head = {
        "full": _shape(picture.full),
        "thumb": _shape(picture.thumb),
        "likeness": asdict(picture.likeness),
        "sightings": [asdict(sighting) for sighting in picture.sightings],
    }
    return frame(head, picture.full.data, picture.thumb.data, picture.thumbhash)


def of_words(words: Words) -> Iterator[bytes]:
    return frame({"sightings": [asdict(line) for line in words.lines], "unread": words.unread})


def of_copies(copies: Sequence[int]) -> Iterator[bytes]:
    return frame({"copies": copies})


def of_refusal(refusal: ImageRefused) -> Iterator[bytes]:
    return frame({"refused": refusal.reason})


def of_failure(error: str) -> Iterator[bytes]:
    return frame({"failed": error})


def frame(head: Head, *blobs: bytes) -> Iterator[bytes]:
    encoded = json.dumps({**head, "blobs": [len(blob) for blob in blobs]}).encode()
    yield len(encoded).to_bytes(LENGTH_BYTES)
    yield encoded
    yield from blobs


def head_of(data: bytes) -> Head:
    """Raises BadAnswer."""
    try:
        head = json.loads(data)
        sizes = head["blobs"]
        bearable = all(isinstance(size, int) and size >= 0 for size in sizes)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadAnswer from error
    if not bearable or sum(sizes) > BLOB_LIMIT:
        raise BadAnswer
    return head  # type: ignore[no-any-return]


def check(head: Head) -> None:
    """Raises what the worker reported: ImageRefused or WorkerFailed; or BadAnswer."""
    if "failed" in head:
        raise WorkerFailed(str(head["failed"])[:200])
    if "refused" in head:
        try:
            reason = Reason(head["refused"])
        except ValueError as error:
            raise BadAnswer from error
        raise ImageRefused(reason)


def picture(head: Head, blobs: Sequence[bytes]) -> Picture:
    """Raises BadAnswer."""
    try:
        full, thumb, thumbhash = blobs
        return Picture(
            full=_rendition(head["full"], full),
            thumb=_rendition(head["thumb"], thumb),
            thumbhash=thumbhash,
            likeness=Likeness(**{key: _bits(bits) for key, bits in head["likeness"].items()}),
            sightings=sightings(head),
        )
    except _UNEXPECTED as error:
        raise BadAnswer from error


def sightings(head: Head) -> tuple[Sighting, ...]:
    """Raises BadAnswer."""
    try:
        return tuple(map(_sighting, head["sightings"]))
    except _UNEXPECTED as error:
        raise BadAnswer from error


def words(head: Head) -> Words:
    """Raises BadAnswer."""
    return Words(sightings(head), unread=head.get("unread") is not False)


def copies(head: Head) -> tuple[int, ...]:
    """Raises BadAnswer."""
    try:
        return tuple(map(_bits, head["copies"]))
    except _UNEXPECTED as error:
        raise BadAnswer from error


def _shape(rendition: Rendition) -> Head:
    return {"mime": rendition.mime, "width": rendition.width, "height": rendition.height}


def _rendition(shape: Head, data: bytes) -> Rendition:
    width, height = (_whole(shape[side], 1 << 16) for side in ("width", "height"))
    return Rendition(data, MIMES[shape["mime"]], width, height)


def _sighting(value: Head) -> Sighting:
    kind: Literal["code", "words"] = "code" if value["kind"] == "code" else "words"
    box = Box(**{side: min(max(0.0, float(part)), 1.0) for side, part in value["box"].items()})
    return Sighting(kind, _text(value["text"]), box, _text(value["detail"]))


def _text(value: object) -> str:
    """Without halves of surrogate pairs, which the database would not take."""
    return str(value).encode(errors="replace").decode()


def _bits(likeness: object) -> int:
    return _whole(likeness, 1 << BITS)


def _whole(value: object, below: int) -> int:
    if not isinstance(value, int) or not 0 <= value < below:
        raise ValueError
    return value
