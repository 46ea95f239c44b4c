"""What is done about a finding, by the stage of the deal and who wrote: data, and its reading."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from moderation.context import SIDES, STAGES, Context
from moderation.verdict import Action, Finding

Category = Literal[
    "messenger",
    "social",
    "euphemism",
    "phone",
    "email",
    "link",
    "handle",
    "payment",
    "solicitation",
    "picture",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
ACTIONS: tuple[Action, ...] = get_args(Action)
OnReview = Literal["deliver", "hold"]
LEAST, MOST = 0.01, 1_000_000
"""Bounds of every number of the strikes."""
RANK: dict[Action, int] = {"allow": 0, "review": 1, "block": 2}


class BadPolicy(ValueError):
    """A policy that cannot be read; the message names the entry and what it may be."""


@dataclass(frozen=True, slots=True)
class StrikePolicy:
    """When repeated offences stop a person from sending.

    A strike loses half its weight in `half_life_days`; reaching a sum stops sending for a time.
    """

    half_life_days: float = 7
    cool_down_at: float = 3
    cool_down_minutes: float = 10
    suspend_at: float = 6
    suspend_hours: float = 24


class Policy:
    """The built-in policy with a marketplace's changes. Raises BadPolicy."""

    def __init__(self, changes: Mapping[str, Any] | None = None) -> None:
        self.data = _merged(_builtin(), changes or {})
        _verify(self.data)
        self.strikes = StrikePolicy(**self.data["strikes"])

    def action(self, finding: Finding, context: Context) -> Action:
        """What is done about one finding."""
        action = cast("Action", self._entry(finding.category, context))
        if finding.certainty == "likely":
            return min(action, cast("Action", self._entry("likely", context)), key=RANK.__getitem__)
        return action

    def on_review(self, context: Context) -> OnReview:
        """Whether a message that staff should see is delivered meanwhile."""
        return cast("OnReview", self._entry("on_review", context))

    def dump(self) -> dict[str, Any]:
        """The whole policy in use, in the shape of the changes."""
        return deepcopy(self.data)

    def _entry(self, name: str, context: Context) -> str:
        stage = self.data["stage"].get(context.stage, {})
        for table in (stage.get(context.side, {}), stage, self.data["default"]):
            if name in table:
                return str(table[name])
        return "block"


@cache
def _builtin() -> dict[str, Any]:
    return tomllib.loads((files("moderation") / "data" / "policy.toml").read_text("utf-8"))


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = deepcopy(dict(base))
    for name, value in changes.items():
        old = merged.get(name)
        merged[name] = (
            _merged(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else value
        )
    return merged


def _verify(data: Mapping[str, Any]) -> None:
    _known(data, {"default", "stage", "strikes"}, "the policy")
    _verify_table(data["default"], "default")
    if not isinstance(data["stage"], dict):
        raise BadPolicy("stage must be a table")
    _known(data["stage"], set(STAGES), "stage")
    for stage, table in data["stage"].items():
        if not isinstance(table, dict):
            raise BadPolicy(f"stage.{stage} must be a table")
        sides = {side: table[side] for side in SIDES if side in table}
        for side, own in sides.items():
            _verify_table(own, f"stage.{stage}.{side}")
        _verify_table(
            {name: value for name, value in table.items() if name not in sides}, f"stage.{stage}"
        )
    _verify_strikes(data["strikes"])


def _known(table: object, names: set[str], where: str) -> None:
    if not isinstance(table, Mapping):
        raise BadPolicy(f"{where} must be a table")
    for name in table:
        if name not in names:
            raise BadPolicy(
                f"{where} has no entry {name!r}; it may have {', '.join(sorted(names))}"
            )


def _verify_table(table: Mapping[str, Any], where: str) -> None:
    _known(table, {*CATEGORIES, "likely", "on_review"}, where)
    for name, value in table.items():
        allowed: tuple[str, ...] = get_args(OnReview) if name == "on_review" else ACTIONS
        if value not in allowed:
            raise BadPolicy(f"{where}.{name} must be one of {', '.join(allowed)}")


def _verify_strikes(table: Mapping[str, Any]) -> None:
    names = {field.name for field in fields(StrikePolicy)}
    _known(table, names, "strikes")
    for name, value in table.items():
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not LEAST <= value <= MOST
        ):
            raise BadPolicy(f"strikes.{name} must be a number from {LEAST} to {MOST}")
