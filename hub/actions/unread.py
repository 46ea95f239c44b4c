"""Unread totals of the inboxes that are connected here."""

import asyncio
from collections.abc import Iterable

from hub.actions.ports import Conversations, UnreadCount
from hub.domain.conversations import Conversation, Inbox, Side


class _Counts:
    def __init__(self, loading: "asyncio.Task[dict[str, UnreadCount]]") -> None:
        self.loading = loading
        self.followers = 0
        self.total = 0
        self._by_conversation: dict[str, UnreadCount] = {}

    def note(self, conversation_id: str, count: UnreadCount) -> None:
        known = self._by_conversation.get(conversation_id)
        if known is not None and known.rev >= count.rev:
            return
        self._by_conversation[conversation_id] = count
        self.total += count.unread - (known.unread if known else 0)


class UnreadTotals:
    """Loaded when an inbox's first device connects, then kept by every change.

    Counts are stamped with the conversation's revision, so the order in which changes and the
    loaded state arrive does not matter.
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
        for conversation_id, count in loaded.items():
            counts.note(conversation_id, count)
        loaded.clear()

    def forget(self, inbox: Inbox) -> None:
        """One follower fewer."""
        counts = self._inboxes.get(inbox)
        if counts is None:
            return
        counts.followers -= 1
        if counts.followers <= 0:
            del self._inboxes[inbox]

    def note(self, conversation: Conversation) -> None:
        """Take in a conversation's state after a change."""
        for side in Side:
            counts = self._inboxes.get(conversation.inbox(side))
            if counts is not None:
                unread = conversation.sides[side].unread
                counts.note(conversation.id, UnreadCount(conversation.rev, unread))

    def total(self, inboxes: Iterable[Inbox]) -> int:
        """Unread messages in these inboxes; what is not followed counts nothing."""
        return sum(self._inboxes[inbox].total for inbox in inboxes if inbox in self._inboxes)
