"""Every index, and which question it answers. Order and exactly-once are facts of the database."""

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


def _hidden(side: str) -> IndexModel:
    field = f"hidden.{side}"
    return IndexModel(
        [("conversation_id", ASCENDING), (field, ASCENDING), ("seq", ASCENDING)],
        partialFilterExpression={field: {"$exists": True}},
    )


def _postings(owner: str) -> IndexModel:
    return IndexModel([(owner, ASCENDING), ("terms", ASCENDING), ("_id", DESCENDING)])


INDEXES: dict[str, list[IndexModel]] = {
    "conversations": [
        _unique("context.type", "context.id", "buyer"),
        _inbox("buyer", "buyer"),
        _inbox("shop", "seller"),
    ],
    "messages": [
        _unique("conversation_id", "seq"),
        _unique("conversation_id", "sender.id", "client_id"),
        _hidden("buyer"),
        _hidden("seller"),
    ],
    "search_postings": [_postings("buyer"), _postings("shop")],
    "reports": [_unique("conversation_id", "seq", "by")],
    "orders": [IndexModel([("buyer", ASCENDING)]), IndexModel([("shop", ASCENDING)])],
}


async def ensure_indexes(database: Database) -> None:
    """Create what is missing; existing indexes are left as they are.

    After an upgrade this may have to read collections whole, so the usual time limits do not hold.
    """
    with pymongo.timeout(BUILD_SECONDS):
        for collection, indexes in INDEXES.items():
            await database[collection].create_indexes(indexes)
