"""An inverted index of messages in MongoDB: postings by owner and term, and a term dictionary.

Messages are indexed in the background, in batches, after they were delivered; `find` first waits
for what was added before it. What a crash left out is added by `recovery`. A beginning of a word is
looked up in the dictionary, so that every search is a few ordered index ranges, never a scan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bson import ObjectId
from bson.errors import InvalidId
from pymongo import ASCENDING, DESCENDING
from pymongo.errors import BulkWriteError, PyMongoError

from hub.domain.conversations import Conversation, Inbox, Side
from hub.domain.messages import Message
from hub.domain.search_terms import Query, terms
from hub.errors import Invalid
from hub.storage.batcher import Batcher
from hub.storage.driver import DUPLICATE_KEY, PROMPT, Collection, Database, Document, as_overloaded
from hub.storage.lru import Lru

EXPANSIONS = 24
"""Words of the dictionary that a beginning may stand for, shortest first."""
_DICTIONARY_SCAN = 200
_BATCH = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    conversation: Conversation
    message: Message


class SearchIndexStore:
    """Implements `hub.actions.ports.SearchIndex`."""

    def __init__(self, database: Database, observe_batch: Callable[[int], None]) -> None:
        self._postings: Collection = database["search_postings"].with_options(write_concern=PROMPT)
        self._dictionary: Collection = database["search_terms"].with_options(write_concern=PROMPT)
        self.failures = 0
        """How often the database refused a batch; what it held is left to `recovery`."""
        self._listed: Lru[tuple[str, str], bool] = Lru(200_000)
        self._batches: Batcher[_Entry, None] = Batcher(
            self._index, limit=_BATCH, observe=observe_batch
        )

    def __len__(self) -> int:
        """Messages waiting to be indexed."""
        return len(self._batches)

    def add(self, conversation: Conversation, message: Message) -> None:
        self._batches.submit(_Entry(conversation, message))

    async def settled(self) -> None:
        """Return once everything added so far can be found."""
        await self._batches.settled()

    async def find(
        self,
        inboxes: Sequence[Inbox],
        query: Query,
        *,
        conversation_id: str | None,
        before: str | None,
        limit: int,
    ) -> list[str]:
        await self.settled()
        branches = [b for inbox in inboxes if (b := await self._branch(inbox, query)) is not None]
        if not branches:
            return []
        narrowed = [{**branch, **_narrowed(conversation_id, before)} for branch in branches]
        found = self._postings.find({"$or": narrowed}, {"_id": True})
        try:
            newest = found.sort("_id", DESCENDING).limit(limit)
            return [str(document["_id"]) async for document in newest]
        except PyMongoError as error:
            raise as_overloaded(error) from error

    async def _branch(self, inbox: Inbox, query: Query) -> Document | None:
        """The postings of an inbox that hold every term; None when some word is unknown there."""
        owner = {_owner_field(inbox.side): inbox.owner}
        exact = sorted(query.terms, key=len, reverse=True)  # the longest is likely the rarest
        if query.prefix is None:
            return {**owner, "terms": {"$all": exact}} if exact else None
        expansions = await self._expand(inbox, query.prefix)
        if not expansions:
            return None
        if not exact:
            return {**owner, "terms": {"$in": expansions}}
        return {
            **owner,
            "terms": exact[0],
            "$and": [{"terms": {"$all": exact}}, {"terms": {"$in": expansions}}],
        }

    async def _expand(self, inbox: Inbox, prefix: str) -> list[str]:
        start = _dictionary_key(inbox, prefix)
        found = self._dictionary.find({"_id": {"$gte": start, "$lt": start + "\U0010ffff"}})
        keys = [d["_id"] async for d in found.sort("_id", ASCENDING).limit(_DICTIONARY_SCAN)]
        words = [key[len(start) - len(prefix) :] for key in keys]
        return sorted(words, key=len)[:EXPANSIONS]

    async def _index(self, entries: Sequence[_Entry]) -> list[None]:
        postings = [posting for entry in entries if (posting := _posting(entry))["terms"]]
        try:
            if postings:
                await _insert_missing(self._postings, postings)
                await self._list_terms(postings)
        except PyMongoError:
            self.failures += 1
        return [None] * len(entries)

    async def _list_terms(self, postings: Sequence[Document]) -> None:
        keys = {
            key: True
            for posting in postings
            for inbox in (Inbox(Side.BUYER, posting["buyer"]), Inbox(Side.SELLER, posting["shop"]))
            for term in posting["terms"]
            if self._listed.get(key := (_dictionary_key(inbox, ""), term)) is None
        }
        if keys:
            await _insert_missing(self._dictionary, [{"_id": owner + term} for owner, term in keys])
            for key in keys:
                self._listed.put(key, value=True)


def _posting(entry: _Entry) -> Document:
    return {
        "_id": entry.message.id,
        "conversation_id": entry.conversation.id,
        "buyer": entry.conversation.buyer,
        "shop": entry.conversation.shop,
        "terms": terms(entry.message.draft.text),
    }


async def _insert_missing(collection: Collection, documents: list[Document]) -> None:
    """Insert what is not there yet; an existing `_id` is left as it is."""
    try:
        await collection.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        failed = (error.details or {}).get("writeErrors", [])
        if any(failure["code"] != DUPLICATE_KEY for failure in failed):
            raise


def _owner_field(side: Side) -> str:
    return "buyer" if side is Side.BUYER else "shop"


def _dictionary_key(inbox: Inbox, term: str) -> str:
    return f"{inbox.side.value}\n{inbox.owner}\n{term}"


def _narrowed(conversation_id: str | None, before: str | None) -> Document:
    narrowed: Document = {} if conversation_id is None else {"conversation_id": conversation_id}
    if before is not None:
        try:
            narrowed["_id"] = {"$lt": ObjectId(before)}
        except InvalidId:
            raise Invalid("cursor", "is not one that this service gave") from None
    return narrowed
