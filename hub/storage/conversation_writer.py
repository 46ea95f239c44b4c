"""State changes: decided in memory at once, written by compare-and-set, many together.

A change is a pure function. It is applied to the newest state that this process knows, and what it
decided is the answer. The write follows: within moments for changes that an ack waits for, within
`DELAY_SECONDS` for those that follow from durable messages and that `recovery` could work out anew.
One bulk write carries the newest state of every conversation changed since the last one, each only
if the stored revision is still the one that this process built on; where another process was
faster, the conversation is read again and the changes are applied anew.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from secrets import token_hex

import structlog
from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from hub.domain.conversations import Changed, Conversation, Decision
from hub.errors import Overloaded
from hub.storage.documents import conversation_difference
from hub.storage.driver import Collection, as_overloaded
from hub.storage.lru import Lru

log = structlog.get_logger("hub")

DELAY_SECONDS = 0.1
_ATTEMPTS = 20
"""Lost races with other processes before a caller is asked to retry."""

_STAMPS = 4
"""Of the last writes to a conversation, who made them: a bulk write does not tell which won."""

KNOWN = 20_000
"""Conversations whose state is kept in memory, unwritten ones apart."""

Load = Callable[[Iterable[str]], Awaitable[dict[str, Conversation]]]


@dataclass(slots=True)
class _Step:
    """A decision, what it changed, and who waits for it to be durable."""

    decide: Decision
    changed: Changed
    durable: asyncio.Future[Changed] | None


@dataclass(slots=True)
class _Unwritten:
    """A conversation whose newest state is not stored yet."""

    stored: Conversation
    latest: Conversation
    steps: list[_Step] = field(default_factory=list)
    attempts: int = 0

    def apply(self, decide: Decision) -> Changed:
        before = self.latest
        after = decide(before)
        if after is not before:
            self.latest = after = replace(after, rev=before.rev + 1)
        return Changed(before, after)

    def rebase(self, stored: Conversation) -> None:
        """Build on what another process stored instead."""
        self.stored = self.latest = stored
        self.attempts += 1
        for step in self.steps:
            step.changed = self.apply(step.decide)


class ConversationWriter:
    """Holds what is not written yet; the newest state of a conversation is here first."""

    def __init__(
        self, durable: Collection, prompt: Collection, load: Load, observe: Callable[[int], None]
    ) -> None:
        self._durable = durable
        self._prompt = prompt
        self._load = load
        self._observe = observe
        self._name = token_hex(4)
        self._known: Lru[str, Conversation] = Lru(KNOWN)
        self._unwritten: dict[str, _Unwritten] = {}
        self._writing: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.failures = 0
        """How often the database refused a write; what it held is left to `recovery`."""

    def __len__(self) -> int:
        return len(self._unwritten)

    def latest(self, id: str) -> Conversation | None:
        """The newest state that this process knows of, written or not."""
        unwritten = self._unwritten.get(id)
        return unwritten.latest if unwritten else self._known.get(id)

    def learn(self, stored: Conversation) -> Conversation:
        """Take in what was read: the newer of it and of what was known."""
        latest = self.latest(stored.id)
        if latest is not None and latest.rev >= stored.rev:
            return latest
        self._known.put(stored.id, stored)
        return stored

    def change(self, known: Conversation, decide: Decision) -> Changed:
        """Decide now, write soon. `known`: the state to build on where none is unwritten."""
        unwritten = self._unwritten.get(known.id) or _Unwritten(known, known)
        changed = unwritten.apply(decide)
        if changed.anything:
            self._unwritten[known.id] = unwritten
            unwritten.steps.append(_Step(decide, changed, None))
            self._write_soon()
        return changed

    def change_durably(self, known: Conversation, decide: Decision) -> asyncio.Future[Changed]:
        """Decide now; the future holds the outcome once it is on disk."""
        unwritten = self._unwritten.get(known.id) or _Unwritten(known, known)
        changed = unwritten.apply(decide)
        waiting: asyncio.Future[Changed] = asyncio.get_running_loop().create_future()
        self._unwritten[known.id] = unwritten
        unwritten.steps.append(_Step(decide, changed, waiting))
        self._write_now()
        return waiting

    async def settled(self) -> None:
        """Return once everything decided so far was stored, or has failed.

        The write in flight may have begun before; the one after it holds everything up to now.
        """
        for _ in range(2):
            if not self._unwritten:
                return
            self._write_now()
            if self._writing is not None:
                await asyncio.shield(self._writing)

    def _write_soon(self) -> None:
        if self._timer is None and self._writing is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(DELAY_SECONDS, self._write_now)

    def _write_now(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        batch = list(self._unwritten.values())
        try:
            await self._store(batch)
        except PyMongoError as error:
            self._fail(batch, as_overloaded(error))
        except Exception as error:
            log.error("state_not_written", exc_info=error)
            self._fail(batch, error)
        self._writing = None
        if any(step.durable for entry in self._unwritten.values() for step in entry.steps):
            self._write_now()
        elif self._unwritten:
            self._write_soon()

    async def _store(self, batch: Sequence[_Unwritten]) -> None:
        written = [(entry, entry.latest, len(entry.steps)) for entry in batch]
        lost = await self._compare_and_set(batch)
        for entry, latest, steps in written:
            if latest.id in lost:
                self._retry(entry, lost[latest.id])
            else:
                self._stored(entry, latest, steps)

    async def _compare_and_set(self, batch: Sequence[_Unwritten]) -> dict[str, Conversation | None]:
        """Write what changed; those that lost a race, as they are stored now."""
        self._observe(len(batch))
        changes = [(e.stored, e.latest) for e in batch if e.latest is not e.stored]
        if not changes:
            return {}
        durable = any(step.durable for entry in batch for step in entry.steps)
        collection = self._durable if durable else self._prompt
        operations = [self._compare_and_set_one(before, after) for before, after in changes]
        result = await collection.bulk_write(operations, ordered=False)
        if result.matched_count == len(changes):
            return {}
        lost = {after.id for _, after in changes} - await self._won(changes)
        stored = await self._load(lost)
        return {id: stored.get(id) for id in lost}

    def _compare_and_set_one(self, before: Conversation, after: Conversation) -> UpdateOne:
        return UpdateOne(
            {"_id": before.id, "rev": before.rev},
            {
                "$set": conversation_difference(before, after),
                "$push": {"written": {"$each": [self._stamp(after)], "$slice": -_STAMPS}},
            },
        )

    async def _won(self, changes: Sequence[tuple[Conversation, Conversation]]) -> set[str]:
        """Those that this process wrote: another's may look just the same, or build on it."""
        stamped = [{"_id": after.id, "written": self._stamp(after)} for _, after in changes]
        found = self._prompt.find({"$or": stamped}, {"_id": True})
        return {document["_id"] async for document in found}

    def _stamp(self, written: Conversation) -> str:
        return f"{self._name}:{written.rev}"

    def _stored(self, entry: _Unwritten, written: Conversation, count: int) -> None:
        entry.stored, entry.attempts = written, 0
        for step in entry.steps[:count]:
            if step.durable is not None and not step.durable.cancelled():
                step.durable.set_result(step.changed)
        del entry.steps[:count]
        if not entry.steps:
            del self._unwritten[written.id]
            self._known.put(written.id, written)

    def _retry(self, entry: _Unwritten, stored: Conversation | None) -> None:
        if stored is None or entry.attempts >= _ATTEMPTS:
            self._fail([entry], Overloaded())
        else:
            entry.rebase(stored)

    def _fail(self, batch: Sequence[_Unwritten], error: Exception) -> None:
        self.failures += 1
        for entry in batch:
            self._unwritten.pop(entry.latest.id, None)
            self._known.drop(entry.latest.id)
            for step in entry.steps:
                if step.durable is not None and not step.durable.cancelled():
                    step.durable.set_exception(error)
                    step.durable.exception()  # seen, even where the caller has gone
