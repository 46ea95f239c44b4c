"""Where a page begins: after the last entry of the one before."""

from hub.actions.ports import Before
from hub.storage.driver import Document


def older(field: str, before: Before | None) -> list[Document]:
    """Alternatives, each with bounds of its own: a later page costs what the first one does."""
    if before is None:
        return [{}]
    return [{field: {"$lt": before.at}}, {field: before.at, "_id": {"$lt": before.id}}]
