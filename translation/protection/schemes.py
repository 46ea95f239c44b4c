"""How placeholders are written for an engine, and found again in what it answers.

Engines drop private-use characters, but keep what looks to them like a name, a number or mark-up.
Which of these an engine keeps best is measured (`Engine.schemes`). A placeholder that touches a
letter is set apart by a blank, which its form remembers; so every text comes back as it was.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Final, Protocol

from translation.protection.marks import (
    LIMIT,
    PLACEHOLDER,
    Lost,
    number_of,
    placeholder,
)
from translation.protection.scripts import DENSE


class Scheme(Protocol):
    """One way to write them."""

    def render(self, masked: str) -> str:
        """The text for an engine; raises Lost where it could not be read back."""

    def restore(self, output: str, count: int) -> str:
        """An engine's answer with placeholders again.

        Raises Lost unless each of 0 to `count` - 1 is there exactly once, and none besides.
        """


class _Words:
    """Placeholders that look like words or numbers.

    `write(glue, number)` gives the form, glue being 1 for a blank put before it, 2 for one after, 3
    for both; `read` is its reverse on a match of `pattern`.
    """

    def __init__(
        self,
        write: Callable[[int, int], str],
        pattern: str,
        read: Callable[[re.Match[str]], tuple[int, int]],
        limit: int = LIMIT,
    ) -> None:
        self._write = write
        self._pattern = re.compile(pattern)
        self._read = read
        self._limit = limit

    def render(self, masked: str) -> str:
        rendered = "".join(self._parts(masked))
        if self._replaced(rendered) != masked:
            raise Lost("the text has what looks like a placeholder")
        return rendered

    def restore(self, output: str, count: int) -> str:
        return _complete(self._replaced(output), output, count)

    def _parts(self, masked: str) -> Iterator[str]:
        end = 0
        for match in PLACEHOLDER.finditer(masked):
            start, number = match.start(), number_of(match.group())
            if number >= self._limit:
                raise Lost("more placeholders than this scheme can write")
            before, after = (
                _touches(masked[start - 1 : start]),
                _touches(masked[start + 1 : start + 2]),
            )
            yield masked[end:start]
            yield " " * before + self._write(before + 2 * after, number) + " " * after
            end = start + 1
        yield masked[end:]

    def _replaced(self, text: str) -> str:
        parts: list[str] = []
        end = 0
        for match in self._pattern.finditer(text):
            glue, number = self._read(match)
            if not 0 <= number < self._limit:
                continue
            before, after = text[end : match.start()], text[match.end() : match.end() + 1]
            parts += (
                before[:-1] if glue & 1 and before[-1:].isspace() else before,
                placeholder(number),
            )
            end = match.end() + bool(glue & 2 and after.isspace())
        return "".join((*parts, text[end:]))


class _Marks:
    """Placeholders that look like mark-up; nothing need be set apart from them."""

    def __init__(self, form: str, pattern: str) -> None:
        self._form = form
        self._pattern = re.compile(pattern, re.IGNORECASE)

    def render(self, masked: str) -> str:
        if self._pattern.search(masked):
            raise Lost("the text has what looks like a placeholder")
        return PLACEHOLDER.sub(lambda found: self._form.format(number_of(found.group())), masked)

    def restore(self, output: str, count: int) -> str:
        replaced = self._pattern.sub(lambda found: _numbered(int(found[1])), output)
        return _complete(replaced, output, count)


class _Tags:
    """Placeholders that are elements of XML, in a text that is escaped for it."""

    _pattern: Final = re.compile(
        r"<x\s{1,3}id\s?=\s?[\"'“”«»]?(\d{1,4})[\"'“”«»]?\s?(?:/\s?>|>\s?<\s?/\s?x\s?>)",
        re.IGNORECASE,
    )

    def render(self, masked: str) -> str:
        escaped = masked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return PLACEHOLDER.sub(lambda found: f'<x id="{number_of(found.group())}"/>', escaped)

    def restore(self, output: str, count: int) -> str:
        parts = self._pattern.split(output)
        parts[::2] = map(unescape, parts[::2])
        parts[1::2] = (_numbered(int(number)) for number in parts[1::2])
        return _complete("".join(parts), output, count)


class _Canonical:
    """Placeholders as they are, for what knows of them."""

    def render(self, masked: str) -> str:
        return masked

    def restore(self, output: str, count: int) -> str:
        return _complete(output, "", count)


def _numbered(number: int) -> str:
    """A placeholder; one that there cannot be becomes something that is refused."""
    return placeholder(min(number, LIMIT - 1))


def _touches(neighbour: str) -> bool:
    """Whether a word beside this character would be taken for a part of its word."""
    return PLACEHOLDER.match(neighbour) is not None or (
        neighbour.isdecimal() or ((neighbour.isalnum() or neighbour == "_") and neighbour < DENSE)
    )


def _complete(replaced: str, output: str, count: int) -> str:
    if PLACEHOLDER.search(output):
        raise Lost("the answer has private-use characters of its own")
    if sorted(PLACEHOLDER.findall(replaced)) != [placeholder(number) for number in range(count)]:
        raise Lost("not every placeholder came back exactly once")
    return replaced


_LETTERS: Final = "ZLRB"
_OFFSET: Final = 7
"""Numbers with many zeros are rewritten more often ("990000")."""
_ENDS: Final = "QK"
_NO_WORD: Final = r"(?<![A-Za-z0-9])(?<!\d)"
_NO_MORE: Final = r"(?![A-Za-z0-9])(?!\d)"

SCHEMES: Final[Mapping[str, Scheme]] = MappingProxyType(
    {
        # "XQZ0", an unknown name.
        "letters": _Words(
            lambda glue, number: f"XQ{_LETTERS[glue]}{number}",
            rf"{_NO_WORD}[Xx][Qq]([ZLRBzlrb])[ \u00a0-]?(\d{{1,4}}){_NO_MORE}",
            lambda match: (_LETTERS.index(match[1].upper()), int(match[2])),
        ),
        # "990007", a number.
        "digits": _Words(
            lambda glue, number: f"99{glue}{number + _OFFSET:03}",
            rf"{_NO_WORD}[9９٩]{{2}}([0-3０-３٠-٣])[ ,.\u00a0\u202f٬]?(\d{{3}}){_NO_MORE}",
            lambda match: (int(match[1]), int(match[2]) - _OFFSET),
            limit=1000 - _OFFSET,
        ),
        # "Q0Q", an unknown word.
        "bookends": _Words(
            lambda glue, number: f"{_ENDS[glue & 1]}{number}{_ENDS[glue >> 1]}",
            rf"{_NO_WORD}([QKqk]) ?(\d{{1,4}}) ?([QKqk]){_NO_MORE}",
            lambda match: (
                _ENDS.index(match[1].upper()) + 2 * _ENDS.index(match[3].upper()),
                int(match[2]),
            ),
        ),
        "braces": _Marks("{{{0}}}", r"[{｛] ?(\d{1,4}) ?[}｝]"),
        "brackets": _Marks("[{0}]", r"[\[［【] ?(\d{1,4}) ?[\]］】]"),
        "xml": _Tags(),
        "canonical": _Canonical(),
    }
)
"""By name; each takes and gives texts with placeholders."""
