"""What each sender said lately in each conversation: in memory, and read where it is not."""

from datetime import datetime

from pymongo import DESCENDING

from hub.domain import windows
from hub.domain.conversations import Conversation
from hub.domain.messages import Message
from hub.domain.windows import Said, Window
from hub.storage.driver import Collection, Database, overloaded_when_away
from hub.storage.lru import Lru

REMEMBERED = 10_000
"""Windows in memory; most are a few short lines."""
_LOOKED_BACK = 200
"""Messages of a conversation, of whomever, among which a sender's last ones are looked for."""


@overloaded_when_away
class WindowStore:
    """Implements `hub.actions.moderation_ports.Windows`."""

    def __init__(self, database: Database) -> None:
        self._messages: Collection = database["messages"]
        self._known: Lru[tuple[str, str], Window] = Lru(REMEMBERED)

    async def of(self, conversation: Conversation, sender: str, now: datetime) -> Window:
        key = conversation.id, sender
        known = self._known.get(key)
        if known is None:
            read = await self._read(conversation, sender, now)
            known = self._known.get(key)  # of two that read at once, the first is kept up to date
            if known is None:
                known = read
                self._known.put(key, read)
        return windows.recent(known, now)

    def add(self, conversation_id: str, sender: str, said: Said) -> None:
        known = self._known.get((conversation_id, sender))
        if known is not None:
            self._known.put((conversation_id, sender), windows.extended(known, said))

    def placed(self, message: Message) -> None:
        key = message.conversation_id, message.draft.sender.id
        known = self._known.get(key)
        if known:
            self._known.put(key, windows.numbered(known, message.draft.client_id, message.seq))

    def forget(self, conversation_id: str, sender: str) -> None:
        self._known.drop((conversation_id, sender))

    async def _read(self, conversation: Conversation, sender: str, now: datetime) -> Window:
        since = now - windows.SPAN
        if not conversation.last_seq or conversation.activity_at < since:
            return ()
        found = self._messages.find(
            {
                "conversation_id": conversation.id,
                "seq": {"$gt": conversation.last_seq - _LOOKED_BACK},
                "sender.id": sender,
                "sent_at": {"$gte": since},
                "erased": {"$exists": False},
                "text": {"$gt": ""},  # pictures alone push nothing out
            },
            {"client_id": True, "text": True, "sent_at": True, "seq": True},
        )
        newest = found.sort("seq", DESCENDING).limit(windows.MOST)
        said = [Said(d["client_id"], d["text"], d["sent_at"], d["seq"]) async for d in newest]
        return tuple(reversed(said))
