"""Where a message becomes durable: group commit with gapless numbers, exactly once.

Drafts that arrive while a write is in flight are committed together by one ordered insert. This
process keeps the tail of each conversation it writes to; another process's write is caught by the
unique index on (conversation, seq): re-read the tail, renumber, retry. A resent `client_id` is
caught by another unique index and answered with the original, and by a third one a picture that
another message carries. An ordered insert stops at its
first failure, so nothing after it was numbered in vain and no gap can arise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bson import ObjectId
from pymongo import DESCENDING
from pymongo.errors import BulkWriteError, PyMongoError

from hub.actions.ports import Clock, Committed
from hub.domain.messages import Draft, Message, Tail, same_content
from hub.errors import Conflict, Overloaded
from hub.storage.documents import message_document, message_from
from hub.storage.driver import (
    DUPLICATE_KEY,
    DURABLE,
    MAJORITY,
    Collection,
    Database,
    Document,
    as_overloaded,
)
from hub.storage.lru import Lru

_COLLISIONS = 20
"""In a row with other processes, before a sender is asked to retry."""
_ONCE = {"client_id", "attachments.id"}
"""What no two messages have in common."""


@dataclass(frozen=True, slots=True)
class _Failure:
    index: int
    used: bool
    """Its `client_id` or a picture was used before; otherwise another process took its seq."""


class CommitLog:
    """Places drafts at the ends of their conversations and writes them, batch by batch."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._messages: Collection = database["messages"].with_options(write_concern=DURABLE)
        self._settled: Collection = database["messages"].with_options(read_concern=MAJORITY)
        self._clock = clock
        self._tails: Lru[str, Tail] = Lru(50_000)
        self.failures = 0
        """How often the answer to a write was lost: it may have been done all the same."""

    async def commit(self, drafts: Sequence[Draft]) -> list[Committed | Exception]:
        """One outcome per draft, in order; raises Overloaded when the database is away."""
        outcomes: list[Committed | Exception] = []
        collisions = 0
        try:
            while len(outcomes) < len(drafts) and collisions < _COLLISIONS:
                done = await self._commit_some(drafts[len(outcomes) :])
                outcomes += done
                collisions = 0 if done else collisions + 1
        except PyMongoError as error:
            self.failures += 1
            self._forget(drafts)
            raise as_overloaded(error) from error
        return outcomes + [Overloaded()] * (len(drafts) - len(outcomes))

    async def _commit_some(self, drafts: Sequence[Draft]) -> list[Committed | Exception]:
        """Outcomes of the first few drafts; at least one unless a seq was taken by another."""
        placed = await self._place(drafts)
        failure = await self._insert(placed)
        if failure is None:
            self._remember(placed)
            return [Committed(message, replayed=False) for message in placed]
        self._remember(placed[: failure.index])
        self._forget(drafts[failure.index :])
        done: list[Committed | Exception] = [
            Committed(message, replayed=False) for message in placed[: failure.index]
        ]
        if failure.used:
            done.append(await self._replay(drafts[failure.index]))
        return done

    async def _place(self, drafts: Sequence[Draft]) -> list[Message]:
        now = self._clock.now()
        tails: dict[str, Tail] = {}
        placed: list[Message] = []
        for draft in drafts:
            conversation = draft.conversation_id
            tail = tails.get(conversation) or await self._tail(conversation)
            tails[conversation] = tail = tail.next(draft.sender.side)
            placed.append(Message(ObjectId(), tail.seq, tail.counts, now, draft))
        return placed

    async def _tail(self, conversation_id: str) -> Tail:
        known = self._tails.get(conversation_id)
        if known is not None:
            return known
        last = await self._messages.find_one(
            {"conversation_id": conversation_id},
            {"seq": True, "counts": True},
            sort=[("seq", DESCENDING)],
        )
        return Tail(last["seq"], (last["counts"][0], last["counts"][1])) if last else Tail()

    async def _insert(self, placed: Sequence[Message]) -> _Failure | None:
        try:
            await self._messages.insert_many([message_document(m) for m in placed], ordered=True)
        except BulkWriteError as error:
            return _first_failure(error)
        return None

    async def _replay(self, draft: Draft) -> Committed | Exception:
        """The original of a resent draft; only once it is majority-committed itself."""
        sent = {
            "conversation_id": draft.conversation_id,
            "sender.id": draft.sender.id,
            "client_id": draft.client_id,
        }
        kept = await self._settled.find_one(sent)
        if kept is None:
            known = await self._messages.find_one(sent, {"_id": True})
            return Overloaded() if known else Conflict("A picture was already sent.")
        original = message_from(kept)
        if not original.erased and not same_content(original.draft, draft):
            return Conflict("This client_id was already used for another message.")
        return Committed(original, replayed=True)

    def _remember(self, placed: Sequence[Message]) -> None:
        for message in placed:
            self._tails.put(message.conversation_id, Tail(message.seq, message.counts))

    def _forget(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            self._tails.drop(draft.conversation_id)


def _first_failure(error: BulkWriteError) -> _Failure:
    """The write error at which the ordered insert stopped; re-raises what is not about keys."""
    details: Document = dict(error.details or {})
    failed = details.get("writeErrors") or []
    if not failed or failed[0]["code"] != DUPLICATE_KEY or details.get("writeConcernErrors"):
        raise error
    return _Failure(failed[0]["index"], used=bool(_ONCE & set(failed[0].get("keyPattern", ()))))
