"""The `conversations` collection: state decided in memory, written by compare-and-set.

A change is a pure function. It is applied to the conversation as this process knows it and written
only if the stored revision is still the one it was applied to; if another process was faster, the
conversation is read again and the function applied anew. All changes of this process pass through
one group commit, so the usual price is a share of one bulk write.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pymongo import DESCENDING, ReturnDocument, UpdateOne
from pymongo.errors import DuplicateKeyError, PyMongoError

from hub.actions.ports import Before, Folder, UnreadCount
from hub.domain.conversations import Changed, Context, Conversation, Decision, Inbox, Side
from hub.errors import NotFound, Overloaded
from hub.storage.batcher import Batcher
from hub.storage.documents import (
    conversation_difference,
    conversation_document,
    conversation_from,
)
from hub.storage.driver import DURABLE, PROMPT, Collection, Database, Document, as_overloaded
from hub.storage.lru import Lru

_ATTEMPTS = 20
"""Lost races with other processes before a caller is asked to retry."""


@dataclass(frozen=True, slots=True)
class _Request:
    id: str
    decide: Decision
    durable: bool


class ConversationStore:
    """Implements `hub.actions.ports.Conversations`."""

    def __init__(self, database: Database, observe_batch: Callable[[int], None]) -> None:
        self._durable: Collection = database["conversations"].with_options(write_concern=DURABLE)
        self._prompt: Collection = database["conversations"].with_options(write_concern=PROMPT)
        self._known: Lru[str, Conversation] = Lru(20_000)
        self.failures = 0
        """How often the database refused a batch; what it held is left to `recovery`."""
        self._changes: Batcher[_Request, Changed] = Batcher(
            self._apply, limit=500, observe=observe_batch
        )

    def __len__(self) -> int:
        """Changes waiting for their turn."""
        return len(self._changes)

    async def get(self, id: str) -> Conversation | None:
        return self._known.get(id) or await self.get_fresh(id)

    async def get_fresh(self, id: str) -> Conversation | None:
        return (await self.many([id])).get(id)

    async def many(self, ids: Iterable[str]) -> dict[str, Conversation]:
        found = self._prompt.find({"_id": {"$in": list(ids)}})
        return {document["_id"]: self._learn(document) async for document in found}

    async def find(self, context: Context, buyer: str) -> Conversation | None:
        document = await self._durable.find_one(_key(context, buyer))
        return self._learn(document) if document else None

    async def open(self, fresh: Conversation) -> Conversation:
        try:
            document = await self._durable.find_one_and_update(
                _key(fresh.context, fresh.buyer),
                {"$setOnInsert": _without_key(conversation_document(fresh))},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:  # two first openings at once: the other one won
            document = await self._durable.find_one(_key(fresh.context, fresh.buyer))
        except PyMongoError as error:
            raise as_overloaded(error) from error
        if document is None:
            raise Overloaded
        return self._learn(document)

    async def change(self, id: str, decide: Decision, *, durable: bool = True) -> Changed:
        return await self._changes.submit(_Request(id, decide, durable))

    async def page(
        self, inboxes: Sequence[Inbox], folder: Folder, before: Before | None, limit: int
    ) -> list[Conversation]:
        query: Document = {"$or": [_in_folder(inbox, folder) for inbox in inboxes]}
        if before is not None:
            query = {"$and": [query, _older(before)]}
        newest = [("activity_at", DESCENDING), ("_id", DESCENDING)]
        found = self._prompt.find(query).sort(newest).limit(limit)
        return [self._learn(document) async for document in found]

    async def unread(self, inbox: Inbox) -> dict[str, UnreadCount]:
        side = inbox.side.value
        found = self._prompt.find(
            _in_folder(inbox, "unread"), {"rev": True, f"sides.{side}.unread": True}
        )
        return {
            document["_id"]: UnreadCount(document["rev"], document["sides"][side]["unread"])
            async for document in found
        }

    async def settled(self) -> None:
        """Return once every change asked for so far is stored."""
        await self._changes.settled()

    def _learn(self, document: Document) -> Conversation:
        """The stored conversation, or what this process knows if that is newer."""
        known = self._known.get(document["_id"])
        if known is not None and known.rev >= document["rev"]:
            return known
        stored = conversation_from(document)
        self._known.put(stored.id, stored)
        return stored

    async def _apply(self, requests: Sequence[_Request]) -> list[Changed | Exception]:
        outcomes: dict[int, Changed | Exception] = {}
        waiting = dict(enumerate(requests))
        try:
            for _ in range(_ATTEMPTS):
                done = await self._attempt(waiting)
                outcomes.update(done)
                waiting = {i: request for i, request in waiting.items() if i not in done}
                if not waiting:
                    break
        except PyMongoError as error:
            self.failures += 1
            for request in requests:
                self._known.drop(request.id)
            raise as_overloaded(error) from error
        return [outcomes.get(i, Overloaded()) for i in range(len(requests))]

    async def _attempt(self, requests: dict[int, _Request]) -> dict[int, Changed | Exception]:
        """Outcomes of the requests whose conversation nobody else changed meanwhile."""
        stored = await self._stored({request.id for request in requests.values()})
        latest = dict(stored)
        done: dict[int, Changed | Exception] = {}
        for i, request in requests.items():
            done[i] = _decided(latest, request)
        changed = [id for id in stored if latest[id] is not stored[id]]
        durable = any(request.durable for request in requests.values())
        lost = await self._write([(stored[id], latest[id]) for id in changed], durable=durable)
        return {i: outcome for i, outcome in done.items() if requests[i].id not in lost}

    async def _stored(self, ids: set[str]) -> dict[str, Conversation]:
        known = {id: found for id in ids if (found := self._known.get(id)) is not None}
        missing = ids - known.keys()
        return {**known, **await self.many(missing)} if missing else known

    async def _write(
        self, changes: Sequence[tuple[Conversation, Conversation]], *, durable: bool
    ) -> set[str]:
        """Write each change if its revision still stands; the ids of those that lost the race."""
        if not changes:
            return set()
        result = await (self._durable if durable else self._prompt).bulk_write(
            [_compare_and_set(before, after) for before, after in changes], ordered=False
        )
        for _, after in changes:
            self._known.put(after.id, after)
        if result.matched_count == len(changes):
            return set()
        return await self._losers([after for _, after in changes])

    async def _losers(self, written: Sequence[Conversation]) -> set[str]:
        for conversation in written:
            self._known.drop(conversation.id)
        stored = await self.many(conversation.id for conversation in written)
        return {wanted.id for wanted in written if stored.get(wanted.id) != wanted}


def _decided(latest: dict[str, Conversation], request: _Request) -> Changed | Exception:
    before = latest.get(request.id)
    if before is None:
        return NotFound()
    try:
        after = request.decide(before)
    except Exception as error:  # noqa: BLE001 - a refusal is this caller's alone
        return error
    if after is not before:
        after = replace(after, rev=before.rev + 1)
        latest[request.id] = after
    return Changed(before, after)


def _compare_and_set(before: Conversation, after: Conversation) -> UpdateOne:
    return UpdateOne(
        {"_id": before.id, "rev": before.rev}, {"$set": conversation_difference(before, after)}
    )


def _key(context: Context, buyer: str) -> Document:
    return {"context.type": context.type.value, "context.id": context.id, "buyer": buyer}


def _without_key(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in ("context", "buyer")}


def _in_folder(inbox: Inbox, folder: Folder) -> Document:
    owner = "buyer" if inbox.side is Side.BUYER else "shop"
    return {owner: inbox.owner, f"sides.{inbox.side.value}.folders": folder}


def _older(before: Before) -> Document:
    return {
        "$or": [
            {"activity_at": {"$lt": before.at}},
            {"activity_at": before.at, "_id": {"$lt": before.id}},
        ]
    }
