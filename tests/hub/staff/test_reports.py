"""The figures of a report are what counting the incidents one by one comes to."""

import asyncio
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.actions.staff.reports import ReadReport
from hub.domain.incidents import Incident
from hub.protocol.staff import encode
from hub.storage.driver import database as open_database
from hub.storage.incidents import IncidentStore
from hub.storage.indexes import ensure_indexes
from hub.storage.mirror import MirrorStore
from hub.storage.moderation_reports import ModerationReports
from tests.hub.moderation.conftest import Desk
from tests.hub.staff.conftest import blocked
from tests.support.incidents import FIRST_DAY, appeal, decide, incident
from tests.support.office import Office
from tests.support.people import BEN
from tests.support.wire import Json, Wire

FOUND = [("phone", "phone.national"), ("phone", "phone.words"), ("messenger", "messenger.line")]
MOMENTS = st.integers(0, 70 * 24 * 60).map(lambda minutes: FIRST_DAY + timedelta(minutes=minutes))
WAITS = st.integers(1, 500_000).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    """Up to forty of seventy days, in every state they can come to."""
    return [_one(draw, f"{n:024x}") for n in range(draw(st.integers(0, 40)))]


def _one(draw: st.DrawFn, id: str) -> Incident:
    made = incident(
        id,
        draw(MOMENTS),
        kind=draw(st.sampled_from(("blocked", "held", "delivered", "reported", "record"))),
        lang=draw(st.sampled_from(("en", "es", "zh-Hans"))),
        shop=draw(st.sampled_from(("lamps", "bags", None))),
        sender=draw(st.sampled_from(("ana", "ben", "wei"))),
        found=tuple(draw(st.lists(st.sampled_from(FOUND), max_size=3, unique=True))),
    )
    for step in draw(st.sampled_from(("", "u", "o", "ua", "uau", "uao"))):
        wait = draw(WAITS)
        if step == "a":
            made = appeal(made, wait)
        else:
            made = decide(made, "upheld" if step == "u" else "overturned", wait)
    return made


def fate(one: Incident) -> str:
    return one.decision.outcome if one.decision else "open"


def table(counted: Sequence[Incident], keys: Callable[[Incident], Iterable[str]]) -> list[Json]:
    """A table of a report, counted one by one."""
    fates = [(key, fate(one)) for one in counted for key in keys(one)]
    totals = Counter(key for key, _ in fates)
    rows: list[Json] = [
        {"key": key, "total": total}
        | {name: fates.count((key, name)) for name in ("upheld", "overturned", "open")}
        for key, total in totals.items()
    ]
    return sorted(rows, key=lambda row: (-row["total"], row["key"]))


def offenders(counted: Sequence[Incident]) -> list[Json]:
    people = {one.sender.id for one in counted}
    rows: list[Json] = [
        {
            "user": user,
            "name": user,
            "total": sum(one.sender.id == user for one in counted),
            "upheld": sum(one.sender.id == user and fate(one) == "upheld" for one in counted),
        }
        for user in people
    ]
    repeated = [row for row in rows if row["total"] > 1]
    return sorted(repeated, key=lambda row: (-row["upheld"], -row["total"], row["user"]))


def at_share(waits: Sequence[int], share: float) -> int | None:
    return sorted(waits)[ceil(share * len(waits)) - 1] if waits else None


def recount(all_: Sequence[Incident], first: date, last: date, shop: str | None) -> Json:
    """The whole report in the plainest way."""
    counted = [
        one for one in all_ if first <= one.created_at.date() <= last and shop in (None, one.shop)
    ]
    fates = Counter(fate(one) for one in counted)
    kinds = Counter((one.created_at.date(), one.kind) for one in counted)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    decisions = [(one.decisions or (one.decision,))[0] for one in counted]
    waits = [
        int((decision.at - one.created_at).total_seconds())
        for one, decision in zip(counted, decisions, strict=True)
        if decision is not None
    ]
    decided = fates["upheld"] + fates["overturned"]
    share = round(fates["overturned"] / decided, 4) if decided else None
    report: Json = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "total": len(counted),
        "open": fates["open"],
        "decided": {
            "upheld": fates["upheld"],
            "overturned": fates["overturned"],
            "share_overturned": share,
        },
        "by_day": [
            {"day": day.isoformat(), "total": sum(n for key, n in kinds.items() if key[0] == day)}
            | {
                kind: kinds[day, kind]
                for kind in ("blocked", "held", "delivered", "reported", "record")
            }
            for day in days
        ],
        "by_category": table(counted, lambda one: one.categories),
        "by_lang": table(counted, lambda one: [one.lang]),
        "by_shop": table(counted, lambda one: [one.shop] if one.shop else []),
        "by_rule": table(counted, lambda one: one.rules),
        "repeat_offenders": offenders(counted),
        "time_to_decision": {"median_s": at_share(waits, 0.5), "p90_s": at_share(waits, 0.9)},
    }
    return report if shop is None else report | {"shop": shop}


@pytest.mark.parametrize("driver", ["pymongo", "motor"])
@settings(max_examples=25)
@given(
    incidents(), st.integers(0, 70), st.integers(0, 70), st.sampled_from((None, "lamps", "bags"))
)
def test_every_figure_agrees_with_a_naive_recount(
    mongo_uri: str, driver: str, all_: list[Incident], begin: int, length: int, shop: str | None
) -> None:
    first = FIRST_DAY.date() + timedelta(days=begin)
    last = first + timedelta(days=length)

    async def reported() -> Json:
        async with open_database(mongo_uri, "test_reports", driver) as opened:
            await ensure_indexes(opened)
            await opened["incidents"].delete_many({})
            store = IncidentStore(opened)
            await asyncio.gather(*(store.open(one) for one in all_))
            read = ReadReport(ModerationReports(opened), MirrorStore(opened))
            return encode.report(await read(first, last, shop))

    assert asyncio.run(reported()) == recount(all_, first, last, shop)


# -- over HTTP ------------------------------------------------------------------------------------


def today(desk: Desk) -> dict[str, str]:
    day = desk.app.clock.now().date().isoformat()
    return {"from": day, "to": day}


async def test_a_day_at_the_desk(desk: Desk, sam: Office, ana: Wire) -> None:
    ben = await desk.hub.connect(BEN)
    first, second = await blocked(ana), await blocked(ana, "another blockword")
    await blocked(ben, product="bag")
    await sam.decide(first, "upheld")
    await sam.decide(second, "overturned")
    report = await sam.get("/reports", **today(desk))
    assert (report["total"], report["open"]) == (3, 1)
    assert report["decided"] == {"upheld": 1, "overturned": 1, "share_overturned": 0.5}
    assert report["repeat_offenders"] == [{"user": "ana", "name": "Ana", "total": 2, "upheld": 1}]
    assert [(row["key"], row["total"]) for row in report["by_shop"]] == [("lamps", 2), ("bags", 1)]
    assert report["by_day"][0]["blocked"] == 3
    assert report["time_to_decision"]["median_s"] >= 0
    lamps = await sam.get("/reports", shop="bags", **today(desk))
    assert (lamps["shop"], lamps["total"]) == ("bags", 1)
    [rule] = [one for one in report["by_rule"] if one["key"] == "blockword"]
    assert (rule["upheld"], rule["overturned"], rule["open"]) == (1, 1, 1)


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-01-02", "to": "2026-01-01"},
        {"from": "2025-01-01", "to": "2026-01-02"},
        {"from": "9999-12-30", "to": "9999-12-31"},
        {"from": "yesterday", "to": "2026-01-01"},
        {"from": "2026-01-01"},
    ],
)
async def test_a_range_that_cannot_be(sam: Office, query: dict[str, str]) -> None:
    assert (await sam.refused("GET", "/reports", params=query))["code"] == "invalid"


async def test_a_year_and_a_day(desk: Desk, sam: Office, ana: Wire) -> None:
    await blocked(ana)
    last = desk.app.clock.now().date()
    first = last - timedelta(days=365)
    report = await sam.get("/reports", **{"from": first.isoformat(), "to": last.isoformat()})
    assert (len(report["by_day"]), report["total"]) == (366, 1)


# -- CSV ------------------------------------------------------------------------------------------


async def test_tables_as_csv(desk: Desk, sam: Office, ana: Wire) -> None:
    await blocked(ana)
    await blocked(ana, "a second blockword")
    report = await sam.get("/reports", **today(desk))
    for table_ in ("by_day", "by_category", "by_lang", "by_shop", "by_rule", "repeat_offenders"):
        reply = await sam.call("GET", "/reports.csv", params={"table": table_, **today(desk)})
        assert reply.status == 200
        assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert f'filename="{table_}-' in reply.headers["Content-Disposition"]
        rows = list(csv.DictReader(io.StringIO(reply.text)))
        assert rows == [{k: str(v) for k, v in row.items()} for row in report[table_]]
        assert rows


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\uff1d1+1", "\uff20SUM(A1)", '"a",b'],
)
async def test_names_that_a_spreadsheet_would_run(
    desk: Desk, sam: Office, ana: Wire, name: str
) -> None:
    await desk.hub.service.record("user", "ana", {"name": name, "role": "buyer", "lang": "es"})
    await blocked(ana)
    await blocked(ana, "a second blockword")
    query = {"table": "repeat_offenders", **today(desk)}
    reply = await sam.call("GET", "/reports.csv", params=query)
    [row] = csv.DictReader(io.StringIO(reply.text))
    assert row["name"] == (name if name.startswith('"') else f"'{name}")


async def test_a_table_that_there_is_not(desk: Desk, sam: Office) -> None:
    query = {"table": "incidents", **today(desk)}
    assert (await sam.refused("GET", "/reports.csv", params=query))["code"] == "invalid"
