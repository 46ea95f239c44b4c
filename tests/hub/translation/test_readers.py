"""Who reads what in a conversation, in every process, and as bounded as it is promised."""

from datetime import datetime

import pytest

from hub.domain.conversations import Side
from hub.domain.marketplace import Shop, User
from hub.domain.preferences import MOST, Preferences, buyer_reads, shop_reads
from hub.storage.driver import Database
from hub.storage.indexes import ensure_indexes
from hub.storage.mirror import MirrorStore
from hub.storage.preferences import STALE_SECONDS, SWITCHED_OFF, PreferenceStore
from hub.storage.readers import ReaderStore
from tests.support.talks import NOW, fresh

LANGUAGES = ("en", "es", "fr", "zh", "de")
HERE = frozenset({"c1"})


def op(lang: str, off: frozenset[str] = frozenset()) -> Preferences:
    return Preferences(implied=lang, desk="lamps", off=off)


@pytest.mark.parametrize(
    ("own", "operators", "wanted"),
    [
        ("zh", [], ("zh",)),
        (None, [], ()),
        ("nl", [op("fr")], ("fr",)),
        ("zh", [op("en"), op("fr"), op("fr"), op("de"), op("es"), op("es")], ("zh", "es", "fr")),
        ("zh", [op("zh"), op("nl"), op("nl")], ("zh",)),
        ("zh", [op("zh", HERE), op("fr")], ("fr",)),
        ("zh", [op("zh", HERE), op("zh")], ("zh",)),
        ("zh", [op("fr", HERE)], ("zh",)),
        ("zh", [Preferences(desk="lamps", off=HERE)], ("zh",)),
        ("zh", [Preferences(reads="de", implied="zh")], ("zh", "de")),
    ],
)
def test_a_shop_reads_its_own_language_and_its_operators_most_common_ones(
    own: str | None, operators: list[Preferences], wanted: tuple[str, ...]
) -> None:
    assert shop_reads(own, operators, "c1", LANGUAGES) == wanted
    assert len(wanted) <= MOST


def test_a_buyer_reads_one_language() -> None:
    assert buyer_reads("es", Preferences(), "c1", LANGUAGES) == ("es",)
    assert buyer_reads("es", Preferences(implied="fr"), "c1", LANGUAGES) == ("fr",)
    assert buyer_reads("es", Preferences("de", "fr"), "c1", LANGUAGES) == ("de",)
    assert buyer_reads("nl", Preferences(), "c1", LANGUAGES) == ()
    assert buyer_reads(None, Preferences(), "c1", LANGUAGES) == ()
    assert buyer_reads("es", Preferences(off=HERE), "c1", LANGUAGES) == ()
    assert buyer_reads("es", Preferences(off=HERE), "c2", LANGUAGES) == ("es",)


class HandClock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return self.seconds


class Process:
    """What one hub process knows of readers."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.mirror = MirrorStore(database)
        self.preferences = PreferenceStore(database, clock)
        self.readers = ReaderStore(self.mirror, self.preferences, clock, LANGUAGES)

    async def reads(self, id: str = "c1") -> tuple[list[str], list[str]]:
        """What the buyer reads, and what the shop."""
        found = await self.readers.of(fresh(id))
        return sorted(found[Side.BUYER]), sorted(found[Side.SELLER])


@pytest.fixture
async def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def processes(database: Database, clock: HandClock) -> tuple[Process, Process]:
    """Two over one database, which has a Spanish-speaking buyer of a Chinese shop."""
    await ensure_indexes(database)
    one, other = Process(database, clock), Process(database, clock)
    await one.mirror.put_user("ana", User.model_validate(_user("es")))
    await one.mirror.put_shop("lamps", Shop(name="Lamps", lang="zh-CN"))
    return one, other


def _user(lang: str) -> dict[str, str]:
    return {"name": "Ana", "role": "buyer", "lang": lang}


async def test_another_process_learns_of_a_change_in_time(
    processes: tuple[Process, Process], clock: HandClock
) -> None:
    one, other = processes
    for process in processes:
        assert await process.reads() == (["es"], ["zh"])
    await one.preferences.choose("ana", "de")
    await one.preferences.imply("wei", "fr", "lamps")
    await one.preferences.switch("ana", "c2", on=False)
    assert await one.reads() == (["de"], ["fr", "zh"])
    assert await one.reads("c2") == ([], ["fr", "zh"])
    clock.seconds += STALE_SECONDS
    assert await other.reads() == (["de"], ["fr", "zh"])
    assert await other.reads("c2") == ([], ["fr", "zh"])
    assert STALE_SECONDS < 30


async def test_who_left_the_desk_counts_no_more(processes: tuple[Process, Process]) -> None:
    one, _ = processes
    await one.preferences.imply("wei", "fr", "lamps")
    assert (await one.reads())[1] == ["fr", "zh"]
    await one.preferences.imply("wei", "fr", "bags")
    assert (await one.reads())[1] == ["zh"]
    await one.preferences.imply("wei", "fr", "lamps")
    await one.preferences.leave("wei")
    assert (await one.reads())[1] == ["zh"]


async def test_a_shops_operators_are_found_without_looking_through_everybody(
    processes: tuple[Process, Process], database: Database
) -> None:
    one, _ = processes
    for n in range(50):
        await one.preferences.imply(f"b{n}", "es", None)
        await one.preferences.imply(f"o{n}", "es", f"shop{n}")
    plan = await database["preferences"].find({"desk": "shop7"}).sort("_id").explain()
    assert plan["executionStats"]["totalDocsExamined"] == 1
    assert await one.preferences.of_desk("shop7") == [Preferences(implied="es", desk="shop7")]


async def test_a_switch_may_be_turned_again_and_again(
    processes: tuple[Process, Process], database: Database
) -> None:
    one, _ = processes
    for _ in range(2):
        await one.preferences.switch("ana", "c1", on=False)
    assert (await database["preferences"].find_one({"_id": "ana"}) or {})["off"] == ["c1"]
    assert await one.reads() == ([], ["zh"])
    for _ in range(2):
        await one.preferences.switch("ana", "c1", on=True)
    assert await one.reads() == (["es"], ["zh"])


async def test_the_first_of_too_many_switches_is_forgotten(
    processes: tuple[Process, Process], database: Database
) -> None:
    one, _ = processes
    off = [f"c{n}" for n in range(SWITCHED_OFF)]
    await database["preferences"].insert_one({"_id": "ana", "off": off})
    await one.preferences.switch("ana", "new", on=False)
    kept = (await one.preferences.of("ana")).off
    assert (len(kept), "new" in kept, "c0" in kept) == (SWITCHED_OFF, True, False)
