"""Read a thread: pages by seq, and everything that was missed while away."""

from dataclasses import dataclass

from hub.actions.access import Access, Participation
from hub.actions.ports import Messages
from hub.domain.conversations import Conversation
from hub.domain.identity import Identity
from hub.domain.messages import Message


@dataclass(frozen=True, slots=True)
class Thread:
    """Messages in ascending seq; `has_more` in the direction in which was paged."""

    messages: list[Message]
    has_more: bool


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """A page of the messages that the caller's side may see."""

    access: Access
    messages: Messages

    async def __call__(
        self,
        who: Identity,
        conversation_id: str,
        *,
        before_seq: int | None,
        after_seq: int | None,
        limit: int,
    ) -> Thread:
        """The newest page below `before_seq`, or the oldest above `after_seq`; raises NotFound."""
        place = await self.access.participation(who, conversation_id)
        floor = place.conversation.sides[place.side].cleared_seq
        if after_seq is not None and before_seq is None:
            found = await self.messages.visible_after(
                conversation_id, place.side, above=max(floor, after_seq), limit=limit + 1
            )
            return Thread(found[:limit], len(found) > limit)
        found = await self.messages.visible(
            conversation_id,
            place.side,
            above=max(floor, after_seq or 0),
            below=before_seq,
            limit=limit + 1,
        )
        return Thread(found[-limit:], len(found) > limit)


@dataclass(frozen=True, slots=True)
class Missed:
    """What a device that was away needs. `reset`: too much; start the thread anew from these."""

    conversation: Conversation
    messages: list[Message]
    hidden: dict[int, list[int]]
    """Seqs that the side deleted, by change number."""
    erased: dict[int, list[int]]
    """Seqs that staff took from both sides, by change number."""
    cleared: tuple[int, int] | None
    """(change number, cleared_seq) if the side deleted the whole conversation meanwhile."""
    change: int
    reset: bool


@dataclass(frozen=True, slots=True)
class CatchUp:
    """Messages by seq, what is gone by change number, from where the device stopped."""

    access: Access
    messages: Messages
    most: int
    """Missing messages above which the view is reset."""
    page: int
    """Messages in a reset view."""

    async def __call__(
        self, who: Identity, conversation_id: str, after_seq: int, after_change: int
    ) -> Missed:
        """Raises NotFound."""
        place = await self.access.participation(who, conversation_id)
        state = place.conversation.sides[place.side]
        newer = max(after_seq, state.cleared_seq)
        messages = await self.messages.visible_after(
            conversation_id, place.side, above=newer, limit=self.most + 1
        )
        hidden = await self.messages.hidden_since(
            conversation_id, place.side, after_change, self.most + 1
        )
        erased = await self.messages.erased_since(
            conversation_id, place.side, after_change, self.most + 1
        )
        most = max(len(messages), len(hidden), len(erased))
        if most > self.most or after_change > state.change:
            return await self._reset(place)
        cleared = (state.cleared_change, state.cleared_seq)
        return Missed(
            conversation=place.conversation,
            messages=messages,
            hidden=_by_change(hidden),
            erased=_by_change(erased),
            cleared=cleared if state.cleared_change > after_change else None,
            change=state.change,
            reset=False,
        )

    async def _reset(self, place: Participation) -> Missed:
        state = place.conversation.sides[place.side]
        newest = await self.messages.visible(
            place.conversation.id,
            place.side,
            above=state.cleared_seq,
            below=None,
            limit=self.page,
        )
        return Missed(place.conversation, newest, {}, {}, None, state.change, reset=True)


def _by_change(changed: list[tuple[int, int]]) -> dict[int, list[int]]:
    changes: dict[int, list[int]] = {}
    for change, seq in changed:
        changes.setdefault(change, []).append(seq)
    return changes
