"""Parts of a text that stay as they are, and how neighbours become one."""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Final, NamedTuple

_BETWEEN: Final = re.compile(r"[ \u00a0\u202f]{0,2}[,/+&×x·|]?[ \u00a0\u202f]{0,2}| \d{1,3} ")
"""What may stand between two tokens that engines see as one."""

_PLACE: Final = itemgetter(0, 1)
_LONGEST_BETWEEN: Final = 5


class Span(NamedTuple):
    """`value` replaces the part; None: the part itself does. `symbol`: no word, as an emoji."""

    start: int
    end: int
    value: str | None = None
    symbol: bool = False


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """In the text's order; those that overlap, touch or stand side by side are one.

    Fewer placeholders in a row survive better, and nothing comes between parts of one thing. A
    symbol joins only symbols, so that an emoji at the end of a sentence can be set aside.
    """
    merged: list[Span] = []
    for span in sorted(spans, key=_PLACE):
        if merged and _belong(text, merged[-1], span):
            merged[-1] = _union(text, merged[-1], span)
        else:
            merged.append(span)
    return merged


def _belong(text: str, left: Span, right: Span) -> bool:
    if right.start < left.end:
        return True
    if left.symbol != right.symbol:
        return False
    gap = text[left.end : right.start] if right.start - left.end <= _LONGEST_BETWEEN else "gap"
    return _BETWEEN.fullmatch(gap) is not None


def _union(text: str, left: Span, right: Span) -> Span:
    end, symbol = max(left.end, right.end), left.symbol and right.symbol
    if left.value is None and right.value is None:
        return Span(left.start, end, None, symbol)
    if right.start < left.end:
        # Only one of two wordings for the same place can stand; the longer part's does.
        return left if left.end - left.start >= right.end - right.start else right
    return Span(
        left.start, end, text_of(text, left) + text[left.end : right.start] + text_of(text, right)
    )


def text_of(text: str, span: Span) -> str:
    """What stands there when all is done."""
    return text[span.start : span.end] if span.value is None else span.value
