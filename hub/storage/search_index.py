"""An inverted index of messages in MongoDB: postings by owner and term.

Messages are indexed in the background, in batches, after they were delivered and after those that
are still to be sent; `find` first waits for what was added before it, for a moment at least. What a
crash left out is added by `recovery`. Every search is a few
ordered index ranges, walked from the newest message on: those of the query's rarest part, so that
one common word does not make it read half of an inbox.
"""

import asyncio
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from bson import ObjectId
from bson.errors import InvalidId
from pymongo import DESCENDING, UpdateOne
from pymongo.errors import PyMongoError

from hub.domain.conversations import Conversation, Inbox, Side
from hub.domain.messages import Message
from hub.domain.search_terms import MAX_QUERY_TERMS, Query, terms
from hub.errors import Invalid
from hub.storage.backlog import Backlog
from hub.storage.dictionary import Dictionary
from hub.storage.driver import PROMPT, Collection, Database, Document, overloaded_when_away
from hub.storage.inserts import insert_missing
from hub.storage.lru import Lru

_ID_ONLY = {"_id": True}
_BATCH = 500
_MOST_WAITING = 20_000
_PATIENCE_SECONDS = 30.0
_LINGER_SECONDS = 0.3
"""So that a message and its translation are one write; a search in this process does not wait."""
_HURRY_SECONDS = 2.0
"""That a search waits for what was sent before it: far longer than indexing takes, unless the
service is beyond its capacity."""
_COMMON = 2_000
"""Postings beyond which a part of a query counts as common, whatever its number."""

Part = list[str]
"""Terms of which a message has to hold one."""


@overloaded_when_away
class SearchIndexStore:
    """Implements `hub.actions.ports.SearchIndex`."""

    def __init__(
        self,
        database: Database,
        observe_batch: Callable[[int], None],
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        """While `busy`, indexing waits within bounds."""
        self._postings: Collection = database["search_postings"].with_options(write_concern=PROMPT)
        self._messages: Collection = database["messages"]
        self._dictionary = Dictionary(database)
        self.failures = 0
        """How often the database refused a batch; what it held is left to `recovery`."""
        self._observe_batch = observe_batch
        self._removed: Lru[Any, Any] = Lru(_MOST_WAITING)
        """Ids of messages that must not come back, should somebody still hold them as they were."""
        self._backlog: Backlog[tuple[Conversation, Message]] = Backlog(
            self._index,
            busy=busy,
            batch=_BATCH,
            most=_MOST_WAITING,
            patience_s=_PATIENCE_SECONDS,
            linger_s=_LINGER_SECONDS,
        )

    def __len__(self) -> int:
        """Messages waiting to be indexed."""
        return len(self._backlog)

    def add(self, conversation: Conversation, message: Message) -> None:
        self._backlog.add((conversation, message))

    async def remove(self, message: Message) -> None:
        self._removed.put(message.id, message.id)
        await self._backlog.settled()
        await self._postings.delete_one({"_id": message.id})

    async def settled(self) -> None:
        """Return once everything added so far can be found."""
        await self._backlog.settled()

    async def find(
        self,
        inboxes: Sequence[Inbox],
        query: Query,
        *,
        conversation_id: str | None,
        before: str | None,
        limit: int,
    ) -> list[str]:
        await self._backlog.hurried(_HURRY_SECONDS)
        narrowed = _narrowed(conversation_id, before)
        parts = await self._parts(query)
        branches = [await self._branch(inbox, parts) for inbox in inboxes]
        found = self._postings.find({"$or": [{**b, **narrowed} for b in branches]}, _ID_ONLY)
        newest = found.sort("_id", DESCENDING).limit(limit)
        return [str(document["_id"]) async for document in newest]

    async def _parts(self, query: Query) -> list[Part]:
        """What a message must hold, each part by one of its terms."""
        parts: list[Part] = [[term] for term in query.terms]
        if query.prefix is not None:
            parts.append(await self._dictionary.completions(query.prefix))
        return parts

    async def _branch(self, inbox: Inbox, parts: list[Part]) -> Document:
        """The postings of an inbox that hold every part."""
        owner = {_owner_field(inbox.side): inbox.owner}
        rarest, *others = await self._rarest_first(owner, parts)
        branch: Document = {**owner, "terms": {"$in": rarest}}
        if others:
            # As an expression, so that the planner walks the rarest part and no other.
            branch["$expr"] = {"$and": [_holds(part) for part in others]}
        return branch

    async def _rarest_first(self, owner: Document, parts: list[Part]) -> list[Part]:
        if len(parts) == 1:
            return parts
        counted, rest = parts[:MAX_QUERY_TERMS], parts[MAX_QUERY_TERMS:]
        counts = await asyncio.gather(*(self._count(owner, part) for part in counted))
        ranked = sorted(zip(counts, counted, strict=True), key=lambda pair: pair[0])
        return [part for _, part in ranked] + rest

    async def _count(self, owner: Document, part: Part) -> int:
        """How many postings of the owner hold the part, counted up to `_COMMON`."""
        wanted = {**owner, "terms": {"$in": part}}
        return await self._postings.count_documents(wanted, limit=_COMMON)

    async def _index(self, waiting: Sequence[tuple[Conversation, Message]]) -> None:
        self._observe_batch(len(waiting))
        # A message may have come twice, the second time with its translation.
        newest = {message.id: (conversation, message) for conversation, message in waiting}
        kept = [entry for id, entry in newest.items() if self._removed.get(id) is None]
        postings = [posting for entry in kept if (posting := _posting(*entry))["terms"]]
        translated = {message.id for _, message in kept if message.translations}
        try:
            await self._insert([one for one in postings if one["_id"] not in translated])
            await self._extend([one for one in postings if one["_id"] in translated])
            await self._dictionary.add(chain.from_iterable(p["terms"] for p in postings))
        except PyMongoError:
            self.failures += 1

    async def _insert(self, postings: Sequence[Document]) -> None:
        if postings:
            await insert_missing(self._postings, postings)

    async def _extend(self, postings: Sequence[Document]) -> None:
        """By the terms of translations, which come later and from any process."""
        if not postings:
            return
        await self._postings.bulk_write([_extension(one) for one in postings], ordered=False)
        # Erasing marks a message first, so of the two the one that comes last takes them away.
        ids = [one["_id"] for one in postings]
        erased = self._messages.find({"_id": {"$in": ids}, "erased": {"$exists": True}}, _ID_ONLY)
        gone = [document["_id"] async for document in erased]
        if gone:
            await self._postings.delete_many({"_id": {"$in": gone}})


def _extension(posting: Document) -> UpdateOne:
    others = {name: value for name, value in posting.items() if name not in ("_id", "terms")}
    added = {"terms": {"$each": posting["terms"]}}
    return UpdateOne(
        {"_id": posting["_id"]}, {"$setOnInsert": others, "$addToSet": added}, upsert=True
    )


def _posting(conversation: Conversation, message: Message) -> Document:
    return {
        "_id": message.id,
        "conversation_id": conversation.id,
        "buyer": conversation.buyer,
        "shop": conversation.shop,
        "terms": _terms(message),
    }


def _terms(message: Message) -> list[str]:
    texts = message.draft.text, *(one.text for one in message.translations)
    return list(dict.fromkeys(chain.from_iterable(map(terms, texts))))


def _holds(part: Part) -> Document:
    """Whether a posting holds one of the terms, as an aggregation expression."""
    if len(part) == 1:
        return {"$in": [{"$literal": part[0]}, "$terms"]}
    return {"$gt": [{"$size": {"$setIntersection": [{"$literal": part}, "$terms"]}}, 0]}


def _owner_field(side: Side) -> str:
    return "buyer" if side is Side.BUYER else "shop"


def _narrowed(conversation_id: str | None, before: str | None) -> Document:
    narrowed: Document = {} if conversation_id is None else {"conversation_id": conversation_id}
    if before is not None:
        try:
            narrowed["_id"] = {"$lt": ObjectId(before)}
        except InvalidId:
            raise Invalid("cursor", "is not one that this service gave") from None
    return narrowed
