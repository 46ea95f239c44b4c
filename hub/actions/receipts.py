"""Say what was received and read: watermarks that only grow."""

from dataclasses import dataclass
from functools import partial

from hub.actions.access import Access, Participation
from hub.actions.announce import Announcer
from hub.actions.ports import Conversations, Messages
from hub.domain import receipts
from hub.domain.conversations import Decision, SideState
from hub.domain.identity import Identity


@dataclass(frozen=True, slots=True)
class MarkDelivered:
    """One of the side's devices holds every message up to a seq."""

    access: Access
    conversations: Conversations
    announce: Announcer

    async def __call__(self, who: Identity, conversation_id: str, seq: int) -> SideState:
        """The side's marks afterwards; raises NotFound, Invalid, Overloaded."""
        place = await self.access.up_to(who, conversation_id, seq)
        decide = partial(receipts.delivered, side=place.side, seq=seq)
        return await _apply(self.conversations, self.announce, place, decide)


@dataclass(frozen=True, slots=True)
class MarkRead:
    """The side had every message up to a seq on a visible screen."""

    access: Access
    conversations: Conversations
    messages: Messages
    announce: Announcer

    async def __call__(self, who: Identity, conversation_id: str, seq: int) -> SideState:
        """The side's marks afterwards; raises NotFound, Invalid, Overloaded."""
        place = await self.access.up_to(who, conversation_id, seq)
        if seq <= place.conversation.sides[place.side].read_seq:
            return place.conversation.sides[place.side]
        ordinal = await self._ordinal(place, seq)
        decide = partial(receipts.read, side=place.side, seq=seq, ordinal=ordinal)
        return await _apply(self.conversations, self.announce, place, decide)

    async def _ordinal(self, place: Participation, seq: int) -> int:
        other = place.side.other
        if seq == place.conversation.last_seq:
            return place.conversation.sides[other].sent
        return await self.messages.ordinal(place.conversation.id, seq, other)


async def _apply(
    conversations: Conversations, announce: Announcer, place: Participation, decide: Decision
) -> SideState:
    changed = await conversations.change(place.conversation.id, decide)
    if changed.anything:
        announce.receipt(changed, place.side)
    return changed.after.sides[place.side]
