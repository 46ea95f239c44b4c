"""What devices are told last is what is true, however long it took to find out or to store."""

import asyncio
from functools import partial

import pytest

from hub.actions.announce import Announcer
from hub.actions.unread import UnreadTotals
from hub.actions.views import Views
from hub.clock import SystemClock
from hub.domain import deletion, receipts
from hub.domain.conversations import Changed, Inbox, Side
from hub.domain.events import ConversationChanged, Fact, MessageCommitted, ReceiptMoved
from hub.domain.messages import Message, appended
from hub.domain.preferences import Preferences
from hub.storage.driver import Database
from hub.storage.indexes import ensure_indexes
from hub.storage.mirror import MirrorStore
from tests.hub.storage.conftest import stores_over
from tests.support.talks import draft

BUYER, SELLER = Inbox(Side.BUYER, "ana"), Inbox(Side.SELLER, "lamps")


class Devices:
    """One device of each side, that keeps what it is told."""

    def __init__(self) -> None:
        self.told: dict[Inbox, list[Fact]] = {BUYER: [], SELLER: []}

    def push(self, inbox: Inbox, fact: Fact) -> None:
        self.told[inbox].append(fact)

    def note_preferences(self, user: str, kept: Preferences) -> None:
        raise AssertionError((user, kept))

    def end_sessions(self, user: str, code: str) -> None:
        raise AssertionError((user, code))


class Talk:
    """A conversation between Ana and the lamp shop, step by step."""

    def __init__(self, database: Database) -> None:
        stores = stores_over(database)
        self.stores, self.conversations = stores, stores.conversations
        self.devices = Devices()
        self.unread = UnreadTotals(stores.conversations)
        views = Views(MirrorStore(database), stores.messages, SystemClock())
        self.announce = Announcer(self.devices, self.unread, views, stores.conversations)

    async def written(self, sender: str, text: str) -> tuple[Changed, Message]:
        """A message that nobody has been told of."""
        message = (await self.stores.messages.commit(draft("c1", sender, text, text))).message
        decide = partial(appended, last=message)
        return await self.conversations.change("c1", decide, durable=False), message

    async def said(self, sender: str, text: str) -> None:
        await self.announce.message(*(await self.written(sender, text)))

    async def read(self, side: Side, seq: int) -> Changed:
        """A reading that nobody has been told of."""
        decide = partial(receipts.read, side=side, seq=seq, ordinal=seq)
        return await self.conversations.change("c1", decide)


@pytest.fixture
async def talk(database: Database) -> Talk:
    await ensure_indexes(database)
    talk = Talk(database)
    await talk.stores.open("c1")
    return talk


async def test_reading_does_not_hide_what_came_meanwhile(talk: Talk) -> None:
    await talk.said("seller", "One")
    reading = await talk.read(Side.BUYER, 1)
    await talk.said("seller", "Two")
    talk.announce.receipt(reading, Side.BUYER)
    told = talk.devices.told[BUYER][-1]
    assert isinstance(told, ReceiptMoved)
    assert (told.read_seq, told.unread) == (1, 1)


async def test_deleting_does_not_hide_what_came_meanwhile(talk: Talk) -> None:
    await talk.said("seller", "One")
    decide = partial(deletion.hide_conversation, side=Side.BUYER)
    deleted = await talk.conversations.change("c1", decide)
    await talk.said("seller", "Two")
    await talk.announce.conversation(deleted.after, Side.BUYER)
    told = talk.devices.told[BUYER][-1]
    assert isinstance(told, ConversationChanged)
    assert told.view.conversation.sides[Side.BUYER].listed


async def test_a_conversation_is_announced_before_any_of_its_messages(talk: Talk) -> None:
    first = await talk.written("buyer", "One")
    second = await talk.written("buyer", "Two")
    await asyncio.gather(talk.announce.message(*first), talk.announce.message(*second))
    assert [type(fact) for fact in talk.devices.told[SELLER]] == [
        ConversationChanged,
        MessageCommitted,
        MessageCommitted,
    ]
    seqs = [f.message.seq for f in talk.devices.told[SELLER] if isinstance(f, MessageCommitted)]
    assert seqs == [1, 2]


async def test_a_total_follows_what_is_stored_after_a_write_that_failed(talk: Talk) -> None:
    await talk.unread.follow(BUYER)
    await talk.said("seller", "One")
    await talk.conversations.settled()
    await _refuse_changes(talk, refuse=True)
    await talk.said("seller", "Two")
    await talk.said("seller", "Three")
    await talk.conversations.settled()
    await _refuse_changes(talk, refuse=False)
    assert talk.unread.total([BUYER]) == 3
    talk.announce.receipt(await talk.read(Side.BUYER, 1), Side.BUYER)
    assert talk.unread.total([BUYER]) == 0, "as stored: what came later is healed by recovery"


async def _refuse_changes(talk: Talk, *, refuse: bool) -> None:
    """Have the database refuse what is written to conversations."""
    rule = {"last_seq": {"$lt": 2}} if refuse else {}
    await talk.stores.database.command("collMod", "conversations", validator=rule)
