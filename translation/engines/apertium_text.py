r"""How Apertium is spoken to: its stream format, with each text numbered.

A text ends with `[][7\n]` and a NUL. Brackets enclose what the programs pass on untouched, so that
the number must come back; without them the last word would wait for more. Of the characters that
mean something to it, most are escaped by a backslash; the others have stand-ins of no meaning.
"""

import re
from dataclasses import dataclass, field

from translation.engines.pipes import Desynchronised
from translation.engines.port import Rendering

STAND_INS = {"*": "\U000ff001", "#": "\U000ff002", "~": "\U000ff003"}
"""Marks of unknown words, of words without a form, of contractions."""

_STANDS_FOR = {stand_in: mark for mark, stand_in in STAND_INS.items()}
_ESCAPED = re.compile(r"([\^$/<>{}\[\]@\\])")
_MARKED = re.compile(r"\\(.)|([*@])(\w*)|#|<[^<>\\]*>", re.DOTALL)


class StreamFormat:
    """The codec of Apertium's pipes."""

    end = b"\0"

    def question(self, text: str, number: int) -> bytes:
        return f"{escape(text)}[][{number}\n]\0".encode()

    def answer(self, data: bytes, number: int) -> str:
        """Still marked and escaped."""
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise Desynchronised from error
        ending = f"[][{number}\n]"
        if not text.endswith(ending):
            raise Desynchronised
        return text.removesuffix(ending)


def foreign(text: str) -> bool:
    """Whether it holds what cannot be sent: our own stand-ins, or half of a character."""
    return any(sign in _STANDS_FOR or "\ud800" <= sign <= "\udfff" for sign in text)


def escape(text: str) -> str:
    """A NUL would end the text: it becomes a space."""
    for mark, stand_in in (*STAND_INS.items(), ("\0", " ")):
        text = text.replace(mark, stand_in)
    return _ESCAPED.sub(r"\\\1", text)


def plain(marked: str) -> Rendering:
    """Without escapes and marks; a name with a digit in it does not count as an unknown word."""
    marks = _Marks()
    text = _MARKED.sub(marks.taken_off, marked)
    for stand_in, mark in _STANDS_FOR.items():
        text = text.replace(stand_in, mark)
    return Rendering(text, tuple(marks.unknown))


@dataclass(slots=True)
class _Marks:
    unknown: list[str] = field(default_factory=list)

    def taken_off(self, match: re.Match[str]) -> str:
        escaped, mark, word = match.groups()
        if mark and word.isalpha():
            self.unknown.append(word)
        return escaped or word or ""
