"""The only way to obtain a conversation for a user."""

from dataclasses import dataclass

from hub.actions.ports import Conversations
from hub.domain.conversations import Conversation, Side, check_seq, side_of
from hub.domain.identity import Identity
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class Participation:
    """A conversation, and the side on which the caller takes part in it."""

    conversation: Conversation
    side: Side


@dataclass(frozen=True, slots=True)
class Access:
    """Looks conversations up and lets only participants have them."""

    conversations: Conversations

    async def participation(self, who: Identity, conversation_id: str) -> Participation:
        """Raises NotFound, the same for what does not exist and for what is not the caller's."""
        conversation = await self.conversations.get(conversation_id)
        side = side_of(who, conversation) if conversation else None
        if conversation is None or side is None:
            raise NotFound("There is no such conversation.")
        return Participation(conversation, side)

    async def up_to(
        self, who: Identity, conversation_id: str, seq: int, field: str = "seq"
    ) -> Participation:
        """The same, having checked that `seq` is within the conversation; else Invalid `field`."""
        found = await self.participation(who, conversation_id)
        if seq > found.conversation.last_seq:  # another process may know of more
            fresh = await self.conversations.get_fresh(conversation_id)
            found = Participation(fresh or found.conversation, found.side)
        check_seq(found.conversation, seq, field)
        return found
