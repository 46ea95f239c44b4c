"""The rules and the policy: reading them, changing them, who did so."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Lang
from hub.domain.text import line
from hub.protocol.fields import Cursor, Limit
from hub.protocol.staff.bodies import StaffBody, StaffQuery
from hub.protocol.staff.fields import Category, Reason

Mode = Literal["live", "log_only", "off"]


class NewTerm(StaffBody):
    """`boundary`: where the term must stand by itself. `ambiguous` needs a second sign."""

    term: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(line)]
    lang: Lang
    category: Category
    strength: Literal["strong", "ambiguous"]
    boundary: Literal["word", "start", "none"]


class AddRule(NewTerm):
    mode: Mode
    reason: Reason


class ChangeRule(StaffBody):
    mode: Mode
    reason: Reason


class RemoveRule(StaffBody):
    reason: Reason


class PutPolicy(StaffBody):
    """Only what differs from the default policy."""

    policy: dict[str, Any]
    reason: Reason


class VersionsQuery(StaffQuery):
    cursor: Cursor | None = None
    limit: Limit | None = None


class RuleDecided(TypedDict):
    """Of the last 90 days. `precision`: upheld of decided; null while nothing was decided."""

    upheld: int
    overturned: int
    precision: float | None


class RuleObject(TypedDict):
    id: str
    category: str
    description: str
    languages: list[str]
    terms: int
    mode: Mode
    source: Literal["builtin", "custom"]
    decided: RuleDecided


class TermObject(TypedDict):
    id: str
    term: str
    lang: str
    category: str
    strength: str
    boundary: str


class VersionObject(TypedDict):
    """`changes`: one line for each."""

    version: int
    at: str
    author: str
    name: str
    reason: str
    changes: list[str]


class RulesAnswer(TypedDict):
    """`policy` is the whole policy in use, and `policy_overrides` what was changed of it."""

    version: int
    rules: list[RuleObject]
    policy: dict[str, Any]
    policy_overrides: dict[str, Any]
    custom: list[TermObject]


class RuleAnswer(TypedDict):
    """`rule` is null once it was removed."""

    rule: RuleObject | None
    version: int


class PolicyAnswer(TypedDict):
    version: int
    policy: dict[str, Any]
    policy_overrides: dict[str, Any]


class VersionsPage(TypedDict):
    versions: list[VersionObject]
    next_cursor: str | None
