"""Attach pictures to a message: its sender's own, of this conversation, each used once.

They are reserved before the message is judged and committed. That two messages carry the same
picture is ruled out by the database, whatever happens here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.actions.attachment_ports import Attachments
from hub.actions.moderation_ports import HeldMessages
from hub.actions.ports import Messages
from hub.domain.attachments import ids
from hub.domain.messages import Draft
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class Reserved:
    """A draft with its pictures, and the incidents that moderation opened about them."""

    draft: Draft
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachPictures:
    """Reserves pictures for a draft, by its `client_id`, and gives them free again."""

    attachments: Attachments
    messages: Messages
    held: HeldMessages

    async def __call__(self, draft: Draft, attachment_ids: Sequence[str]) -> Reserved:
        """Raises NotFound, Conflict, Overloaded."""
        sender, client_id = draft.sender.id, draft.client_id
        try:
            claimed = await self.attachments.claim(
                attachment_ids, draft.conversation_id, sender, client_id
            )
        except NotFound:
            if await self._erased(draft):
                return Reserved(draft)  # of the stub there is no more to find
            raise
        incidents = dict.fromkeys(one.incident for one in claimed if one.incident)
        pictures = tuple(one.attached for one in claimed)
        return Reserved(replace(draft, attachments=pictures), tuple(incidents))

    async def release(self, draft: Draft) -> None:
        """It was refused: what neither a message nor a held one carries may be sent again."""
        reserved = ids(draft.attachments)
        if not reserved:
            return
        sent = await self.messages.carrying(draft.conversation_id, reserved)
        used = {id for message in sent for id in ids(message.draft.attachments)}
        used |= await self.held.carrying(reserved)
        free = [id for id in reserved if id not in used]
        await self.attachments.release(free, draft.client_id)

    async def _erased(self, draft: Draft) -> bool:
        """Whether this is a message that was sent, and then taken from both sides."""
        seq = await self.messages.number_of(draft.conversation_id, draft.sender.id, draft.client_id)
        sent = await self.messages.get(draft.conversation_id, seq) if seq else None
        return sent is not None and sent.erased
