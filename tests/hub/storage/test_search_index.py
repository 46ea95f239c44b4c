"""The search index in MongoDB, through both drivers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from bson import ObjectId

from hub.domain.conversations import Context, ContextType, Conversation, Inbox, Side, opened
from hub.domain.marketplace import Card
from hub.domain.messages import Draft, Kind, Message, Sender
from hub.domain.search_terms import parse_query
from hub.storage import search_index
from hub.storage.driver import Database
from hub.storage.indexes import ensure_indexes
from hub.storage.search_index import SearchIndexStore

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BUYER = Inbox(Side.BUYER, "ana")
SHOP = Inbox(Side.SELLER, "lamps")


def conversation(id: str = "c1", buyer: str = "ana", shop: str = "lamps") -> Conversation:
    context = Context(ContextType.PRODUCT, id)
    return opened(id, context, Card(title="x"), buyer=buyer, shop=shop, by=Side.BUYER, now=NOW)


@dataclass
class Talk:
    """Says things in conversations and finds them again."""

    index: SearchIndexStore
    said: dict[str, str] = field(default_factory=dict)

    def say(self, text: str, where: Conversation | None = None) -> tuple[Conversation, Message]:
        where = where or conversation()
        sender = Sender(where.buyer, "buyer", where.buyer)
        draft = Draft(where.id, str(len(self.said)), Kind.TEXT, sender, text, "en")
        message = Message(ObjectId(), len(self.said) + 1, (1, 0), NOW, draft)
        self.said[str(message.id)] = text
        self.index.add(where, message)
        return where, message

    async def find(
        self,
        query: str,
        *inboxes: Inbox,
        within: str | None = None,
        before: str | None = None,
        limit: int = 50,
    ) -> list[str]:
        """The texts found, newest first."""
        ids = await self.index.find(
            inboxes or (BUYER,),
            parse_query(query),
            conversation_id=within,
            before=before,
            limit=limit,
        )
        return [self.said[id] for id in ids]


@pytest.fixture
async def talk(database: Database) -> Talk:
    await ensure_indexes(database)
    return Talk(SearchIndexStore(database, lambda _size: None))


async def test_words_are_found_folded_and_newest_first(talk: Talk) -> None:
    for text in ("A lámpara", "no such thing", "LAMPARA again"):
        talk.say(text)
    assert await talk.find("lampara ") == ["LAMPARA again", "A lámpara"]


async def test_the_last_word_is_found_by_its_beginning(talk: Talk) -> None:
    talk.say("dark lampshade")
    talk.say("dark wood")
    assert await talk.find("dark lam") == ["dark lampshade"]
    assert await talk.find("lam dark") == []


async def test_chinese_is_found_by_any_substring(talk: Talk) -> None:
    talk.say("这款茶壶适合四个人")
    talk.say("茶叶很好")
    assert await talk.find("茶壶适") == ["这款茶壶适合四个人"]
    assert await talk.find("茶") == ["茶叶很好", "这款茶壶适合四个人"]
    assert await talk.find("个") == ["这款茶壶适合四个人"]


async def test_long_numbers_are_found_whole(talk: Talk) -> None:
    talk.say("order 1234567 is on its way")
    assert await talk.find("1234567") == ["order 1234567 is on its way"]
    assert await talk.find("1234") == []


async def test_only_ones_own_inboxes_are_searched(talk: Talk) -> None:
    talk.say("my lamp")
    talk.say("her lamp", conversation("c2", buyer="eva"))
    talk.say("my vase", conversation("c3", shop="vases"))
    assert await talk.find("lamp") == ["my lamp"]
    assert await talk.find("lamp", SHOP) == ["her lamp", "my lamp"]
    assert await talk.find("my", Inbox(Side.SELLER, "vases")) == ["my vase"]
    assert await talk.find("my", Inbox(Side.BUYER, "eva")) == []


async def test_one_conversation_can_be_searched(talk: Talk) -> None:
    talk.say("lamp one")
    talk.say("lamp two", conversation("c2"))
    assert await talk.find("lamp", within="c2") == ["lamp two"]


async def test_pages_continue_where_the_last_one_ended(talk: Talk) -> None:
    for number in range(5):
        talk.say(f"lamp {number}")
    first = await talk.find("lamp", limit=2)
    last = next(id for id, text in talk.said.items() if text == first[-1])
    assert first == ["lamp 4", "lamp 3"]
    assert await talk.find("lamp", before=last) == ["lamp 2", "lamp 1", "lamp 0"]


async def test_words_of_others_do_not_crowd_out_ones_own(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.storage.dictionary.EXPANSIONS", 3)
    for word in ("lama", "lamb", "lame"):
        talk.say(word, conversation("c2", buyer="eva"))
    talk.say("a lam")
    assert await talk.find("lam") == ["a lam"]


async def test_many_parts_are_all_required(talk: Talk) -> None:
    long = "one two three 可以四个人用吗我们还附送一个过滤网"
    talk.say(long)
    talk.say(long.removesuffix("网"))
    assert await talk.find(long) == [long]


async def test_what_is_indexed_again_changes_nothing(talk: Talk, database: Database) -> None:
    said = talk.say("twice")
    await talk.index.settled()
    talk.index.add(*said)
    assert await talk.find("twice") == ["twice"]
    assert talk.index.failures == 0
    assert await database["search_postings"].count_documents({}) == 1


async def test_a_common_word_does_not_make_a_search_read_the_inbox(
    talk: Talk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_COMMON", 50)
    for number in range(300):
        talk.say("the rare one" if number == 10 else "the usual")
    assert await talk.find("the ra") == ["the rare one"]
    branch = await talk.index._branch(BUYER, [["the"], ["rare", "ra"]])
    plan = await database["search_postings"].find(branch).sort("_id", -1).explain()
    assert plan["executionStats"]["totalKeysExamined"] < 10
