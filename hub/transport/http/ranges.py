"""Ranges of bytes, as RFC 9110 (section 14) has them: one range, or the whole."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class NotSatisfiable(Exception):
    """It begins behind the end."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `start` up to but not including `stop`, of `length` bytes."""

    start: int
    stop: int
    length: int

    @property
    def content_range(self) -> str:
        return f"bytes {self.start}-{self.stop - 1}/{self.length}"


def asked(header: str | None, length: int) -> Range | None:
    """The range that a `Range` header asks for; None: the whole.

    Several ranges and what is malformed mean the whole too, as the RFC allows. Raises
    NotSatisfiable.
    """
    match = _ONE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return _last(int(last), length)
    start, stop = int(first), min(int(last) + 1 if last else length, length)
    if last and int(last) < start:
        return None
    if start >= length:
        raise NotSatisfiable
    return Range(start, stop, length)


def _last(count: int, length: int) -> Range:
    if not count or not length:
        raise NotSatisfiable
    return Range(max(0, length - count), length, length)
