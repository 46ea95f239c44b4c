"""Translations with their messages, in the index and in the cache, through both drivers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hub.clock import SystemClock
from hub.domain.conversations import Inbox, Side
from hub.domain.messages import Message
from hub.domain.search_terms import parse_query
from hub.domain.translations import MessageTranslation
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from hub.storage.translation_cache import TranslationCacheStore
from tests.support.stores import Stores
from translation import Entry

AT = datetime(2026, 3, 1, tzinfo=UTC)
ENGLISH = MessageTranslation("en", "an orange lamp", "pipes", True, "es", "es>ca>en", AT)  # noqa: FBT003 - the dataclass's order
FRENCH = replace(ENGLISH, lang="fr", text="une lampe orange", route="es>fr")
NUMBERS = {Side.BUYER: 1, Side.SELLER: 1}


@pytest.fixture
async def message(stores: Stores, id: str) -> Message:
    await stores.open(id, buyer=f"buyer-{id}")
    [sent] = await stores.talk(id, "una lámpara naranja")
    await stores.settled()
    return sent


async def found(stores: Stores, id: str, query: str) -> list[str]:
    inbox = Inbox(Side.BUYER, f"buyer-{id}")
    return await stores.search.find(
        [inbox], parse_query(query), conversation_id=None, before=None, limit=10
    )


async def test_translations_are_kept_by_language(stores: Stores, message: Message, id: str) -> None:
    for one in (ENGLISH, FRENCH, FRENCH):
        assert await stores.messages.put_translation(id, 1, "es", one)
    kept = await stores.messages.get(id, 1)
    assert kept is not None
    assert (kept.draft.lang, kept.draft.text) == ("es", message.draft.text)
    assert sorted(kept.translations, key=lambda one: one.lang) == [ENGLISH, FRENCH]
    assert kept.translation("fr") == FRENCH
    assert kept.translation("zh") is None


async def test_nothing_is_kept_with_an_erased_message(
    stores: Stores, opened_by: Callable[[], Stores], message: Message, id: str
) -> None:
    await stores.messages.put_translation(id, 1, "es", ENGLISH)
    await stores.messages.erase(id, 1, NUMBERS)
    for process in (stores, opened_by()):
        assert not await process.messages.put_translation(id, 1, "es", FRENCH)
    kept = await stores.database["messages"].find_one({"_id": message.id})
    assert kept is not None
    assert kept["text"] == ""
    assert "translations" not in kept


async def test_a_message_is_found_by_its_translations(
    stores: Stores, message: Message, id: str
) -> None:
    conversation = await stores.conversations.get(id)
    assert conversation is not None
    assert await found(stores, id, "orange lam") == []
    stores.search.add(conversation, replace(message, translations=(ENGLISH,)))
    assert await found(stores, id, "orange lam") == [str(message.id)]
    assert await found(stores, id, "naranja") == [str(message.id)]
    stores.search.add(conversation, message)  # a replay
    assert await found(stores, id, "orange") == [str(message.id)]


async def test_an_index_entry_does_not_outlive_its_message(
    stores: Stores, opened_by: Callable[[], Stores], message: Message, id: str
) -> None:
    """Whichever of erasing and indexing comes last, in whichever process."""
    conversation = await stores.conversations.get(id)
    assert conversation is not None
    await stores.messages.erase(id, 1, NUMBERS)
    await stores.search.remove(message)
    for process in (stores, opened_by()):
        process.search.add(conversation, replace(message, translations=(ENGLISH,)))
        await process.search.settled()
        assert await stores.database["search_postings"].find_one({"_id": message.id}) is None


async def test_languages_of_a_sender(stores: Stores, id: str) -> None:
    await stores.open(id)
    await stores.talk(id, "a", "b", "c")
    await stores.talk(id, "d", sender="seller")
    [last] = await stores.talk(id, "e")
    await stores.messages.put_translation(id, 2, "es", None)
    assert await stores.messages.languages_before(last, 2) == ["es", "en"]
    assert await stores.messages.languages_before(last, 9) == ["en", "es", "en"]


async def test_the_cache_keeps_entries_for_a_time(kept: Database, id: str) -> None:
    cache = TranslationCacheStore(kept, SystemClock(), days=30)
    assert await cache.get(id) is None
    for entry in (Entry("one", 1), Entry("\ue000 two")):
        await cache.put(id, entry)
        assert await cache.get(id) == entry
    stored = await kept["translation_cache"].find_one({"_id": id})
    assert stored is not None
    assert timedelta(days=29) < stored["expires_at"] - SystemClock().now() <= timedelta(days=30)
    indexes = await kept["translation_cache"].index_information()
    assert [one.get("expireAfterSeconds") for one in indexes.values() if "expire" in str(one)] == [
        0
    ]


async def test_a_database_that_is_away_is_a_miss(
    mongo_uri: str, indexed: str, driver: str, id: str
) -> None:
    async with open_database(mongo_uri, indexed, driver) as closed:
        cache = TranslationCacheStore(closed, SystemClock(), days=30)
    await cache.put(id, Entry("one"))
    assert await cache.get(id) is None
    assert cache.failures == 2
