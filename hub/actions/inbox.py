"""The message centre's list: conversations by last activity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
        views = [self._as_now(view) for view in await self.views.many(shown)]
        more = len(found) > limit
        return Page(views, _end_of(found[limit - 1]) if more else None, self.unread.total(inboxes))

    def _as_now(self, view: ConversationView) -> ConversationView:
        """With the receipts of this moment.

        While the view was put together one may have been told to a device that did not know the
        conversation yet, and so could not keep it.
        """
        newest = self.conversations.newest(view.conversation)
        same = newest.last_seq == view.conversation.last_seq
        return replace(view, conversation=newest) if same else view


def participations(who: Identity, conversations: Sequence[Conversation]) -> list[Participation]:
    """The caller's part in each conversation; those without one are left out."""
    sides = ((one, side_of(who, one)) for one in conversations)
    return [Participation(one, side) for one, side in sides if side is not None]


def _end_of(conversation: Conversation) -> Before:
    return Before(conversation.activity_at, conversation.id)
