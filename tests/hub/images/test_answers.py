"""A worker that a picture has taken over can say what it likes; it is not believed."""

import json
from dataclasses import asdict, replace

import pytest

from hub.images import answers
from hub.images.alike import Likeness
from hub.images.answers import BadAnswer, WorkerFailed
from hub.images.refusals import ImageRefused, Reason
from hub.images.result import Box, Picture, Rendition, Sighting, Words

SIGHTING = Sighting("code", "https://elsewhere.example", Box(0.1, 0.2, 0.3, 0.4), "QRCode")
PICTURE = Picture(
    full=Rendition(b"full", "image/webp", 2_048, 1_536),
    thumb=Rendition(b"thumb", "image/webp", 320, 240),
    thumbhash=b"hash",
    likeness=Likeness(1 << 62, 1 << 61),
    sightings=(SIGHTING,),
)


def read(data: bytes) -> Picture:
    """As the hub reads it."""
    length = int.from_bytes(data[: answers.LENGTH_BYTES])
    start = answers.LENGTH_BYTES + length
    head = answers.head_of(data[answers.LENGTH_BYTES : start])
    blobs = []
    for size in head["blobs"]:
        blobs.append(data[start : start + size])
        start += size
    return answers.picture(head, blobs)


def test_a_picture_arrives_as_it_was() -> None:
    assert read(b"".join(answers.of_picture(PICTURE))) == PICTURE


def test_a_refusal_arrives_with_its_reason() -> None:
    *_, head = answers.of_refusal(ImageRefused(Reason.BROKEN))
    with pytest.raises(ImageRefused) as refused:
        answers.check(answers.head_of(head))
    assert refused.value.reason is Reason.BROKEN


def test_a_failure_arrives_shortened() -> None:
    *_, head = answers.of_failure("ValueError at codes.py:7" * 100)
    with pytest.raises(WorkerFailed, match=r"^ValueError at codes") as failed:
        answers.check(answers.head_of(head))
    assert len(str(failed.value)) <= 200


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"[]",
        b"7",
        b"{}",
        b'{"blobs": 7}',
        b'{"blobs": ["many"]}',
        b'{"blobs": [-1]}',
        b'{"blobs": [true, 1.5]}',
        b'{"blobs": [17000000]}',
        b'{"blobs": [9000000, 9000000]}',
    ],
)
def test_a_head_that_is_none(head: bytes) -> None:
    with pytest.raises(BadAnswer):
        answers.head_of(head)


@pytest.mark.parametrize(
    "change",
    [
        {"full": None},
        {"full": {"mime": "text/html", "width": 1, "height": 1}},
        {"thumb": {"mime": "image/webp", "width": -1, "height": 1}},
        {"thumb": {"mime": "image/webp", "width": 1, "height": "1"}},
        {"likeness": {"whole": 1 << 63, "bare": 1}},
        {"likeness": {"whole": 1, "bare": -1}},
        {"likeness": {"whole": 1}},
        {"likeness": None},
        {"full": 7},
        {"sightings": None},
        {"sightings": [{}]},
        {"sightings": [{**asdict(SIGHTING), "box": {"left": "here"}}]},
        {"sightings": [{**asdict(SIGHTING), "box": [0.1]}]},
    ],
)
def test_a_picture_that_is_none(change: dict[str, object]) -> None:
    _, encoded, *blobs = answers.of_picture(PICTURE)
    with pytest.raises(BadAnswer):
        answers.picture({**json.loads(encoded), **change}, blobs)


def test_words_arrive_as_they_were_read() -> None:
    read = Words((SIGHTING,), unread=True)
    for known in (read, replace(read, unread=False)):
        _, head = answers.of_words(known)
        assert answers.words(answers.head_of(head)).unread == known.unread
    assert answers.words({"sightings": []}).unread


@pytest.mark.parametrize("copies", [None, 7, [1.5], [-1], [1 << 63], ["1"]])
def test_likenesses_that_are_none(copies: object) -> None:
    with pytest.raises(BadAnswer):
        answers.copies({"copies": copies})


def test_a_reason_that_is_none() -> None:
    with pytest.raises(BadAnswer):
        answers.check({"refused": "because"})


def test_what_the_database_would_not_take_is_mended() -> None:
    odd = {**asdict(SIGHTING), "text": "a\ud800b", "box": dict.fromkeys(asdict(SIGHTING.box), 7.0)}
    [sighting] = answers.sightings({"sightings": [odd]})
    assert sighting.text == "a?b"
    assert sighting.box == Box(1.0, 1.0, 1.0, 1.0)


def test_a_place_that_is_no_number_is_the_corner() -> None:
    odd = {**asdict(SIGHTING), "box": dict.fromkeys(asdict(SIGHTING.box), float("nan"))}
    [sighting] = answers.sightings({"sightings": [odd]})
    assert sighting.box == Box(0.0, 0.0, 0.0, 0.0)
