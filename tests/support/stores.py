"""Storage as one process holds it, and conversations written into it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from hub.actions.ports import Committed
from hub.domain.conversations import Conversation
from hub.domain.messages import Draft, Message, appended
from hub.storage.conversations import ConversationStore
from hub.storage.driver import Database
from hub.storage.messages import MessageStore
from hub.storage.search_index import SearchIndexStore
from tests.support.talks import draft, fresh

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Stores:
    """The collections of one process; several over one database are several processes."""

    database: Database
    messages: MessageStore
    conversations: ConversationStore
    search: SearchIndexStore

    async def open(self, id: str, *, buyer: str = "ana", shop: str = "lamps") -> Conversation:
        return await self.conversations.open(fresh(id, buyer=buyer, shop=shop))

    async def send(self, written: Draft) -> Message:
        """Everything that sending does to storage."""
        committed = await self.messages.commit(written)
        changed = await self.conversations.change(
            written.conversation_id, partial(appended, last=committed.message), durable=False
        )
        self.search.add(changed.after, committed.message)
        return committed.message

    async def talk(self, id: str, *texts: str, sender: str = "buyer") -> list[Message]:
        """Send texts one after the other."""
        return [
            await self.send(
                draft(id, sender, f"{sender}-{n}-{text[:20].encode().hex()[:40]}", text)
            )
            for n, text in enumerate(texts)
        ]

    async def settled(self) -> None:
        await self.messages.settled()
        await self.conversations.settled()
        await self.search.settled()


def kept(outcomes: Sequence[Committed | Exception]) -> list[Message]:
    """The messages of outcomes that must all be good."""
    return [outcome.message for outcome in outcomes if isinstance(outcome, Committed)]
