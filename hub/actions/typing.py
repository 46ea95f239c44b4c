"""Say that one is typing; told to the other side's live devices and never stored."""

from dataclasses import dataclass

from hub.actions.access import Access
from hub.actions.ports import Delivery
from hub.actions.translate_soon import ExpectMessage
from hub.domain.events import Typing
from hub.domain.identity import Identity


@dataclass(frozen=True, slots=True)
class TellTyping:
    """Whether the caller is writing in a conversation."""

    access: Access
    delivery: Delivery
    expect: ExpectMessage

    async def __call__(self, who: Identity, conversation_id: str, *, typing: bool) -> None:
        """Raises NotFound."""
        place = await self.access.participation(who, conversation_id)
        other = place.conversation.inbox(place.side.other)
        self.delivery.push(other, Typing(conversation_id, place.side, typing))
        if typing:
            await self.expect(place.conversation, place.side)
