"""What a marketplace changes of the built-in rules: its own terms, rules' modes, its policy."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from moderation.lexicon import folded
from moderation.policy import CATEGORIES, BadPolicy, Policy

Mode = Literal["live", "log_only", "off"]
MODES: tuple[Mode, ...] = get_args(Mode)
Strength = Literal["strong", "ambiguous"]
Boundary = Literal["word", "start", "none"]
MOST_TERMS = 2_000
LONGEST_TERM = 80
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_RULE = re.compile(r"[a-z_]+\.[a-z0-9][a-z0-9_-]{0,39}")


class BadOverrides(ValueError):
    """Changes that cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the marketplace's own. It becomes the rule `custom.<id>`.

    strength "ambiguous": counts only beside a sign of contact. boundary "word": stands as a word;
    "start": a word may go on after it; "none": found anywhere.
    """

    id: str
    term: str
    lang: str = ""
    category: str = "messenger"
    strength: Strength = "strong"
    boundary: Boundary = "word"

    @property
    def rule(self) -> str:
        return f"custom.{self.id}"

    @property
    def written(self) -> str:
        """In the notation of the data files."""
        return {"word": "{}", "start": "{}*", "none": "*{}*"}[self.boundary].format(self.term)


@dataclass(frozen=True, slots=True)
class Overrides:
    """`modes`: by rule id. `policy`: tables laid over the built-in policy. Raises BadOverrides."""

    terms: tuple[Term, ...] = ()
    modes: Mapping[str, Mode] = field(default_factory=dict)
    policy: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.terms) > MOST_TERMS:
            raise BadOverrides(f"at most {MOST_TERMS} terms")
        ids = [term.id for term in self.terms]
        if len(set(ids)) < len(ids):
            raise BadOverrides("two terms have the same id")
        for term in self.terms:
            _verify(term)
        for rule, mode in self.modes.items():
            if mode not in MODES or not _RULE.fullmatch(rule):
                raise BadOverrides(f"the mode of {rule!r} must be one of {', '.join(MODES)}")
        try:
            Policy(self.policy)
        except BadPolicy as error:
            raise BadOverrides(str(error)) from None

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> "Overrides":
        """From what `dump` gives. Raises BadOverrides."""
        unknown = set(data) - {"terms", "modes", "policy"}
        if unknown:
            raise BadOverrides(f"unknown entry {min(unknown)!r}")
        try:
            terms = tuple(_term(term) for term in data.get("terms", ()))
            return cls(terms, dict(data.get("modes", {})), dict(data.get("policy", {})))
        except BadOverrides:
            raise
        except (TypeError, ValueError, AttributeError) as error:
            raise BadOverrides(f"they have another shape than expected: {error}") from None

    def dump(self) -> dict[str, Any]:
        """As plain lists and tables, for JSON."""
        return {
            "terms": [asdict(term) for term in self.terms],
            "modes": dict(self.modes),
            "policy": dict(self.policy),
        }


def _verify(term: Term) -> None:
    if not _ID.fullmatch(term.id):
        raise BadOverrides("a term's id is up to 40 of a-z, 0-9, - and _")
    plain = folded(term.term).strip()
    if not 2 <= len(plain) <= LONGEST_TERM or "*" in plain:
        raise BadOverrides(
            f"the term of {term.id!r} must have 2 to {LONGEST_TERM} characters, no *"
        )
    if term.category not in CATEGORIES:
        raise BadOverrides(f"the category of {term.id!r} must be one of {', '.join(CATEGORIES)}")
    if term.strength not in get_args(Strength) or term.boundary not in get_args(Boundary):
        raise BadOverrides(f"the strength or boundary of {term.id!r} is not one of those known")


def _term(data: Mapping[str, Any]) -> Term:
    if not all(isinstance(text, str) for text in data.values()):
        raise BadOverrides("a term's fields are texts")
    return Term(**data)
