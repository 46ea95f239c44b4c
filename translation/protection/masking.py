"""Masking: everything that must survive becomes a placeholder, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from translation.protection.addresses import addresses
from translation.protection.codes import codes
from translation.protection.foreign import foreign
from translation.protection.glossary import glossary
from translation.protection.marks import LIMIT, PLACEHOLDER, number_of, placeholder
from translation.protection.models import models
from translation.protection.names import names
from translation.protection.quantities import quantities
from translation.protection.spans import Span, joined, text_of
from translation.protection.symbols import symbols
from translation.terms import Terms

_NOTHING_KNOWN = Terms()


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders, and what each of them stands for, by its number."""

    text: str
    values: tuple[str, ...]


def mask(text: str, terms: Terms = _NOTHING_KNOWN, source: str = "", target: str = "") -> Masked:
    """A text as engines may see it; languages are base codes ("es").

    Whatever the text, `unmask` gives it back; only terms of the glossary come in the wording of
    `target`. Private-use characters of the text itself are masked too, so that those of the result
    are placeholders.
    """
    spans = _limited(text, joined(text, _spans(text, terms, source, target)))
    parts: list[str] = []
    end = 0
    for number, span in enumerate(spans):
        parts += text[end : span.start], placeholder(number)
        end = span.end
    parts.append(text[end:])
    return Masked("".join(parts), tuple(text_of(text, span) for span in spans))


def unmask(text: str, values: tuple[str, ...]) -> str:
    """Every placeholder replaced; one without a value is left out."""
    return PLACEHOLDER.sub(lambda found: _value(values, number_of(found.group())), text)


def _value(values: tuple[str, ...], number: int) -> str:
    return values[number] if number < len(values) else ""


def _spans(text: str, terms: Terms, source: str, target: str) -> Iterator[Span]:
    tokens = [
        *symbols(text),
        *addresses(text),
        *quantities(text),
        *codes(text, source),
        *models(text),
        *names(text, terms.title, source),
        *foreign(text, source),
    ]
    yield from tokens
    if terms.glossary:
        taken = _covered(text, tokens)
        for term in glossary(text, terms.glossary, source, target):
            # Inside of an address or of a longer name a term is no word.
            if not any(taken[term.start : term.end]):
                yield term


def _covered(text: str, tokens: Iterable[Span]) -> bytearray:
    """1 for each character that belongs to a token."""
    covered = bytearray(len(text))
    for span in tokens:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return covered


def _limited(text: str, spans: list[Span]) -> list[Span]:
    """No more than there are placeholders: the last one takes all the rest."""
    if len(spans) <= LIMIT:
        return spans
    return [*spans[: LIMIT - 1], Span(spans[LIMIT - 1].start, len(text))]
