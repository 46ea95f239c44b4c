"""What is kept of translations, and where."""

from translation.cache import Entry, MemoryCache, key_of

ONE, OTHER = Entry("Hello"), Entry("Thanks", unknown=1)


async def test_what_is_said_once_stays_in_memory_and_what_is_said_again_is_kept_behind() -> None:
    behind = MemoryCache()
    front = MemoryCache(behind=behind)
    await front.put("one", ONE)
    assert await behind.get("one") is None
    assert await front.get("one") == ONE
    assert await behind.get("one") == ONE


async def test_another_process_finds_what_was_kept_behind() -> None:
    behind = MemoryCache()
    await behind.put("other", OTHER)
    front = MemoryCache(behind=behind)
    assert await front.get("other") == OTHER
    assert await front.get("nobody said this") is None


async def test_the_entries_used_last_are_kept_in_memory() -> None:
    cache = MemoryCache(capacity=2)
    for key in ("a", "b", "c"):
        await cache.put(key, ONE)
        await cache.get("a")
    assert [await cache.get(key) for key in ("a", "b", "c")] == [ONE, None, ONE]


def test_keys_differ_by_all_that_a_translation_depends_on() -> None:
    keys = {
        key_of("hola", "es>en", ("apertium/1",)),
        key_of("hola", "es>pt>en", ("apertium/1",)),
        key_of("hola", "es>en", ("apertium/2",)),
        key_of("adios", "es>en", ("apertium/1",)),
    }
    assert len(keys) == 4
