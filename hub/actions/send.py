"""THE SPINE: authorise, limit, moderate, commit, then tell both sides.

A message that was not made durable is never acked, pushed or translated; one that was is never
lost, whatever fails afterwards (`hub.storage.recovery`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hub.actions.access import Access, Participation
from hub.actions.announce import Announcer
from hub.actions.attach import AttachPictures, Reserved
from hub.actions.moderate import DryRun, Moderate
from hub.actions.outcomes import Held
from hub.actions.ports import Conversations, Limiter, Messages, SearchIndex
from hub.domain.conversations import Conversation
from hub.domain.findings import Judgement
from hub.domain.identity import Identity
from hub.domain.messages import Draft, Kind, Message, Sender, appended
from hub.errors import BlockedContent, Conflict, Invalid, Suspended


@dataclass(frozen=True, slots=True)
class Composed:
    """What a person wrote, already of acceptable form: a text, pictures, or both."""

    conversation_id: str
    client_id: str
    text: str
    reply_to: int | None = None
    attachment_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitMessage:
    """The second half of the spine, shared with system messages: durable, counted, told."""

    messages: Messages
    conversations: Conversations
    search: SearchIndex
    announce: Announcer
    translate_soon: Callable[[Conversation, Message], None]

    async def __call__(self, draft: Draft) -> Message:
        """Raises Conflict, NotFound, Overloaded."""
        committed = await self.messages.commit(draft)
        message = committed.message
        changed = await self.conversations.change(
            draft.conversation_id, partial(appended, last=message), durable=False
        )
        if changed.anything or not committed.replayed:
            self.search.add(changed.after, message)
            await self.announce.message(changed, message)
            self.translate_soon(changed.after, message)
        return message


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A participant's message, from a checked draft to both sides' devices."""

    access: Access
    limiter: Limiter
    attach: AttachPictures
    moderate: Moderate
    commit: CommitMessage

    async def __call__(self, who: Identity, composed: Composed) -> Message | Held:
        """The message, or what waits for staff before it becomes one.

        Raises NotFound, Invalid, RateLimited, Suspended, BlockedContent, Conflict, Overloaded.
        """
        place = await self.access.participation(who, composed.conversation_id)
        draft = _draft(who, place, composed)
        self.limiter.take(who.user)
        if not composed.attachment_ids:
            return await self._send(who, place, Reserved(draft))
        reserved = await self.attach(draft, composed.attachment_ids)
        try:
            return await self._send(who, place, reserved)
        except (BlockedContent, Suspended, Conflict):
            await self.attach.release(reserved.draft)
            raise

    async def _send(
        self, who: Identity, place: Participation, reserved: Reserved
    ) -> Message | Held:
        draft = reserved.draft
        outcome = await self.moderate(who, place, draft, reserved.incidents)
        if isinstance(outcome, Held):
            return outcome
        try:
            message = await self.commit(draft)
        except Conflict:
            self.moderate.undelivered(draft)
            raise
        await self.moderate.delivered(outcome, message)
        return message


@dataclass(frozen=True, slots=True)
class CheckMessage:
    """What moderation would say of a text, without sending it and without an incident."""

    access: Access
    check: DryRun

    async def __call__(self, who: Identity, composed: Composed) -> Judgement:
        """Raises NotFound, Overloaded."""
        place = await self.access.participation(who, composed.conversation_id)
        return await self.check(who, place, _draft(who, place, composed))


def _draft(who: Identity, place: Participation, composed: Composed) -> Draft:
    if composed.reply_to is not None and not 0 < composed.reply_to <= place.conversation.last_seq:
        raise Invalid("reply_to", "is not a message of this conversation")
    return Draft(
        conversation_id=composed.conversation_id,
        client_id=composed.client_id,
        kind=Kind.TEXT if composed.text else Kind.IMAGE,
        sender=Sender(who.user, place.side.value, who.name),
        text=composed.text,
        lang=who.lang,
        reply_to=composed.reply_to,
    )
