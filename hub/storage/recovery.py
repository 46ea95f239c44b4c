"""Heals what a crash left half done: messages are the truth, the rest follows from them.

A message is durable before its conversation's summary and its search postings are written. A
checkpoint says up to when everything had followed; on start, the messages since then are applied
again, which changes nothing where nothing was missing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bson import ObjectId
from pymongo import ASCENDING
from pymongo.errors import PyMongoError

from hub.domain.conversations import Changed
from hub.domain.messages import Message, appended
from hub.errors import Overloaded
from hub.storage.conversations import ConversationStore
from hub.storage.documents import message_from
from hub.storage.driver import Collection, Database
from hub.storage.messages import MessageStore
from hub.storage.search_index import SearchIndexStore

Tell = Callable[[Changed, Message], Awaitable[None]]

MARGIN = timedelta(seconds=60)
"""Clocks of processes and machines may differ by this much."""
_BATCH = 1_000


class Recovery:
    """Keeps the checkpoint and replays what came after it."""

    def __init__(
        self,
        database: Database,
        messages: MessageStore,
        conversations: ConversationStore,
        search: SearchIndexStore,
    ) -> None:
        self._messages: Collection = database["messages"]
        self._checkpoints: Collection = database["checkpoints"]
        self._stages = (messages, conversations, search)
        self._conversations = conversations
        self._search = search
        self._healed_failures = 0
        self.tell: Tell | None = None
        """Tells live devices of a message that they were not told of when it was committed."""

    async def save_checkpoint(self, now: datetime) -> None:
        """Record that everything committed before `now` has followed, healing it if need be."""
        try:
            if self._failures != self._healed_failures:
                await self.replay()
            for stage in self._stages:
                await stage.settled()
            if self._failures != self._healed_failures:
                return  # something was refused meanwhile: to be healed next time
            await self._checkpoints.update_one(
                {"_id": "followed"}, {"$max": {"until": now}}, upsert=True
            )
        except (PyMongoError, Overloaded):
            return  # the older checkpoint stands: more is replayed, nothing is missed

    async def replay(self) -> int:
        """Apply every message since the checkpoint again; how many there were."""
        failures = self._failures
        checkpoint = await self._checkpoints.find_one({"_id": "followed"})
        since = checkpoint["until"] - MARGIN if checkpoint else None
        last = ObjectId.from_datetime(since) if since else ObjectId("0" * 24)
        count = 0
        while batch := await self._after(last):
            await self._apply(batch)
            last, count = batch[-1].id, count + len(batch)
        self._healed_failures = failures
        return count

    @property
    def _failures(self) -> int:
        return sum(stage.failures for stage in self._stages)

    async def _after(self, last: ObjectId) -> list[Message]:
        found = self._messages.find({"_id": {"$gt": last}}).sort("_id", ASCENDING).limit(_BATCH)
        return [message_from(document) async for document in found]

    async def _apply(self, batch: list[Message]) -> None:
        newest: dict[str, Message] = {}
        for message in batch:
            known = newest.get(message.conversation_id)
            if known is None or message.seq > known.seq:
                newest[message.conversation_id] = message
        found = await self._conversations.many(newest)
        healed = await asyncio.gather(
            *(
                self._conversations.change(id, partial(appended, last=newest[id]), durable=False)
                for id in found
            )
        )
        for changed in healed:
            if changed.anything and self.tell is not None:
                await self.tell(changed, newest[changed.after.id])
        for message in batch:
            if message.conversation_id in found:
                self._search.add(found[message.conversation_id], message)
        await self._search.settled()
