"""Which messages a side has deleted for itself."""

from collections.abc import Iterable

from hub.actions.access import Participation
from hub.actions.ports import Messages
from hub.domain.messages import Message


async def deleted(messages: Messages, place: Participation, message: Message) -> bool:
    """Whether the side no longer sees it; asks storage only where it ever deleted something."""
    return bool(await deleted_among(messages, place, [message]))


async def deleted_among(
    messages: Messages, place: Participation, asked: Iterable[Message]
) -> set[int]:
    """The numbers of those messages of the conversation that the side no longer sees."""
    state = place.conversation.sides[place.side]
    seqs = [message.seq for message in asked]
    cleared = {seq for seq in seqs if seq <= state.cleared_seq}
    left = [seq for seq in seqs if seq not in cleared]
    if not left or not state.change:
        return cleared
    return cleared | await messages.hidden_among(place.conversation.id, place.side, left)
