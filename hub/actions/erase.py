"""Erase a message for everybody: its content is gone, its number and its sender stay."""

from dataclasses import dataclass

from hub.actions.announce import Announcer
from hub.actions.attachment_ports import Attachments
from hub.actions.moderation_ports import Windows
from hub.actions.picture_ports import Pictures
from hub.actions.ports import Conversations, Messages, SearchIndex
from hub.domain.attachments import ids
from hub.domain.conversations import Side
from hub.domain.deletion import erase_message
from hub.domain.messages import Kind, Message
from hub.errors import Invalid, NotFound


@dataclass(frozen=True, slots=True)
class EraseMessage:
    """For staff, who answer for it; both sides keep a stub and are told.

    The numbers come first, so that a crash leaves the message whole and the call to be repeated;
    its text goes last, as only a message that is not erased says which pictures it had.
    """

    conversations: Conversations
    messages: Messages
    attachments: Attachments
    pictures: Pictures
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
            await self._pictures(message)
            await self.messages.erase(conversation_id, seq, numbers)
            await self.announce.erased(changed, seq)
        self.windows.forget(conversation_id, message.draft.sender.id)
        await self.search.remove(message)

    async def _pictures(self, message: Message) -> None:
        """Those of the message, and their content where nothing else has it."""
        attached = message.draft.attachments
        if attached:
            await self.attachments.remove(ids(attached))
            await self.pictures.drop_unreferenced({one.picture for one in attached})
