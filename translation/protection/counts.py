"""The numbers in a text, as digits and as words."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from translation.protection.scripts import DENSE

_DIGITS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]{1,24}")


def same_numbers(before: str, after: str) -> bool:
    """Whether the second text has the digits of the first, and no others.

    A small number may be a word in one of them: "two" may have become "2".
    """
    was, now = _numbers(before), _numbers(after)
    lost, new = was - now, now - was
    return (not lost or _has_words(lost, after)) and (not new or _has_words(new, before))


def _numbers(text: str) -> Counter[str]:
    """Independent of the script's digits: "٥" is 5."""
    return Counter("".join(str(int(digit)) for digit in run) for run in _DIGITS.findall(text))


def _has_words(numbers: Counter[str], text: str) -> bool:
    return not numbers - Counter(_said(text))


def _said(text: str) -> Iterator[str]:
    """Numbers that the text's words may mean, as digits."""
    words, dense = _spelled()
    for word in _WORD.findall(text):
        if word[0] < DENSE:
            yield from words.get(word.casefold(), ())
    for match in dense.finditer(text):
        yield from words[match.group()]


@cache
def _spelled() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    path = files("translation.protection") / "data" / "numbers.toml"
    data: dict[str, str] = tomllib.loads(path.read_text("utf-8"))
    counted = data.pop("counted").strip()
    words: dict[str, list[str]] = {}
    for number, spellings in data.items():
        for word in spellings.split():
            words.setdefault(word.casefold(), []).append(number)
    dense = sorted((word for word in words if word[0] >= DENSE), key=len, reverse=True)
    return words, re.compile(f"(?:{'|'.join(dense)})(?=[{counted}])")
