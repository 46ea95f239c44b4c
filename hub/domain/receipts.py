"""Delivered and read watermarks, per side.

Marks only grow, reading implies delivery, and a stale note changes nothing.
"""

from dataclasses import replace

from hub.domain.conversations import Conversation, Side, SideState, evolved


def delivered(conversation: Conversation, side: Side, seq: int) -> Conversation:
    """One of the side's devices has every message up to `seq`."""
    state = conversation.sides[side]
    if seq <= state.delivered_seq:
        return conversation
    return _with(conversation, side, replace(state, delivered_seq=seq))


def read(conversation: Conversation, side: Side, seq: int, ordinal: int) -> Conversation:
    """The side saw every message up to `seq`, among them `ordinal` of the other side's."""
    state = conversation.sides[side]
    if seq <= state.read_seq:
        return conversation
    seen = replace(
        state,
        read_seq=seq,
        read_ordinal=max(state.read_ordinal, ordinal),
        delivered_seq=max(state.delivered_seq, seq),
    )
    return _with(conversation, side, seen)


def _with(conversation: Conversation, side: Side, state: SideState) -> Conversation:
    return evolved(conversation, {**conversation.sides, side: state})
