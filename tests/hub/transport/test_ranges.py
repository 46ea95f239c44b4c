"""Ranges of bytes by RFC 9110, section 14."""

import pytest

from hub.transport.http.ranges import NotSatisfiable, Range, asked

LENGTH = 100


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=90-200", 90, 100),
        ("bytes=99-", 99, 100),
        ("bytes=-1", 99, 100),
        ("bytes=-500", 0, 100),
        (" bytes=5-6 ", 5, 7),
    ],
)
def test_one_range(header: str, start: int, stop: int) -> None:
    assert asked(header, LENGTH) == Range(start, stop, LENGTH)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes=",
        "bytes=-",
        "bytes=6-5",
        "bytes=a-b",
        "bytes=1-2,4-5",
        "bytes=--5",
        "items=0-5",
        "bytes=0-" + "9" * 40,
        "bytes=٣-٤",
    ],
)
def test_what_means_the_whole(header: str | None) -> None:
    assert asked(header, LENGTH) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_begins_behind_the_end(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        asked(header, LENGTH)
