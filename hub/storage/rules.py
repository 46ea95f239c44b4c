"""The `rule_versions` collection: every change of the rules; the newest usable one is in use."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson
from pymongo import DESCENDING
from pymongo.errors import DuplicateKeyError

from hub.domain.rules import RuleVersion
from hub.storage.driver import (
    DURABLE,
    MAJORITY,
    Collection,
    Database,
    Document,
    overloaded_when_away,
)

T = TypeVar("T")

_NEVER = datetime.fromtimestamp(0, UTC)


@overloaded_when_away
class RuleStore:
    """Implements `hub.actions.staff.ports.RuleVersions`."""

    def __init__(self, database: Database) -> None:
        self._versions: Collection = database["rule_versions"].with_options(
            write_concern=DURABLE, read_concern=MAJORITY
        )

    async def add(self, version: RuleVersion) -> bool:
        try:
            await self._versions.insert_one(_document(version))
        except DuplicateKeyError:
            return False
        return True

    async def page(self, *, before: int | None, limit: int) -> list[RuleVersion]:
        # Numbers only: an `_id` of another type, put there by hand, would come before them.
        bound: Document = {"$gt": 0} if before is None else {"$gt": 0, "$lt": before}
        found = self._versions.find({"_id": bound}).sort("_id", DESCENDING).limit(limit)
        return [_version(document) async for document in found]


def _document(version: RuleVersion) -> Document:
    # As text: its keys are rule ids, whose dots would be paths.
    return {
        "_id": version.version,
        "at": version.at,
        "author": version.author,
        "name": version.name,
        "reason": version.reason,
        "action": version.action,
        "subject": version.subject,
        "overrides": orjson.dumps(version.overrides).decode(),
        "changes": list(version.changes),
    }


def _version(document: Document) -> RuleVersion:
    """Fields that are missing or of another type are empty: it must not hide other versions."""
    return RuleVersion(
        version=int(document["_id"]),
        at=_field(document, "at", _NEVER),
        author=_field(document, "author", ""),
        name=_field(document, "name", ""),
        reason=_field(document, "reason", ""),
        action=_field(document, "action", ""),
        subject=_field(document, "subject", ""),
        overrides=_overrides(document.get("overrides")),
        changes=tuple(map(str, _field(document, "changes", list[str]()))),
    )


def _field(document: Document, name: str, empty: T) -> T:
    value = document.get(name)
    return value if isinstance(value, type(empty)) else empty


def _overrides(stored: object) -> Mapping[str, Any] | None:
    try:
        read = orjson.loads(stored) if isinstance(stored, str) else None
    except orjson.JSONDecodeError:
        return None
    return read if isinstance(read, dict) else None
