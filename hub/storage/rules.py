"""The `rule_versions` collection: every change of the rules, the newest of which is in use."""

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


@overloaded_when_away
class RuleStore:
    """Implements `hub.actions.staff.ports.RuleVersions`."""

    def __init__(self, database: Database) -> None:
        self._versions: Collection = database["rule_versions"].with_options(
            write_concern=DURABLE, read_concern=MAJORITY
        )

    async def newest(self) -> RuleVersion | None:
        found = await self.page(before=None, limit=1)
        return found[0] if found else None

    async def add(self, version: RuleVersion) -> bool:
        try:
            await self._versions.insert_one(_document(version))
        except DuplicateKeyError:
            return False
        return True

    async def page(self, *, before: int | None, limit: int) -> list[RuleVersion]:
        bound: Document = {} if before is None else {"_id": {"$lt": before}}
        found = self._versions.find(bound).sort("_id", DESCENDING).limit(limit)
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
        "overrides": orjson.dumps(dict(version.overrides)).decode(),
        "changes": list(version.changes),
    }


def _version(document: Document) -> RuleVersion:
    return RuleVersion(
        version=document["_id"],
        at=document["at"],
        author=document["author"],
        name=document["name"],
        reason=document["reason"],
        action=document["action"],
        subject=document["subject"],
        overrides=orjson.loads(document["overrides"]),
        changes=tuple(document["changes"]),
    )
