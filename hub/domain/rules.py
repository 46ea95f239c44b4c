"""The rules as staff changed them: numbered versions, the newest of which is in use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """All that differs from the built-in rules, from one change to the next.

    `version` counts from 1. `overrides` is JSON as `moderation.Overrides.dump` writes it, and
    `changes` says in a line each what is new.
    """

    version: int
    at: datetime
    author: str
    name: str
    reason: str
    overrides: Mapping[str, Any]
    changes: tuple[str, ...]
