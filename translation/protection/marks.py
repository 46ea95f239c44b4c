"""Placeholders: one private-use character for each token, from U+E000 on."""

import re
from typing import Final

FIRST: Final = 0xE000
LIMIT: Final = 0xF8FF - FIRST + 1
"""How many there are; what a text needs beyond goes into the last."""

PLACEHOLDER: Final = re.compile("[\ue000-\uf8ff]")


class Lost(Exception):
    """What had to survive did not, or might not; holds no text of anybody."""


def placeholder(number: int) -> str:
    """The character of a token, counted from 0 and below `LIMIT`."""
    return chr(FIRST + number)


def number_of(character: str) -> int:
    """The token that a placeholder stands for."""
    return ord(character) - FIRST


def placeholders(text: str) -> int:
    """How many there are in a text."""
    return len(PLACEHOLDER.findall(text))


def numbered(text: str) -> tuple[str, tuple[int, ...]]:
    """A part of a masked text with its placeholders counted from 0 as they come.

    Comes with their former numbers, in that order. Sentences that differ in their tokens only
    become equal by this.
    """
    found = dict.fromkeys(PLACEHOLDER.findall(text))
    if not found:
        return text, ()
    table = {ord(character): FIRST + new for new, character in enumerate(found)}
    return text.translate(table), tuple(map(number_of, found))


def renumbered(text: str, numbers: tuple[int, ...]) -> str:
    """Undoes `numbered`: the placeholder 0 becomes the one of `numbers[0]`, and so on."""
    table = {FIRST + new: FIRST + former for new, former in enumerate(numbers)}
    return text.translate(table) if table else text
