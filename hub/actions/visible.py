"""Which messages a side has deleted for itself."""

from hub.actions.access import Participation
from hub.actions.ports import Messages
from hub.domain.messages import Message


async def deleted(messages: Messages, place: Participation, message: Message) -> bool:
    """Whether the side no longer sees it; asks storage only where it ever deleted something."""
    state = place.conversation.sides[place.side]
    if message.seq <= state.cleared_seq:
        return True
    if not state.change:
        return False
    return bool(await messages.hidden_among(message.conversation_id, place.side, [message.seq]))
