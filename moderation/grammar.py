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


@dataclass(frozen=True, slots=True)
class Step:
    concepts: tuple[str, ...]
    gap: int


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
    present = document.hits.keys()
    for rule in rules():
        for pattern in rule.patterns:
            if all(any(concept in present for concept in step.concepts) for step in pattern):
                yield from _matches(document, rule, pattern)


def _matches(document: Document, rule: Rule, pattern: tuple[Step, ...]) -> Iterator[Finding]:
    done = -1
    for concept in pattern[0].concepts:
        for first in document.hits.get(concept, ()):
            sentence = document.sentence(first.start)
            if first.start <= done:
                continue
            last = _follow(document, pattern, 1, first, sentence[1])
            if last is None or _harmless(document, rule, sentence, first.start, last.end):
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
    document: Document, rule: Rule, sentence: tuple[int, int], start: int, end: int
) -> bool:
    for concept in rule.unless:
        if concept == "negation":
            if document.has("negation", max(sentence[0], start - 22), end):
                return True
        elif concept == "warn":
            if document.has("warn", max(0, sentence[0] - 60), sentence[1] + 40):
                return True
        elif any(hit.end <= start or hit.start >= end for hit in document.within(concept, *sentence)):
            return True
    return False
