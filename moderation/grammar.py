"""Rules made of concepts: "asks for … a number", "outside … deal". Data: `data/rules.toml`.

A pattern is a row of concepts in the order in which they stand in one sentence, each at most so
many code points after the one before: "ask ..30 number_noun". `a|b` is either. A rule's `unless`
names concepts that, anywhere in the same sentence, make it harmless.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from moderation.document import Document
from moderation.lexicon import Hit
from moderation.verdict import Certainty, Finding

USUAL_GAP = 18
_GOES_ON = {"and", "so", "to", "then", "or", "but", "if", "because", "cheaper", "instead", "please"}


@dataclass(frozen=True, slots=True)
class Step:
    concepts: tuple[str, ...]
    gap: int


Pattern = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    category: str
    description: str
    certainty: Certainty
    patterns: tuple[tuple[Step, ...], ...]
    unless: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    data = tomllib.loads((files("moderation") / "data" / "rules.toml").read_text("utf-8"))
    return tuple(
        Rule(
            described["id"],
            described["id"].split(".")[0],
            described["description"],
            described.get("certainty", "sure"),
            tuple(_pattern(written) for written in described["patterns"]),
            tuple(described.get("unless", ())),
        )
        for described in data["rule"]
    )


def _pattern(written: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    gap = USUAL_GAP
    for word in written.split():
        if word.startswith(".."):
            gap = int(word[2:])
            continue
        steps.append(Step(tuple(word.split("|")), gap))
        gap = USUAL_GAP
    return tuple(steps)


def findings(document: Document) -> Iterator[Finding]:
    """Each rule's first match in each sentence."""
    if not document.telling:
        return
    bits = _bits()
    present = 0
    for concept in document.hits:
        present |= bits.get(concept, 0)
    if present:
        for rule, pattern, needed in _patterns():
            if all(map(present.__and__, needed)):
                yield from _matches(document, rule, pattern)


@cache
def _bits() -> dict[str, int]:
    """A bit for each concept that some pattern needs."""
    steps = [step for rule in rules() for pattern in rule.patterns for step in pattern]
    concepts = dict.fromkeys(concept for step in steps for concept in step.concepts)
    return {concept: 1 << place for place, concept in enumerate(concepts)}


@cache
def _patterns() -> tuple[tuple[Rule, Pattern, tuple[int, ...]], ...]:
    """Each pattern with the concepts of which one must be present, step by step."""
    bits = _bits()
    return tuple(
        (
            rule,
            pattern,
            tuple(sum(bits[concept] for concept in step.concepts) for step in reversed(pattern)),
        )
        for rule in rules()
        for pattern in rule.patterns
    )


def _matches(document: Document, rule: Rule, pattern: tuple[Step, ...]) -> Iterator[Finding]:
    done = -1
    for concept in pattern[0].concepts:
        for first in document.hits.get(concept, ()):
            sentence = document.sentence(first.start)
            if first.start <= done:
                continue
            last = _follow(document, pattern, 1, first, sentence[1])
            if last is None or _harmless(document, rule, sentence, pattern, first, last):
                continue
            done = last.end
            yield Finding(first.start, last.end, rule.category, rule.id, first.view, rule.certainty)


def _follow(
    document: Document, pattern: tuple[Step, ...], index: int, before: Hit, limit: int
) -> Hit | None:
    """The last step's term, if the steps from `index` on follow `before`."""
    if index == len(pattern):
        return before
    step = pattern[index]
    for concept in step.concepts:
        for hit in document.within(concept, before.end, min(limit, before.end + step.gap + 40)):
            if hit.start - before.end > step.gap:
                break
            found = _follow(document, pattern, index + 1, hit, limit)
            if found is not None:
                return found
    return None


def _harmless(
    document: Document,
    rule: Rule,
    sentence: tuple[int, int],
    pattern: Pattern,
    first: Hit,
    last: Hit,
) -> bool:
    start, end = first.start, last.end
    if _of_an_order(document, pattern, start, end) or _a_place(document, first, last, sentence):
        return True
    for concept in rule.unless:
        if concept == "negation":
            if _negated(document, sentence, first, last):
                return True
        elif concept == "warn":
            around = max(0, sentence[0] - 60), sentence[1] + 40
            if document.has("warn", *around) or document.has("reported", *around):
                return True
        elif any(
            hit.end <= start or hit.start >= end for hit in document.within(concept, *sentence)
        ):
            return True
    return False


def _of_an_order(document: Document, pattern: Pattern, start: int, end: int) -> bool:
    """“tu número de pedido”: the number is an order's."""
    if "number_noun" not in pattern[-1].concepts:
        return False
    if any(hit.end >= start - 1 for hit in document.within("reference", max(0, start - 12), end)):
        return True
    return any(hit.start - end <= 6 for hit in document.within("reference", end, end + 30))


def _a_place(document: Document, first: Hit, last: Hit, sentence: tuple[int, int]) -> bool:
    """“meet outside the station”: away from a place, not from the platform."""
    for hit in (first, last):
        if hit.entry.concept == "outside_bare":
            rest = document.text[hit.end : document.clause(hit.start, hit.end)[1]].strip(" .!?")
            platform = document.has("platform", hit.end, min(sentence[1], hit.end + 20))
            if rest and not platform and rest.split()[0].lower() not in _GOES_ON:
                return True
    return False


def _negated(document: Document, sentence: tuple[int, int], first: Hit, last: Hit) -> bool:
    """A negation before or between the terms; not one that belongs to a term ("not here")."""
    for hit in document.within("negation", max(sentence[0], first.start - 22), last.end):
        inside = any(term.start <= hit.start and hit.end <= term.end for term in (first, last))
        # One Chinese character negates what it touches, and is a part of many words.
        apart = hit.end - hit.start == 1 and hit.entry.term >= "⺀" and hit.end < first.start
        if not inside and not apart:
            return True
    return False
