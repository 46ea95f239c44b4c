"""The rules as staff see and change them: numbered versions; the newest usable one is in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from hub.domain.findings import Action, Finding
from hub.domain.messages import Message
from hub.domain.tallies import Tally

Mode = Literal["live", "log_only", "off"]


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """All that differs from the built-in rules, from one change to the next.

    `version` counts from 1. `action` and `subject` are those of its entry in the audit log.
    `overrides` is JSON as `moderation.Overrides.dump` writes it, None where what is stored cannot
    be read; `changes` says in a line each what is new.
    """

    version: int
    at: datetime
    author: str
    name: str
    reason: str
    action: str
    subject: str
    overrides: Mapping[str, Any] | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomTerm:
    """A term that staff added; its rule is `custom.` and its id."""

    term: str
    lang: str
    category: str
    strength: Literal["strong", "ambiguous"]
    boundary: Literal["word", "start", "none"]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """`terms`: how many it looks for. `decided` counts the incidents of 90 days."""

    id: str
    category: str
    description: str
    languages: tuple[str, ...]
    terms: int
    mode: Mode
    source: Literal["builtin", "custom"]
    decided: Tally


@dataclass(frozen=True, slots=True)
class RulesInUse:
    """`changed_policy` is what staff changed of the policy, `policy` all of it."""

    version: int
    rules: tuple[Rule, ...]
    policy: Mapping[str, Any]
    changed_policy: Mapping[str, Any]
    terms: tuple[CustomTerm, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rules say of a text; `shadow` is found by rules that only log."""

    action: Action
    findings: tuple[Finding, ...]
    shadow: tuple[Finding, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Caught:
    """A message, and where in its text the rule objects to something."""

    message: Message
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Backtested:
    """`complete`: every message of those days was read; else the newest ones."""

    days: int
    messages: int
    caught: int
    sample: tuple[Caught, ...]
    complete: bool
    took_s: float
