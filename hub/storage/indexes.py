"""Every index, and which question it answers. Order and exactly-once are facts of the database."""

from typing import Any

import pymongo
from pymongo import ASCENDING, DESCENDING, IndexModel

from hub.storage.driver import Database

BUILD_SECONDS = 3_600


def _unique(*fields: str) -> IndexModel:
    return IndexModel([(field, ASCENDING) for field in fields], unique=True)


def _inbox(owner: str, side: str) -> IndexModel:
    return IndexModel(
        [
            (owner, ASCENDING),
            (f"sides.{side}.folders", ASCENDING),
            ("activity_at", DESCENDING),
            ("_id", DESCENDING),
        ]
    )


def _changed(field: str) -> IndexModel:
    return IndexModel(
        [("conversation_id", ASCENDING), (field, ASCENDING), ("seq", ASCENDING)],
        partialFilterExpression={field: {"$exists": True}},
    )


def _carried(*before: str, unique: bool = False) -> IndexModel:
    """Of what carries pictures only."""
    carried = "attachments.id"
    return IndexModel(
        [(field, ASCENDING) for field in (*before, carried)],
        unique=unique,
        partialFilterExpression={carried: {"$exists": True}},
    )


def _postings(owner: str) -> IndexModel:
    return IndexModel([(owner, ASCENDING), ("terms", ASCENDING), ("_id", DESCENDING)])


def _log(*chosen: str) -> IndexModel:
    """The newest entries of a log, of those that are alike in `chosen`."""
    keys = [(field, ASCENDING) for field in chosen]
    return IndexModel([*keys, ("at", DESCENDING), ("_id", DESCENDING)])


def _where(field: str) -> IndexModel:
    """Of those few that have it."""
    return IndexModel([(field, ASCENDING)], partialFilterExpression={field: {"$exists": True}})


_COUNTED = (
    "created_at",
    "shop",
    "kind",
    "lang",
    "outcome",
    "sender.id",
    "tally.day",
    "tally.categories",
    "tally.rules",
    "tally.decided_after_s",
)


def _counted(*first: str) -> IndexModel:
    """Everything that reports count, so that no incident has to be read for them."""
    others = (field for field in _COUNTED if field not in first)
    return IndexModel([(field, ASCENDING) for field in (*first, *others)])


def _waiting(mark: str, those: dict[str, Any]) -> IndexModel:
    keys = [(mark, ASCENDING), ("created_at", ASCENDING)]
    return IndexModel(keys, partialFilterExpression=those)


_FACETS = [("facets", ASCENDING), ("outcome", ASCENDING)]
_INCIDENTS = [
    IndexModel([*_FACETS, ("priority", DESCENDING), ("created_at", ASCENDING), ("_id", ASCENDING)]),
    IndexModel([*_FACETS, ("created_at", DESCENDING), ("_id", DESCENDING)]),
    _counted("created_at"),
    _counted("shop", "created_at"),
    _waiting("purged", {"purged": False}),
    _waiting("settled", {"settled": False}),
    _waiting("seq", {"kind": "delivered"}),
    IndexModel([("conversation_id", ASCENDING), ("sender.id", ASCENDING), ("digest", ASCENDING)]),
    IndexModel([("sender.id", ASCENDING), ("kind", ASCENDING), ("created_at", DESCENDING)]),
    _where("pictures.picture"),
]
"""The queue by any filter, urgent first or newest first; reports; what is still to be done, the
oldest first; what a sender may say; a sender's strikes; which pictures are kept as evidence."""

_DESK = IndexModel(
    [("desk", ASCENDING), ("_id", ASCENDING)], partialFilterExpression={"desk": {"$exists": True}}
)
"""Who answers for a shop, and what they read."""

_DUE = IndexModel([("look_at", ASCENDING)], partialFilterExpression={"look_at": {"$exists": True}})
"""Pictures that may have to be collected."""

INDEXES: dict[str, list[IndexModel]] = {
    "conversations": [
        _unique("context.type", "context.id", "buyer"),
        _inbox("buyer", "buyer"),
        _inbox("shop", "seller"),
    ],
    "messages": [
        _unique("conversation_id", "seq"),
        _unique("conversation_id", "sender.id", "client_id"),
        _changed("hidden.buyer"),
        _changed("hidden.seller"),
        _changed("erased.buyer"),
        _changed("erased.seller"),
        _carried("conversation_id", unique=True),
    ],
    "search_postings": [_postings("buyer"), _postings("shop")],
    "held_messages": [
        _unique("conversation_id", "sender.id", "client_id"),
        _carried(),
        _where("also"),
    ],
    "attachments": [IndexModel([("picture", ASCENDING)]), _DUE],
    "pictures.files": [_unique("filename")],
    "pictures.chunks": [_unique("files_id", "n")],
    "incidents": _INCIDENTS,
    "banned_pictures": [_log()],
    "preferences": [_DESK],
    "translation_cache": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "audit": [_log(), _log("by"), _log("action"), _log("by", "action")],
    "orders": [IndexModel([("buyer", ASCENDING)]), IndexModel([("shop", ASCENDING)])],
}


async def ensure_indexes(database: Database) -> None:
    """Create what is missing; existing indexes are left as they are.

    After an upgrade this may have to read collections whole, so the usual time limits do not hold.
    """
    with pymongo.timeout(BUILD_SECONDS):
        for collection, indexes in INDEXES.items():
            await database[collection].create_indexes(indexes)
