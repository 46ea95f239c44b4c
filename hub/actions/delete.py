"""Delete for one's own side: a whole conversation, or single messages. The other side keeps all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from hub.actions.access import Access
from hub.actions.announce import Announcer
from hub.actions.ports import Conversations, Messages
from hub.domain import deletion
from hub.domain.conversations import Side
from hub.domain.identity import Identity
from hub.domain.messages import Message


@dataclass(frozen=True, slots=True)
class HideConversation:
    """It leaves the side's inbox until something new arrives, and then shows only the new."""

    access: Access
    conversations: Conversations
    announce: Announcer

    async def __call__(self, who: Identity, conversation_id: str) -> None:
        """Raises NotFound, Overloaded."""
        place = await self.access.participation(who, conversation_id)
        decide = partial(deletion.hide_conversation, side=place.side)
        changed = await self.conversations.change(conversation_id, decide)
        await self.announce.conversation(changed.after, place.side)


@dataclass(frozen=True, slots=True)
class HideMessages:
    """They leave the side's history; the numbers of the others stay what they are."""

    access: Access
    conversations: Conversations
    messages: Messages
    announce: Announcer

    async def __call__(self, who: Identity, conversation_id: str, seqs: Sequence[int]) -> int:
        """The side's latest change number; raises NotFound, Invalid, Overloaded.

        `seqs` are from 1.
        """
        place = await self.access.up_to(who, conversation_id, max(seqs), "seqs")
        side = place.side
        fresh = sorted(set(seqs) - await self.messages.hidden_among(conversation_id, side, seqs))
        if not fresh:
            return place.conversation.sides[side].change
        found = await self.messages.by_seqs(conversation_id, fresh)
        decide = partial(deletion.hide_messages, side=side, ordinals=_ordinals(found, side.other))
        changed = await self.conversations.change(conversation_id, decide)
        change = changed.after.sides[side].change
        await self.messages.hide(conversation_id, side, fresh, change)
        self.announce.hidden(changed, side, tuple(fresh))
        return change


def _ordinals(messages: Sequence[Message], of: Side) -> tuple[int, ...]:
    """Which of a side's messages these are, counted from its first."""
    position = list(Side).index(of)
    return tuple(m.counts[position] for m in messages if m.draft.sender.side == of)
