"""The `conversations` collection: lookups, pages and counts over what the writer keeps current."""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from pymongo import DESCENDING, ReturnDocument
from pymongo.errors import DuplicateKeyError

from hub.actions.ports import Before, Folder
from hub.domain.conversations import Changed, Context, Conversation, Decision, Inbox, Side
from hub.errors import NotFound, Overloaded
from hub.storage.conversation_writer import ConversationWriter
from hub.storage.documents import conversation_document, conversation_from
from hub.storage.driver import DURABLE, PROMPT, Collection, Database, Document, overloaded_when_away


@overloaded_when_away
class ConversationStore:
    """Implements `hub.actions.ports.Conversations`."""

    def __init__(self, database: Database, observe_batch: Callable[[int], None]) -> None:
        self._durable: Collection = database["conversations"].with_options(write_concern=DURABLE)
        self._prompt: Collection = database["conversations"].with_options(write_concern=PROMPT)
        self._writer = ConversationWriter(self._durable, self._prompt, self._read, observe_batch)

    def __len__(self) -> int:
        """Conversations whose newest state is not written yet."""
        return len(self._writer)

    @property
    def failures(self) -> int:
        """How often the database refused a write."""
        return self._writer.failures

    async def get(self, id: str) -> Conversation | None:
        return self._writer.latest(id) or await self.get_fresh(id)

    async def get_fresh(self, id: str) -> Conversation | None:
        return (await self.many([id])).get(id)

    def newest(self, conversation: Conversation) -> Conversation:
        return self._writer.latest(conversation.id) or conversation

    async def many(self, ids: Iterable[str]) -> dict[str, Conversation]:
        stored = await self._read(ids)
        return {id: self._writer.learn(conversation) for id, conversation in stored.items()}

    async def find(self, context: Context, buyer: str) -> Conversation | None:
        document = await self._durable.find_one(_key(context, buyer))
        return self._writer.learn(conversation_from(document)) if document else None

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
        if document is None:
            raise Overloaded
        return self._writer.learn(conversation_from(document))

    async def change(self, id: str, decide: Decision, *, durable: bool = True) -> Changed:
        try:
            known = await self.get(id)
        except Exception:
            self._writer.failures += 1  # what this follows from may be durable already
            raise
        if known is None:
            raise NotFound
        # Nothing was awaited since `known` was the newest, so every decision builds on the last.
        if durable:
            return await asyncio.shield(self._writer.change_durably(known, decide))
        return self._writer.change(known, decide)

    async def page(
        self, inboxes: Sequence[Inbox], folder: Folder, before: Before | None, limit: int
    ) -> list[Conversation]:
        await self.settled()
        # Each alternative has bounds of its own: a later page costs what the first one does.
        alternatives = [
            {**_in_folder(inbox, folder), **bound} for inbox in inboxes for bound in _older(before)
        ]
        newest = [("activity_at", DESCENDING), ("_id", DESCENDING)]
        found = self._prompt.find({"$or": alternatives}).sort(newest).limit(limit)
        return [self._writer.learn(conversation_from(document)) async for document in found]

    async def unread(self, inbox: Inbox) -> dict[str, int]:
        await self.settled()
        side = inbox.side.value
        found = self._prompt.find(_in_folder(inbox, "unread"), {f"sides.{side}.unread": True})
        return {document["_id"]: document["sides"][side]["unread"] async for document in found}

    async def settled(self) -> None:
        """Return once every change so far is stored, or has failed."""
        await self._writer.settled()

    async def _read(self, ids: Iterable[str]) -> dict[str, Conversation]:
        """As stored, whatever this process may know."""
        found = self._prompt.find({"_id": {"$in": list(ids)}})
        return {document["_id"]: conversation_from(document) async for document in found}


def _key(context: Context, buyer: str) -> Document:
    return {"context.type": context.type.value, "context.id": context.id, "buyer": buyer}


def _without_key(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in ("context", "buyer")}


def _in_folder(inbox: Inbox, folder: Folder) -> Document:
    owner = "buyer" if inbox.side is Side.BUYER else "shop"
    return {owner: inbox.owner, f"sides.{inbox.side.value}.folders": folder}


def _older(before: Before | None) -> list[Document]:
    if before is None:
        return [{}]
    return [
        {"activity_at": {"$lt": before.at}},
        {"activity_at": before.at, "_id": {"$lt": before.id}},
    ]
