"""The message centre's list: conversations by last activity."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub.actions.access import Participation
from hub.actions.ports import Before, Conversations, Folder
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.domain.conversations import Conversation, inboxes_of, side_of
from hub.domain.identity import Identity
from hub.domain.views import ConversationView


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is where the following page begins; None on the last one."""

    views: list[ConversationView]
    next: Before | None
    unread_total: int


@dataclass(frozen=True, slots=True)
class ListConversations:
    """A page of the caller's inbox."""

    conversations: Conversations
    unread: UnreadTotals
    views: Views

    async def __call__(
        self, who: Identity, folder: Folder, before: Before | None, limit: int
    ) -> Page:
        inboxes = inboxes_of(who)
        found = await self.conversations.page(inboxes, folder, before, limit + 1)
        shown = participations(who, found[:limit])
        views = await self.views.many(shown)
        more = len(found) > limit
        return Page(views, _end_of(found[limit - 1]) if more else None, self.unread.total(inboxes))


def participations(who: Identity, conversations: Sequence[Conversation]) -> list[Participation]:
    """The caller's part in each conversation; those without one are left out."""
    sides = ((one, side_of(who, one)) for one in conversations)
    return [Participation(one, side) for one, side in sides if side is not None]


def _end_of(conversation: Conversation) -> Before:
    return Before(conversation.activity_at, conversation.id)
