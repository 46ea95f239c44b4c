"""Each client event, from its typed command to the data of its ack."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from hub.actions.access import Access
from hub.actions.attachment_access import FindLinkable
from hub.actions.delete import HideConversation, HideMessages
from hub.actions.history import CatchUp, Missed, ReadHistory
from hub.actions.inbox import ListConversations
from hub.actions.open import OpenConversation
from hub.actions.outcomes import Held
from hub.actions.ports import Before
from hub.actions.receipts import MarkDelivered, MarkRead
from hub.actions.search import SearchMessages
from hub.actions.send import Composed, SendMessage
from hub.actions.shown import RecordShown
from hub.actions.translate import TranslateMessage
from hub.actions.typing import TellTyping
from hub.domain import text
from hub.domain.conversations import Context, ContextType
from hub.errors import Invalid
from hub.protocol import encode, parse
from hub.protocol.events import (
    attachments,
    conversations,
    deletion,
    history,
    messages,
    presence,
    receipts,
    search,
    translation,
)
from hub.protocol.events.command import Nothing
from hub.protocol.links import Links
from hub.protocol.receiver import Receiver, receiver
from hub.transport.connections import Connection
from hub.transport.limits import RateLimiter
from hub.transport.moderation_handlers import ModerationHandlers, ParticipantModeration
from hub.transport.presence import PresenceBoard
from hub.transport.reading_handlers import ReadingActions, ReadingHandlers

ASIDES = frozenset({"message:translate", "message:preview"})
"""Events that may take seconds: a connection's other events do not wait for them."""

Handler = Callable[[Connection, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Actions:
    """Everything that a participant can do."""

    access: Access
    open: OpenConversation
    list: ListConversations
    history: ReadHistory
    search: SearchMessages
    catch_up: CatchUp
    hide_conversation: HideConversation
    send: SendMessage
    delivered: MarkDelivered
    read: MarkRead
    hide_messages: HideMessages
    linkable: FindLinkable
    moderation: ParticipantModeration
    shown: RecordShown
    reading: ReadingActions
    translate: TranslateMessage
    typing: TellTyping


@dataclass(frozen=True, slots=True)
class Bounds:
    """Sizes that requests are held to."""

    text_graphemes: int
    page: int
    page_max: int

    def limit(self, asked: int | None) -> int:
        return min(asked or self.page, self.page_max)


@dataclass(frozen=True, slots=True)
class Limits:
    """How often: opening conversations, checking and previewing by user; sending by address."""

    opens: RateLimiter
    address_sends: RateLimiter
    checks: RateLimiter
    previews: RateLimiter


class Handlers:
    """The table from event names to what answers them."""

    def __init__(
        self,
        actions: Actions,
        bounds: Bounds,
        presence: PresenceBoard,
        limits: Limits,
        links: Links,
    ) -> None:
        self._do = actions
        self._bounds = bounds
        self._presence = presence
        self._limits = limits
        self._links = links
        moderation = ModerationHandlers(actions.moderation, self._clean, limits.checks)
        self._reading = ReadingHandlers(actions.reading, self._clean, limits.previews)
        self.table: dict[str, Handler] = {
            "conversation:open": self._open,
            "conversation:list": self._list,
            "conversation:history": self._history,
            "conversation:search": self._search,
            "conversation:catch_up": self._catch_up,
            "conversation:hide": self._hide_conversation,
            "message:send": self._send,
            "message:delivered": self._delivered,
            "message:read": self._read,
            "message:hide": self._hide_messages,
            "message:translate": self._translate,
            "attachment:links": self._find_links,
            "typing": self._typing,
            **self._reading.table,
            **moderation.table,
        }

    async def _open(
        self, by: Connection, asked: conversations.OpenConversation
    ) -> conversations.ConversationData:
        self._limits.opens.take(by.who.user)
        context = Context(ContextType(asked.context.type), asked.context.id)
        view = await self._do.open(by.who, context)
        self._presence.watch(by, view.conversation, view.side)
        to = await self._receiver(by, view.conversation.id)
        return {"conversation": encode.conversation(view, to)}

    async def _list(
        self, by: Connection, asked: conversations.ListConversations
    ) -> conversations.ConversationsData:
        before = Before(*parse.parse_cursor(asked.cursor)) if asked.cursor else None
        limit = self._bounds.limit(asked.limit)
        page = await self._do.list(by.who, asked.filter, before, limit)
        await self._reading.reader(by)
        return {
            "conversations": [
                encode.conversation(view, self._to(by, view.conversation.id)) for view in page.views
            ],
            "next_cursor": parse.cursor(page.next.at, page.next.id) if page.next else None,
            "unread_total": page.unread_total,
        }

    async def _history(self, by: Connection, asked: history.ReadHistory) -> history.MessagesData:
        thread = await self._do.history(
            by.who,
            asked.conversation_id,
            before_seq=asked.before_seq,
            after_seq=asked.after_seq,
            limit=self._bounds.limit(asked.limit),
        )
        await self._watch(by, asked.conversation_id)
        to = await self._receiver(by, asked.conversation_id)
        return {
            "messages": [encode.message(message, to) for message in thread.messages],
            "has_more": thread.has_more,
        }

    async def _search(self, by: Connection, asked: search.SearchMessages) -> search.HitsData:
        reader = await self._reading.reader(by)
        found = await self._do.search(
            by.who,
            asked.query,
            reads=reader.lang,
            conversation_id=asked.conversation_id,
            cursor=asked.cursor,
            limit=self._bounds.limit(asked.limit),
        )
        return {
            "hits": [
                encode.hit(hit, self._to(by, hit.message.conversation_id)) for hit in found.hits
            ],
            "next_cursor": found.next,
        }

    async def _catch_up(self, by: Connection, asked: history.CatchUp) -> history.CatchUpData:
        missed = await self._do.catch_up(
            by.who, asked.conversation_id, asked.after_seq, asked.after_change
        )
        await self._watch(by, asked.conversation_id)
        to = await self._receiver(by, asked.conversation_id)
        return {
            "messages": [encode.message(message, to) for message in missed.messages],
            "changes": _changes(missed),
            "receipts": encode.receipts(missed.conversation),
            "change": missed.change,
            "reset": missed.reset,
        }

    async def _hide_conversation(self, by: Connection, asked: deletion.HideConversation) -> Nothing:
        await self._do.hide_conversation(by.who, asked.conversation_id)
        return {}

    async def _send(self, by: Connection, asked: messages.SendMessage) -> messages.MessageData:
        self._limits.address_sends.take(by.address)
        if asked.text is None and not asked.attachment_ids:
            raise Invalid("text", "is missing")
        alone = not asked.text and asked.attachment_ids
        composed = Composed(
            asked.conversation_id,
            asked.client_id,
            "" if alone else self._clean(asked.text or ""),
            asked.reply_to,
            tuple(asked.attachment_ids),
        )
        sent = await self._do.send(by.who, composed)
        await self._watch(by, asked.conversation_id)
        to = self._to(by, asked.conversation_id)
        if isinstance(sent, Held):
            return {"message": encode.held(sent.draft, sent.incident_id, sent.at, to)}
        return {"message": cast("messages.MessageObject", encode.message_json(sent, to))}

    async def _delivered(
        self, by: Connection, asked: receipts.MarkDelivered
    ) -> receipts.ReceiptObject:
        state = await self._do.delivered(by.who, asked.conversation_id, asked.seq)
        await self._watch(by, asked.conversation_id)
        return encode.receipt(state)

    async def _read(self, by: Connection, asked: receipts.MarkRead) -> receipts.ReceiptObject:
        state = await self._do.read(by.who, asked.conversation_id, asked.seq)
        if asked.shown:
            shown = {one.seq: one.lang for one in reversed(asked.shown)}
            await self._do.shown(by.who, asked.conversation_id, asked.seq, shown)
        await self._watch(by, asked.conversation_id)
        return encode.receipt(state)

    async def _hide_messages(
        self, by: Connection, asked: deletion.HideMessages
    ) -> deletion.ChangeData:
        change = await self._do.hide_messages(by.who, asked.conversation_id, asked.seqs)
        return {"change": change}

    async def _translate(
        self, by: Connection, asked: translation.TranslateMessage
    ) -> translation.TranslationData:
        found = await self._do.translate(by.who, asked.conversation_id, asked.seq, asked.lang)
        return encode.translated(found)

    async def _find_links(
        self, by: Connection, asked: attachments.AskForLinks
    ) -> attachments.LinksData:
        seen = await self._do.linkable(by.who, asked.conversation_id, asked.ids)
        addresses = [(id, self._links.of(id, by.who)) for id in seen]
        return {
            "links": [{"id": id, "thumb_url": a.thumb_url, "url": a.url} for id, a in addresses]
        }

    async def _typing(self, by: Connection, asked: presence.Typing) -> Nothing:
        await self._do.typing(by.who, asked.conversation_id, typing=asked.typing)
        return {}

    async def _receiver(self, by: Connection, conversation_id: str) -> Receiver:
        await self._reading.reader(by)
        return self._to(by, conversation_id)

    def _to(self, by: Connection, conversation_id: str) -> Receiver:
        """The caller, by what is known of them: translation may be switched off there."""
        return receiver(by.who, by.reader.lang_in(conversation_id), self._links)

    async def _watch(self, by: Connection, conversation_id: str) -> None:
        """Whoever looks at a conversation, or acts in it, is told who else is there."""
        if conversation_id in by.watching:
            by.watching.move_to_end(conversation_id)
            return
        place = await self._do.access.participation(by.who, conversation_id)
        self._presence.watch(by, place.conversation, place.side)

    def _clean(self, written: str) -> str:
        return text.clean(written, limit=self._bounds.text_graphemes)


def _changes(missed: Missed) -> list[history.ChangeObject]:
    changes: list[history.ChangeObject] = [
        {"change": change, "type": "hidden", "seqs": seqs} for change, seqs in missed.hidden.items()
    ]
    changes += [
        {"change": change, "type": "erased", "seqs": seqs} for change, seqs in missed.erased.items()
    ]
    if missed.cleared is not None:
        change, cleared_seq = missed.cleared
        changes.append({"change": change, "type": "cleared", "cleared_seq": cleared_seq})
    return sorted(changes, key=lambda one: one["change"])
