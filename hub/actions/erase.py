"""Erase a message for everybody: its content is gone, its number and its sender stay."""

from dataclasses import dataclass

from hub.actions.announce import Announcer
from hub.actions.moderation_ports import Windows
from hub.actions.ports import Conversations, Messages, SearchIndex
from hub.domain.conversations import Side
from hub.domain.deletion import erase_message
from hub.domain.messages import Kind
from hub.errors import Invalid, NotFound


@dataclass(frozen=True, slots=True)
class EraseMessage:
    """For staff, who answer for it; both sides keep a stub and are told.

    The numbers come first, so that a crash leaves the message whole and the call to be repeated.
    """

    conversations: Conversations
    messages: Messages
    search: SearchIndex
    windows: Windows
    announce: Announcer

    async def __call__(self, conversation_id: str, seq: int) -> None:
        """Does nothing the second time; raises NotFound, Invalid, Overloaded."""
        message = await self.messages.get(conversation_id, seq)
        if message is None:
            raise NotFound("There is no such message.")
        if message.draft.kind is Kind.SYSTEM:
            raise Invalid("seq", "is a message of the marketplace itself")
        if not message.erased:
            changed = await self.conversations.change(conversation_id, erase_message)
            numbers = {side: changed.after.sides[side].change for side in Side}
            await self.messages.erase(conversation_id, seq, numbers)
            await self.announce.erased(changed, seq)
        self.windows.forget(conversation_id, message.draft.sender.id)
        await self.search.remove(message)
