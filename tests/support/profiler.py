"""What MongoDB did for a piece of code: its profiler's account of every operation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from hub.storage.driver import Database


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, with what it walked over to return `returned` documents."""

    collection: str
    plan: str
    keys: int
    documents: int
    returned: int
    sorted_in_memory: bool


@dataclass(slots=True)
class Account:
    """The reads of a block, filled when it has ended."""

    reads: list[Operation] = field(default_factory=list)

    def of(self, collection: str) -> list[Operation]:
        return [read for read in self.reads if read.collection == collection]


@asynccontextmanager
async def profiled(database: Database) -> AsyncIterator[Account]:
    """Account for the reads of a block."""
    account = Account()
    await database.command("profile", 2)
    try:
        yield account
    finally:
        await database.command("profile", 0)
        entries = [entry async for entry in database["system.profile"].find().sort("ts")]
        await database["system.profile"].drop()
    account.reads += [_operation(entry) for entry in entries if "keysExamined" in entry]


def _operation(entry: dict[str, Any]) -> Operation:
    return Operation(
        collection=entry["ns"].partition(".")[2],
        plan=entry["planSummary"],
        keys=entry["keysExamined"],
        documents=entry["docsExamined"],
        returned=entry.get("nreturned", 0),
        sorted_in_memory=entry.get("hasSortStage", False),
    )
