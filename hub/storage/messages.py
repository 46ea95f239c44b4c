"""The `messages` collection: history as each side may see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import ASCENDING, DESCENDING, UpdateOne

from hub.actions.ports import Clock, Committed
from hub.domain.conversations import Side
from hub.domain.messages import Draft, Message
from hub.domain.translations import MessageTranslation
from hub.storage.batcher import Batcher
from hub.storage.commit import CommitLog
from hub.storage.documents import message_from, translation_document
from hub.storage.driver import DURABLE, PROMPT, Collection, Database, Document, overloaded_when_away
from hub.storage.lru import Lru

BUSY = 10
"""Drafts on their way at once."""
BUSY_SECONDS = 0.25
"""How long that counts: between two batches there is a moment in which nothing is on its way."""
_LOOKED_BACK = 50
"""Messages, of whomever, among which a sender's last ones are looked for."""
_REMEMBERED = 1_000
"""Messages erased lately through this process."""


@overloaded_when_away
class MessageStore:
    """Implements `hub.actions.ports.Messages`."""

    def __init__(
        self, database: Database, clock: Clock, observe_batch: Callable[[int], None]
    ) -> None:
        self._messages: Collection = database["messages"].with_options(write_concern=DURABLE)
        self._derived: Collection = database["messages"].with_options(write_concern=PROMPT)
        self._log = CommitLog(database, clock)
        self._clock = clock
        self._observe_batch = observe_batch
        self._crowded_at = -BUSY_SECONDS
        self._erased: Lru[tuple[str, int], bool] = Lru(_REMEMBERED)
        self._commits: Batcher[Draft, Committed] = Batcher(
            self._log.commit, limit=500, observe=self._observe
        )

    def __len__(self) -> int:
        """Drafts waiting for their turn."""
        return len(self._commits)

    @property
    def failures(self) -> int:
        """How often a commit failed that may have been done all the same."""
        return self._log.failures

    def sending(self) -> bool:
        """Whether anybody waits for a message to be committed."""
        return self._commits.unfinished > 0

    def busy(self) -> bool:
        """Whether so many are sending that what is less urgent should wait."""
        lately = self._clock.monotonic() - self._crowded_at < BUSY_SECONDS
        return lately or self._commits.unfinished >= BUSY

    def _observe(self, size: int) -> None:
        if size >= BUSY:
            self._crowded_at = self._clock.monotonic()
        self._observe_batch(size)

    async def commit(self, draft: Draft) -> Committed:
        return await self._commits.submit(draft)

    async def settled(self) -> None:
        """Return once every draft submitted so far is committed or refused."""
        await self._commits.settled()

    async def get(self, conversation_id: str, seq: int) -> Message | None:
        document = await self._messages.find_one({"conversation_id": conversation_id, "seq": seq})
        return message_from(document) if document else None

    async def number_of(self, conversation_id: str, sender: str, client_id: str) -> int | None:
        sent = {
            "conversation_id": conversation_id,
            "sender.id": sender,
            "client_id": client_id,
        }
        kept = await self._messages.find_one(sent, {"seq": True})
        return int(kept["seq"]) if kept else None

    async def by_ids(self, ids: Iterable[Any]) -> dict[Any, Message]:
        # The search index gives them as text.
        found = self._messages.find({"_id": {"$in": [ObjectId(id) for id in ids]}})
        return {document["_id"]: message_from(document) async for document in found}

    async def by_seqs(self, conversation_id: str, seqs: Sequence[int]) -> list[Message]:
        found = self._messages.find(_those(conversation_id, seqs)).sort("seq", ASCENDING)
        return [message_from(document) async for document in found]

    async def carrying(self, conversation_id: str, attachment_ids: Sequence[str]) -> list[Message]:
        carried = {"attachments.id": {"$in": list(attachment_ids)}}
        found = self._messages.find({"conversation_id": conversation_id, **carried})
        return [message_from(document) async for document in found]

    async def ordinal(self, conversation_id: str, seq: int, of: Side) -> int:
        message = await self.get(conversation_id, seq) if seq else None
        return message.counts[list(Side).index(of)] if message else 0

    async def visible(
        self, conversation_id: str, side: Side, *, above: int, below: int | None, limit: int
    ) -> list[Message]:
        span: Document = {"$gt": above} if below is None else {"$gt": above, "$lt": below}
        newest = await self._visible(conversation_id, side, span, DESCENDING, limit)
        return newest[::-1]

    async def visible_after(
        self, conversation_id: str, side: Side, *, above: int, limit: int
    ) -> list[Message]:
        return await self._visible(conversation_id, side, {"$gt": above}, ASCENDING, limit)

    async def hide(
        self, conversation_id: str, side: Side, seqs: Sequence[int], change: int
    ) -> None:
        await self._messages.update_many(
            {**_those(conversation_id, seqs), f"hidden.{side.value}": {"$exists": False}},
            {"$set": {f"hidden.{side.value}": change}},
        )

    async def hidden_among(self, conversation_id: str, side: Side, seqs: Sequence[int]) -> set[int]:
        found = self._messages.find(
            {**_those(conversation_id, seqs), f"hidden.{side.value}": {"$exists": True}},
            {"seq": True},
        )
        return {document["seq"] async for document in found}

    async def hidden_since(
        self, conversation_id: str, side: Side, change: int, limit: int
    ) -> list[tuple[int, int]]:
        return await self._changed_since("hidden", conversation_id, side, change, limit)

    async def erase(self, conversation_id: str, seq: int, changes: Mapping[Side, int]) -> None:
        numbers = {side.value: change for side, change in changes.items()}
        self._erased.put((conversation_id, seq), True)  # noqa: FBT003 - the value is not read
        await self._messages.update_one(
            {"conversation_id": conversation_id, "seq": seq},
            {
                "$set": {"text": "", "erased": numbers},
                "$unset": {"translations": True, "attachments": True},
            },
        )

    async def languages_before(self, message: Message, most: int) -> list[str]:
        found = self._messages.find(
            {
                "conversation_id": message.conversation_id,
                "seq": {"$lt": message.seq, "$gte": message.seq - _LOOKED_BACK},
                "sender.id": message.draft.sender.id,
                "erased": {"$exists": False},
                "text": {"$gt": ""},
            },
            {"lang": True},
        )
        newest = found.sort("seq", DESCENDING).limit(most)
        return [document["lang"] async for document in newest][::-1]

    async def put_translation(
        self, conversation_id: str, seq: int, source: str, translation: MessageTranslation | None
    ) -> bool:
        known: Document = {"lang": source}
        if translation is not None:
            known[f"translations.{translation.lang}"] = translation_document(translation)
        put = await self._derived.update_one(
            {"conversation_id": conversation_id, "seq": seq, "erased": {"$exists": False}},
            {"$set": known},
        )
        # The answers to two writes may come in either order.
        return put.matched_count > 0 and not self._erased.get((conversation_id, seq))

    async def put_shown(
        self, conversation_id: str, side: Side, langs: Mapping[int, str], at: datetime
    ) -> None:
        updates = [_shown(conversation_id, side, seq, lang, at) for seq, lang in langs.items()]
        await self._messages.bulk_write(updates, ordered=False)

    async def erased_since(
        self, conversation_id: str, side: Side, change: int, limit: int
    ) -> list[tuple[int, int]]:
        return await self._changed_since("erased", conversation_id, side, change, limit)

    async def _changed_since(
        self, what: str, conversation_id: str, side: Side, change: int, limit: int
    ) -> list[tuple[int, int]]:
        field = f"{what}.{side.value}"
        found = self._messages.find(
            {"conversation_id": conversation_id, field: {"$gt": change}}, {"seq": True, field: True}
        )
        ordered = found.sort([(field, ASCENDING), ("seq", ASCENDING)]).limit(limit)
        return [(d[what][side.value], d["seq"]) async for d in ordered]

    async def _visible(
        self, conversation_id: str, side: Side, span: Document, order: int, limit: int
    ) -> list[Message]:
        found = self._messages.find(
            {
                "conversation_id": conversation_id,
                "seq": span,
                f"hidden.{side.value}": {"$exists": False},
            }
        )
        return [message_from(d) async for d in found.sort("seq", order).limit(limit)]


def _shown(conversation_id: str, side: Side, seq: int, lang: str, at: datetime) -> UpdateOne:
    translation, shown = f"translations.{lang}", f"shown.{side.value}"
    which: Document = {
        "conversation_id": conversation_id,
        "seq": seq,
        "sender.side": side.other.value,
        translation: {"$exists": True},
        shown: {"$exists": False},
    }
    kept = {
        "lang": {"$literal": lang},
        "engine": f"${translation}.engine",
        "route": f"${translation}.route",
        "at": at,
    }
    return UpdateOne(which, [{"$set": {shown: kept}}])


def _those(conversation_id: str, seqs: Sequence[int]) -> Document:
    return {"conversation_id": conversation_id, "seq": {"$in": list(seqs)}}
