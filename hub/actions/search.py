"""Search the messages of one's own conversations, newest first, with what to highlight."""

from dataclasses import dataclass

from hub.actions.access import Access, Participation
from hub.actions.inbox import participations
from hub.actions.ports import Conversations, Messages, SearchIndex
from hub.actions.views import Views
from hub.actions.visible import deleted
from hub.domain.conversations import Inbox, Side, inboxes_of
from hub.domain.identity import Identity
from hub.domain.messages import Message
from hub.domain.search_terms import Query, parse_query, spans
from hub.domain.views import Hit
from hub.errors import Invalid

_ROUNDS = 5
"""Pages of candidates read before a page of hits is given as it is."""


@dataclass(frozen=True, slots=True)
class Hits:
    """`next` is the cursor of the following page; None when there is nothing more."""

    hits: list[Hit]
    next: str | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What to highlight in a text, and in its translation."""

    text: tuple[tuple[int, int], ...]
    translation: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchMessages:
    """Candidates come from the index; each is checked against the text and the side's view."""

    access: Access
    index: SearchIndex
    messages: Messages
    conversations: Conversations
    views: Views

    async def __call__(
        self,
        who: Identity,
        text: str,
        *,
        reads: str,
        conversation_id: str | None,
        cursor: str | None,
        limit: int,
    ) -> Hits:
        """In the texts themselves and in their translations into the language the caller `reads`.

        Raises Invalid for a query without words, NotFound for another's conversation.
        """
        query = parse_query(text)
        if not query.needles:
            raise Invalid("query", "needs a letter or a digit")
        inboxes = await self._inboxes(who, conversation_id)
        hits: list[Hit] = []
        for _ in range(_ROUNDS):
            ids = await self.index.find(
                inboxes,
                query,
                conversation_id=conversation_id,
                before=cursor,
                limit=limit - len(hits) + 1,
            )
            wanted = ids[: limit - len(hits)]
            hits += await self._hits(who, query, wanted, reads)
            cursor = wanted[-1] if len(ids) > len(wanted) else None
            if cursor is None or len(hits) >= limit:
                break
        return Hits(hits, cursor)

    async def _inboxes(self, who: Identity, conversation_id: str | None) -> tuple[Inbox, ...]:
        if conversation_id is None:
            return inboxes_of(who)
        place = await self.access.participation(who, conversation_id)
        # A buyer has fewer postings than a shop; within one conversation both lead to the same.
        return (place.conversation.inbox(Side.BUYER),)

    async def _hits(self, who: Identity, query: Query, ids: list[str], reads: str) -> list[Hit]:
        found = await self.messages.by_ids(ids)
        newest_first = sorted(found.values(), key=lambda message: message.id, reverse=True)
        places = await self._places(who, newest_first)
        seen = await self._seen(newest_first, places)
        marked = {m.id: marks for m in seen if (marks := _marks(m, query, reads)) is not None}
        shown = [message for message in seen if message.id in marked]
        views = await self.views.many([places[m.conversation_id] for m in shown])
        return [
            Hit(message, view, marked[message.id].text, marked[message.id].translation)
            for message, view in zip(shown, views, strict=True)
        ]

    async def _places(self, who: Identity, messages: list[Message]) -> dict[str, Participation]:
        found = await self.conversations.many({m.conversation_id for m in messages})
        return {place.conversation.id: place for place in participations(who, [*found.values()])}

    async def _seen(
        self, messages: list[Message], places: dict[str, Participation]
    ) -> list[Message]:
        """Those that the caller's side has not deleted."""
        seen: list[Message] = []
        for message in messages:
            place = places.get(message.conversation_id)
            if place is not None and not await deleted(self.messages, place, message):
                seen.append(message)
        return seen


def _marks(message: Message, query: Query, reads: str) -> Marks | None:
    """Where the text holds the query, or its translation does; None where neither does."""
    original = spans(message.draft.text, query)
    translation = message.translation(reads)
    translated = spans(translation.text, query) if translation else None
    if original is None and translated is None:
        return None
    return Marks(tuple(original or ()), tuple(translated or ()))
