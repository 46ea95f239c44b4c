"""Unread totals of the inboxes that are connected here."""

import asyncio
from collections.abc import Iterable

from hub.actions.ports import Conversations
from hub.domain.conversations import Conversation, Inbox, Side


class _Counts:
    def __init__(self, loading: "asyncio.Task[dict[str, int]]") -> None:
        self.loading = loading
        self.followers = 0
        self.total = 0
        self._loaded = False
        self._by_conversation: dict[str, int] = {}

    def note(self, conversation_id: str, unread: int) -> None:
        self.total += unread - self._by_conversation.pop(conversation_id, 0)
        if unread or not self._loaded:
            self._by_conversation[conversation_id] = unread

    def take_in(self, loaded: dict[str, int]) -> None:
        """What was stored when loading began; what was noted since then is newer."""
        for conversation_id, unread in loaded.items():
            if conversation_id not in self._by_conversation:
                self.note(conversation_id, unread)
        loaded.clear()  # every follower gets the same one
        self._loaded = True


class UnreadTotals:
    """Loaded when an inbox's first device connects, then kept by every change.

    What is noted must be the newest state of a conversation that this process knows.
    """

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._inboxes: dict[Inbox, _Counts] = {}

    async def follow(self, inbox: Inbox) -> None:
        """Keep an inbox's total until it is forgotten as often; raises what storage raises."""
        counts = self._inboxes.get(inbox)
        if counts is None:
            loading = asyncio.ensure_future(self._conversations.unread(inbox))
            counts = self._inboxes[inbox] = _Counts(loading)
        counts.followers += 1
        try:
            loaded = await asyncio.shield(counts.loading)
        except BaseException:
            self.forget(inbox)
            raise
        counts.take_in(loaded)

    def forget(self, inbox: Inbox) -> None:
        """One follower fewer."""
        counts = self._inboxes.get(inbox)
        if counts is None:
            return
        counts.followers -= 1
        if counts.followers <= 0:
            del self._inboxes[inbox]

    def note(self, conversation: Conversation) -> None:
        """Take in a conversation's newest state."""
        for side in Side:
            counts = self._inboxes.get(conversation.inbox(side))
            if counts is not None:
                counts.note(conversation.id, conversation.sides[side].unread)

    def total(self, inboxes: Iterable[Inbox]) -> int:
        """Unread messages in these inboxes; what is not followed counts nothing."""
        return sum(self._inboxes[inbox].total for inbox in inboxes if inbox in self._inboxes)
