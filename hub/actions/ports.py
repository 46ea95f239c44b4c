"""What the actions need from the outside: storage, delivery, moderation, translation, time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from hub.domain.conversations import Changed, Context, Conversation, Decision, Inbox, Side
from hub.domain.events import Fact
from hub.domain.marketplace import Order, Product, Shop, User
from hub.domain.messages import Draft, Message
from hub.domain.preferences import Preferences
from hub.domain.search_terms import Query
from hub.domain.translations import MessageTranslation
from translation import Terms, Translation

Folder = Literal["all", "unread", "product", "order", "support"]


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, UTC, to the millisecond."""

    def monotonic(self) -> float:
        """Seconds that never go back, for limits and expiry."""


class Ids(Protocol):
    def new(self) -> str:
        """An id that nothing else has."""


@dataclass(frozen=True, slots=True)
class Committed:
    """A message that is durable. `replayed`: it was so before; this was a resend."""

    message: Message
    replayed: bool


@dataclass(frozen=True, slots=True)
class Before:
    """Where a page ends: the next one holds what stands before this."""

    at: datetime
    id: str


class Conversations(Protocol):
    async def get(self, id: str) -> Conversation | None:
        """The conversation, its watermarks possibly a moment old on a busy cluster."""

    async def get_fresh(self, id: str) -> Conversation | None:
        """The conversation as stored now."""

    def newest(self, conversation: Conversation) -> Conversation:
        """The newest state of it that this process knows, without waiting."""

    async def find(self, context: Context, buyer: str) -> Conversation | None: ...

    async def open(self, fresh: Conversation) -> Conversation:
        """Store it unless its (context, buyer) exists; the stored one."""

    async def change(self, id: str, decide: Decision, *, durable: bool = True) -> Changed:
        """Apply a decision atomically. Durable: majority-committed and journaled on return.

        Raises NotFound; Overloaded when the database does not answer.
        """

    async def page(
        self, inboxes: Sequence[Inbox], folder: Folder, before: Before | None, limit: int
    ) -> list[Conversation]:
        """By last activity, newest first."""

    async def many(self, ids: Iterable[str]) -> dict[str, Conversation]: ...

    async def unread(self, inbox: Inbox) -> dict[str, int]:
        """How many unread messages each conversation of an inbox has that has any."""


class Messages(Protocol):
    async def commit(self, draft: Draft) -> Committed:
        """Give the draft its place and make it durable: majority-committed and journaled.

        Raises Conflict when its `client_id` was used with other content, or one of its pictures
        in another message; Overloaded.
        """

    async def get(self, conversation_id: str, seq: int) -> Message | None: ...

    async def number_of(self, conversation_id: str, sender: str, client_id: str) -> int | None:
        """The seq of what was committed under a `client_id`; None if nothing was."""

    async def by_ids(self, ids: Iterable[Any]) -> dict[Any, Message]: ...

    async def by_seqs(self, conversation_id: str, seqs: Sequence[int]) -> list[Message]: ...

    async def carrying(self, conversation_id: str, attachment_ids: Sequence[str]) -> list[Message]:
        """Those that these pictures were sent with; each picture is in one at most."""

    async def ordinal(self, conversation_id: str, seq: int, of: Side) -> int:
        """How many of a side's messages stand at or below `seq`."""

    async def visible(
        self, conversation_id: str, side: Side, *, above: int, below: int | None, limit: int
    ) -> list[Message]:
        """The newest `limit` visible to a side with above < seq < below; ascending."""

    async def visible_after(
        self, conversation_id: str, side: Side, *, above: int, limit: int
    ) -> list[Message]:
        """The oldest `limit` visible to a side above a seq; ascending."""

    async def hide(
        self, conversation_id: str, side: Side, seqs: Sequence[int], change: int
    ) -> None: ...

    async def hidden_among(
        self, conversation_id: str, side: Side, seqs: Sequence[int]
    ) -> set[int]: ...

    async def hidden_since(
        self, conversation_id: str, side: Side, change: int, limit: int
    ) -> list[tuple[int, int]]:
        """(change, seq) of the messages that a side hid after a change number, in order."""

    async def erase(self, conversation_id: str, seq: int, changes: Mapping[Side, int]) -> None:
        """Take the content away; each side learns of it under its change number."""

    async def languages_before(self, message: Message, most: int) -> list[str]:
        """Of what its sender wrote just before it, the newest last."""

    async def put_translation(
        self, conversation_id: str, seq: int, source: str, translation: MessageTranslation | None
    ) -> bool:
        """Keep the language a message is in, and a translation of it, which can be made again.

        False where the message was erased meanwhile: then nothing is kept.
        """

    async def put_shown(
        self, conversation_id: str, side: Side, langs: Mapping[int, str], at: datetime
    ) -> None:
        """Keep in which language a side read messages of the other one, by seq; durable on return.

        Once a message, and only where it has that translation.
        """

    async def erased_since(
        self, conversation_id: str, side: Side, change: int, limit: int
    ) -> list[tuple[int, int]]:
        """(change, seq) of the messages erased after a side's change number, in order."""


class SearchIndex(Protocol):
    def add(self, conversation: Conversation, message: Message) -> None:
        """Index it soon, in the background, with the translations that it has."""

    async def remove(self, message: Message) -> None:
        """It can no longer be found; durable on return."""

    async def find(
        self,
        inboxes: Sequence[Inbox],
        query: Query,
        *,
        conversation_id: str | None,
        before: str | None,
        limit: int,
    ) -> list[str]:
        """Ids of candidate messages, newest first, of everything added before the call."""


class Mirror(Protocol):
    """The marketplace's records."""

    async def user(self, id: str) -> User | None: ...
    async def shop(self, id: str) -> Shop | None:
        """Without its words: `shop_in_full` has them."""

    async def shop_in_full(self, id: str) -> Shop | None:
        """With its glossary and its quick replies, which may be long."""

    async def product(self, id: str) -> Product | None: ...
    async def order(self, id: str) -> Order | None: ...
    async def users(self, ids: Iterable[str]) -> dict[str, User]: ...
    async def shops(self, ids: Iterable[str]) -> dict[str, Shop]: ...
    async def products(self, ids: Iterable[str]) -> dict[str, Product]: ...
    async def orders(self, ids: Iterable[str]) -> dict[str, Order]: ...
    async def put_user(self, id: str, user: User) -> bool: ...
    async def put_shop(self, id: str, shop: Shop) -> bool: ...
    async def put_product(self, id: str, product: Product) -> bool:
        """Store it; whether it is new."""

    async def put_order(self, id: str, order: Order) -> tuple[bool, int]:
        """Store it; whether it is new, and how often its status or tracking has changed."""


class Delivery(Protocol):
    """Pushes to live devices; never waits, never raises. What is missed is caught up."""

    def push(self, inbox: Inbox, fact: Fact) -> None:
        """Tell every device of an inbox."""

    def note_preferences(self, user: str, kept: Preferences) -> None:
        """By which a user's devices are shown messages from now on."""

    def end_sessions(self, user: str, code: str) -> None:
        """Close a user's live sockets, telling them why."""


class Detected(Protocol):
    @property
    def lang(self) -> str | None:
        """A base code; None for what is in no language: "ok", numbers, emoji."""


class Translator(Protocol):
    """Engines behind one door; every call may take seconds. None of them raises."""

    @property
    def languages(self) -> Sequence[str]:
        """Base codes of the languages that people of this marketplace may read."""

    def expect(self, source: str, target: str) -> None:
        """A text is being written: what its translation needs may be loaded; waits for nothing."""

    async def detect(
        self, text: str, *, profile: str | None = None, history: Sequence[str] = ()
    ) -> Detected:
        """Which language it is in; `profile` is its writer's, `history` what they wrote before."""

    async def translate(
        self, text: str, *, source: str, target: str, terms: Terms = ...
    ) -> Translation | None:
        """The text in `target`; None when no engine can."""


class PreferenceRecords(Protocol):
    """What is remembered of users; a change through another process shows within 10 s."""

    async def of(self, user: str) -> Preferences: ...

    async def of_desk(self, desk: str) -> Sequence[Preferences]:
        """Of those who answer for a shop."""

    async def choose(self, user: str, reads: str | None) -> None:
        """The language they want to read; None: that of their token again."""

    async def imply(self, user: str, lang: str, desk: str | None) -> None:
        """The language they came with, and the shop they answer for."""

    async def leave(self, user: str) -> None:
        """They answer for no shop any more."""

    async def switch(self, user: str, conversation_id: str, *, on: bool) -> None:
        """Whether translations are shown to them in a conversation."""


class ReadingLanguages(Protocol):
    """Who reads what, as base codes."""

    async def of(self, conversation: Conversation) -> Mapping[Side, frozenset[str]]:
        """What each side's people read: those that messages are translated into at once."""

    async def first(self, conversation: Conversation, side: Side) -> str | None:
        """The one of a side; a shop's own before its operators'. None where nobody wants any."""


class Words(Protocol):
    """Of the marketplace's records; a change through another process shows within 10 s."""

    async def of_shop(self, shop: str) -> Shop | None:
        """In full."""

    async def title_of_product(self, product: str) -> str | None: ...

    def forget_shop(self, shop: str) -> None:
        """It was written."""


class Vocabulary(Protocol):
    async def of(self, conversation: Conversation, writer: str) -> Terms:
        """What translations of a conversation should respect; `writer` is the sender's side."""


class Limiter(Protocol):
    def take(self, who: str) -> None:
        """Raises RateLimited."""
