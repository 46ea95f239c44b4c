"""Whatever staff ask for is answered from an index, and by little more than the answer."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta

import pytest
from bson import ObjectId

from hub.actions.ports import Before
from hub.domain.audit import AuditEntry
from hub.domain.incidents import Incident, Kind
from hub.domain.messages import Draft, Message
from hub.domain.messages import Kind as MessageKind
from hub.domain.queue import Filter, Place
from hub.storage.audit import AuditStore
from hub.storage.documents import message_document
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from hub.storage.incident_queue import COUNTED, IncidentQueue
from hub.storage.incidents import IncidentStore, incident_document
from hub.storage.indexes import ensure_indexes
from hub.storage.message_scan import MessageScan
from hub.storage.moderation_reports import ModerationReports
from hub.storage.rules import RuleStore
from hub.storage.standings import StandingStore
from tests.hub.storage.test_plans import check
from tests.support.incidents import FIRST_DAY, appeal, decide, incident
from tests.support.profiler import Account, profiled
from tests.support.talks import SENDERS

SIZE = 3_000
DAYS = 300
LIMIT = 20
END = FIRST_DAY + timedelta(days=DAYS)
KINDS: tuple[Kind, ...] = ("blocked", "held", "delivered", "reported", "record")


def kept() -> Iterable[Incident]:
    """Ten a day; of a hundred, ninety are decided, five of them appealed."""
    for n in range(SIZE):
        made = incident(
            f"{n:024x}",
            FIRST_DAY + timedelta(days=n // 10, minutes=n % 10),
            kind=KINDS[n % 5],
            lang=("en", "es", "zh")[n % 3],
            shop=f"shop-{n % 30}",
            sender=f"user-{n % 300}",
            found=(("phone", "phone.national"), (("messenger", "link")[n % 2], f"rule.r{n % 50}")),
        )
        if n % 100 < 90:
            made = decide(made, "upheld" if n % 3 else "overturned", timedelta(seconds=n + 1))
        if n % 100 < 5 and n % 3:
            made = appeal(made, timedelta(days=2))
        yield made


def done() -> Iterable[AuditEntry]:
    for n in range(SIZE):
        at, action = END - timedelta(minutes=n), ("incident.opened", "rule.added")[n % 10 == 0]
        yield AuditEntry(f"{n:024x}", at, f"staff-{n % 7}", "Staff", action, "x")


async def fill(database: Database) -> None:
    await ensure_indexes(database)
    await database["incidents"].insert_many([incident_document(one) for one in kept()])
    audit = AuditStore(database)
    await asyncio.gather(*(audit.add(entry) for entry in done()))
    said = [
        Draft("c1", f"{n}", MessageKind.TEXT, SENDERS["buyer"], "Hello", "en") for n in range(SIZE)
    ]
    messages = [Message(ObjectId(), n + 1, (n, 0), END, one) for n, one in enumerate(said)]
    await database["messages"].insert_many([message_document(one) for one in messages])


@pytest.fixture(scope="module")
def filled(mongo_uri: str) -> str:
    """The name of a database with all that."""

    async def prepare() -> None:
        async with open_database(mongo_uri, "test_staff_plans") as database:
            await fill(database)

    asyncio.run(prepare())
    return "test_staff_plans"


@pytest.fixture
async def busy(mongo_uri: str, filled: str) -> AsyncIterator[Database]:
    async with open_database(mongo_uri, filled) as database:
        yield database


FILTERS = [
    Filter(),
    Filter("decided"),
    Filter("all"),
    Filter("all", kind="held"),
    Filter("decided", category="messenger"),
    Filter("open", lang="es"),
    Filter("all", shop="shop-3"),
    Filter("all", rule="rule.r7"),
    Filter("all", sender="user-12"),
    Filter("all", appealed=True),
]


def fits(one: Incident, chosen: Filter) -> bool:
    state = chosen.state in ("all", one.state)
    wanted = {
        "kind": one.kind,
        "lang": one.lang,
        "shop": one.shop,
        "sender": one.sender.id,
    }
    plain = all(getattr(chosen, name) in (None, value) for name, value in wanted.items())
    lists = (chosen.category in (None, *one.categories)) and (chosen.rule in (None, *one.rules))
    return state and plain and lists and (one.appeal is not None or not chosen.appealed)


def ordered(chosen: Filter) -> list[Incident]:
    found = [one for one in kept() if fits(one, chosen)]
    if chosen.state == "open":
        return sorted(found, key=lambda one: (-one.priority, one.created_at, one.id))
    return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)


def place(one: Incident) -> Place:
    return Place(one.priority, one.created_at, one.id)


@pytest.mark.parametrize("chosen", FILTERS, ids=str)
@pytest.mark.parametrize("start", [0, 30])
async def test_a_page_of_the_queue(busy: Database, chosen: Filter, start: int) -> None:
    wanted = ordered(chosen)
    after = place(wanted[start - 1]) if 0 < start <= len(wanted) else None
    begin = start if after else 0
    async with profiled(busy) as account:
        page = await IncidentQueue(busy).page(chosen, after, LIMIT)
    assert [one.id for one in page] == [one.id for one in wanted[begin : begin + LIMIT]]
    check(account, "incidents", most=LIMIT + 12)


async def test_a_page_by_several_filters(busy: Database) -> None:
    chosen = Filter("all", sender="user-12", kind="delivered", lang="en", category="messenger")
    async with profiled(busy) as account:
        page = await IncidentQueue(busy).page(chosen, None, LIMIT)
    assert [one.id for one in page] == [one.id for one in ordered(chosen)[:LIMIT]]
    assert page
    [read] = account.of("incidents")
    assert "COLLSCAN" not in read.plan
    assert read.documents <= SIZE // 50


async def test_counts_of_the_open_and_of_a_sender(busy: Database) -> None:
    async with profiled(busy) as account:
        count = await IncidentQueue(busy).open_count(Filter("all", shop="shop-3"))
        tally = await IncidentQueue(busy).of_sender("user-12")
    wanted = [one for one in kept() if one.shop == "shop-3" and one.state == "open"]
    assert (count, tally.total) == (len(wanted), SIZE // 300)
    assert count < COUNTED
    check(account, "incidents", most=count + tally.total + 4)


@pytest.mark.parametrize("shop", [None, "shop-3"])
async def test_a_report_reads_no_incident(busy: Database, shop: str | None) -> None:
    since, until = FIRST_DAY + timedelta(days=100), FIRST_DAY + timedelta(days=180)
    async with profiled(busy) as account:
        tallies = await ModerationReports(busy).tallies(since, until, shop)
    assert tallies.whole.total == (800 if shop is None else 26)
    check_counted(account, 7 * (tallies.whole.total + 6))


def check_counted(account: Account, most: int) -> None:
    """Counted by at most so many keys of an index, and not a single incident read."""
    reads = account.of("incidents")
    assert all("COLLSCAN" not in read.plan for read in reads), reads
    assert sum(read.documents for read in reads) == 0, reads
    assert 0 < sum(read.keys for read in reads) <= most, reads


async def test_how_often_staff_agreed_with_each_rule(busy: Database) -> None:
    async with profiled(busy) as account:
        rules = await ModerationReports(busy).by_rule(FIRST_DAY, FIRST_DAY + timedelta(days=30))
    assert rules["phone.national"].total == 300
    check_counted(account, 302)


async def test_what_is_to_be_purged_and_finished(busy: Database) -> None:
    async with profiled(busy) as account:
        old = await IncidentQueue(busy).to_purge(FIRST_DAY + timedelta(days=1), LIMIT)
        assert await IncidentStore(busy).unsettled(LIMIT) == []
    assert old == [f"{n:024x}" for n in range(10)]
    check(account, "incidents", most=12)


async def test_a_standing_and_a_pardon(busy: Database) -> None:
    async with profiled(busy) as account:
        standing = await StandingStore(busy).fresh("user-10", END)
        assert not await IncidentStore(busy).pardoned("c-user-10", "user-10", "nothing")
    assert len(standing.strikes) > 0
    check(account, "incidents", most=SIZE // 300 + 2)


@pytest.mark.parametrize(
    ("by", "action"),
    [(None, None), ("staff-3", None), (None, "rule.added"), ("staff-3", "rule.added")],
)
@pytest.mark.parametrize("start", [0, 25])
async def test_a_page_of_the_log(
    busy: Database, by: str | None, action: str | None, start: int
) -> None:
    wanted = [e for e in done() if by in (None, e.by) and action in (None, e.action)]
    before = Before(wanted[start - 1].at, wanted[start - 1].id) if start else None
    async with profiled(busy) as account:
        page = await AuditStore(busy).page(by=by, action=action, before=before, limit=LIMIT)
    assert page == wanted[start : start + LIMIT]
    check(account, "audit", most=LIMIT + 4)


async def test_messages_backwards_in_time(busy: Database) -> None:
    scan, since = MessageScan(busy), END - timedelta(days=9_999)
    async with profiled(busy) as account:
        first = await scan.before(None, since, LIMIT)
        second = await scan.before(first[-1], since, LIMIT)
    assert [one.seq for one in (*first, *second)] == list(range(SIZE, SIZE - 2 * LIMIT, -1))
    check(account, "messages", most=2 * LIMIT + 2)


async def test_the_newest_rules(busy: Database) -> None:
    async with profiled(busy) as account:
        assert await RuleStore(busy).page(before=None, limit=1) == []
    assert all("COLLSCAN" not in read.plan for read in account.of("rule_versions"))
