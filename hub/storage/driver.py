"""Opens MongoDB; the only file that knows which driver.

Storage is written to what PyMongo's asyncio client and Motor (its predecessor) have in common, and
typed as PyMongo's. What differs between the two is evened out here.
"""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, TypeVar, cast

from bson.codec_options import CodecOptions
from gridfs.asynchronous import AsyncGridFSBucket, AsyncGridOut
from pymongo import AsyncMongoClient
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    ExecutionTimeout,
    PyMongoError,
    WTimeoutError,
)
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from hub.errors import ConfigurationError, Overloaded

Store = TypeVar("Store")

Document = dict[str, Any]
Database = AsyncDatabase[Document]
Collection = AsyncCollection[Document]

DURABLE = WriteConcern(w="majority", j=True, wtimeout=5_000)
"""What every ack waits for: on disk on a majority of the members."""
PROMPT = WriteConcern(w=1)
"""For what can be worked out again from durable documents."""
DUPLICATE_KEY = 11000
"""The server's code for a broken unique index."""
MAJORITY = ReadConcern("majority")
"""Reads only what a failover cannot undo."""

_TIMEOUTS = {
    "serverSelectionTimeoutMS": 5_000,
    "connectTimeoutMS": 5_000,
    "socketTimeoutMS": 10_000,
}


@asynccontextmanager
async def database(uri: str, name: str, driver: str = "pymongo") -> AsyncIterator[Database]:
    """The named database through the named driver (`pymongo` or `motor`); closed on exit.

    Raises ConfigurationError where no replica set answers at `uri`.
    """
    try:
        client = _client(uri, driver)
    except (PyMongoError, ValueError):  # which may quote a password
        raise ConfigurationError("HUB_MONGO_URI: is not a MongoDB connection string") from None
    codec: CodecOptions[Document] = CodecOptions(tz_aware=True)
    try:
        await _check(client)
        yield client.get_database(name, codec_options=codec, write_concern=DURABLE)
    finally:
        closing = cast("Any", client.close())
        if inspect.isawaitable(closing):
            await closing


async def _check(client: AsyncMongoClient[Document]) -> None:
    """Majority writes and their retries are for replica sets and clusters only."""
    try:
        hello = await client.admin.command("hello")
    except PyMongoError as error:
        why = str(error).partition("(")[0].strip()
        raise ConfigurationError(f"HUB_MONGO_URI: no MongoDB answers there: {why}") from None
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise ConfigurationError(
            "HUB_MONGO_URI: is a single server; the hub needs a replica set, if only of one member"
        )


def _client(uri: str, driver: str) -> AsyncMongoClient[Document]:
    if driver == "motor":
        from motor.motor_asyncio import AsyncIOMotorClient  # noqa: PLC0415 - only when chosen

        return cast("AsyncMongoClient[Document]", AsyncIOMotorClient(uri, **cast("Any", _TIMEOUTS)))
    return AsyncMongoClient(uri, **cast("Any", _TIMEOUTS))


@asynccontextmanager
async def snapshot(database: Database) -> AsyncIterator[AsyncClientSession]:
    """Reads with this session all see the database as it was at one moment."""
    started = cast("Any", database.client.start_session(snapshot=True))
    async with await started if inspect.isawaitable(started) else started as session:
        yield session


async def aggregated(
    collection: Collection,
    pipeline: Sequence[Document],
    session: AsyncClientSession | None = None,
    *,
    most_ms: int,
) -> list[Document]:
    """What a pipeline comes to; raises ExecutionTimeout where it takes longer than that."""
    started = cast("Any", collection.aggregate(pipeline, session=session, maxTimeMS=most_ms))
    cursor = await started if inspect.isawaitable(started) else started
    return [document async for document in cursor]


def bucket(database: Database, name: str) -> AsyncGridFSBucket:
    """A GridFS bucket, in which every write is durable."""
    opened: Any = database  # which is Motor's where that was chosen
    if isinstance(opened, AsyncDatabase):
        return AsyncGridFSBucket(opened, name, write_concern=DURABLE)
    from motor.motor_asyncio import AsyncIOMotorGridFSBucket  # noqa: PLC0415 - only when chosen

    of_motor: Any = AsyncIOMotorGridFSBucket(opened, name, write_concern=DURABLE)
    return cast("AsyncGridFSBucket", of_motor)


async def seek(file: AsyncGridOut, position: int) -> None:
    """From where a GridFS file is read next."""
    found = cast("Any", file.seek(position))
    if inspect.isawaitable(found):
        await found


def overloaded_when_away(store: type[Store]) -> type[Store]:
    """Class decorator: public methods raise Overloaded when the database does not answer."""
    for name, method in list(vars(store).items()):
        if inspect.iscoroutinefunction(method) and not name.startswith("_"):
            setattr(store, name, _guarded(method))
    return store


def _guarded(method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(method)
    async def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed through
        try:
            return await method(*args, **kwargs)
        except PyMongoError as error:
            raise as_overloaded(error) from error

    return guarded


def unavailable(error: PyMongoError) -> bool:
    """Whether this is the database not answering, rather than a mistake of ours."""
    if isinstance(error, BulkWriteError):
        return bool((error.details or {}).get("writeConcernErrors"))
    known = ConnectionFailure | WTimeoutError | ExecutionTimeout
    return isinstance(error, known) or error.has_error_label("RetryableWriteError")


def as_overloaded(error: PyMongoError) -> Exception:
    """The refusal to give for a database error; anything unexpected stays what it is."""
    return Overloaded(retry_after_s=2.0) if unavailable(error) else error
