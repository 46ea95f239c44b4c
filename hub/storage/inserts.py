"""Inserts that may have happened before."""

from collections.abc import Sequence

from pymongo.errors import BulkWriteError

from hub.storage.driver import DUPLICATE_KEY, Collection, Document


async def insert_missing(collection: Collection, documents: Sequence[Document]) -> None:
    """Insert what is not there yet; an existing `_id` is left as it is."""
    try:
        await collection.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        failed = (error.details or {}).get("writeErrors", [])
        if any(failure["code"] != DUPLICATE_KEY for failure in failed):
            raise
