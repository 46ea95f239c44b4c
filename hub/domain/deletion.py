"""Deletion for one side, which leaves the other side everything; and erasing, for both.

A hidden conversation is a watermark (`cleared_seq`): nothing at or below it is shown to that side,
and it leaves their inbox until something new arrives. Each deletion gets the side's next change
number, so that a device that was away learns of it.
"""

from collections.abc import Iterable
from dataclasses import replace

from hub.domain.conversations import Conversation, Side, evolved


def hide_conversation(conversation: Conversation, side: Side) -> Conversation:
    """Everything so far is gone for this side."""
    state = conversation.sides[side]
    change = state.change + 1
    cleared = replace(
        state,
        cleared_seq=conversation.last_seq,
        cleared_ordinal=conversation.sides[side.other].sent,
        cleared_change=change,
        change=change,
        listed_from=conversation.last_seq + 1,
    )
    return evolved(conversation, {**conversation.sides, side: cleared})


def hide_messages(conversation: Conversation, side: Side, ordinals: Iterable[int]) -> Conversation:
    """Some messages are gone for this side; `ordinals` are those of the other side's among them."""
    state = conversation.sides[side]
    hidden = replace(
        state,
        change=state.change + 1,
        hidden_ordinals=tuple(sorted({*state.hidden_ordinals, *ordinals})),
    )
    return evolved(conversation, {**conversation.sides, side: hidden})


def erase_message(conversation: Conversation) -> Conversation:
    """The content of a message is gone for both sides, each of which learns of it by a number."""
    sides = {
        side: replace(state, change=state.change + 1) for side, state in conversation.sides.items()
    }
    return evolved(conversation, sides)
