"""Which pictures somebody may see now: what their side sees of the messages, and their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.actions.access import Access, Participation
from hub.actions.attachment_ports import Attachments
from hub.actions.ports import Messages
from hub.actions.visible import deleted_among
from hub.domain.attachments import Attachment, ids
from hub.domain.identity import Identity
from hub.domain.messages import Message


@dataclass(frozen=True, slots=True)
class VisibleAttachments:
    """Asked of the messages, whenever a picture is to be shown: what is gone there is gone here."""

    attachments: Attachments
    messages: Messages

    async def __call__(
        self, place: Participation, user: str, wanted: Sequence[str]
    ) -> list[Attachment]:
        """Those of the conversation that this user of this side sees. Raises Overloaded."""
        known = await self.attachments.many(wanted)
        return await self.among(place, user, known.values())

    async def among(
        self, place: Participation, user: str, known: Iterable[Attachment]
    ) -> list[Attachment]:
        """The same of those that were read already. Raises Overloaded."""
        conversation_id = place.conversation.id
        here = [one for one in known if one.conversation_id == conversation_id]
        if not here:
            return []
        sent = await self.messages.carrying(conversation_id, [one.id for one in here])
        gone = await deleted_among(self.messages, place, sent)
        carriers = _carriers(sent)
        return [one for one in here if _sees(user, one, carriers.get(one.id), gone)]


@dataclass(frozen=True, slots=True)
class FindLinkable:
    """For those whose addresses of pictures have ended."""

    access: Access
    visible: VisibleAttachments

    async def __call__(
        self, who: Identity, conversation_id: str, wanted: Sequence[str]
    ) -> list[str]:
        """Which of these the caller may see, in this order. Raises NotFound, Overloaded."""
        place = await self.access.participation(who, conversation_id)
        seen = {one.id for one in await self.visible(place, who.user, wanted)}
        return [id for id in dict.fromkeys(wanted) if id in seen]


def _carriers(sent: Iterable[Message]) -> dict[str, Message]:
    return {id: message for message in sent for id in ids(message.draft.attachments)}


def _sees(user: str, picture: Attachment, message: Message | None, gone: set[int]) -> bool:
    if message is None:  # nobody else knows of it yet
        return picture.owner == user
    return message.seq not in gone
