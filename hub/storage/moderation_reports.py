"""Incidents counted by the database: every figure of a report comes from an index alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from hub.domain.tallies import Offender, Tallies, Tally, merged
from hub.storage.driver import Database, Document, overloaded_when_away
from hub.storage.incident_keys import OPEN, SEPARATOR

OFFENDERS = 50
REPEATED = 2
"""Incidents from which on somebody counts as a repeat offender."""
_MOST_MS = 9_000
_PART = timedelta(days=31)
_DAY = {"$dateToString": {"date": "$created_at", "format": "%Y-%m-%d"}}
_GROUPED = {
    "day": _DAY,
    "kind": "$kind",
    "lang": "$lang",
    "shop": "$shop",
    "outcome": "$outcome",
    "categories": "$tally.categories",
    "rules": "$tally.rules",
}


@overloaded_when_away
class ModerationReports:
    """Implements `hub.actions.staff.ports.Counts`."""

    def __init__(self, database: Database) -> None:
        self._incidents = database["incidents"]

    async def tallies(self, since: datetime, until: datetime, shop: str | None) -> Tallies:
        counts = [await self._counts(_chosen(*part, shop)) for part in _parts(since, until)]
        return Tallies(
            by_day=_days(one for part in counts for one in part["day"]),
            by_category=_keyed(one for part in counts for one in _split(part["categories"])),
            by_lang=_keyed(one for part in counts for one in part["lang"]),
            by_shop=_keyed(one for part in counts for one in part["shop"] if _key(one) is not None),
            by_rule=_keyed(one for part in counts for one in _split(part["rules"])),
            offenders=await self._offenders(_chosen(since, until, shop)),
            waits=_added(one for part in counts for one in part["waits"]),
        )

    async def by_rule(self, since: datetime, until: datetime) -> Mapping[str, Tally]:
        grouped = _sums({"key": "$tally.rules", "outcome": "$outcome"}, 1)
        parts = [
            await self._run([{"$match": _chosen(*part, None)}, grouped])
            for part in _parts(since, until)
        ]
        return _keyed(one for part in parts for one in _split(part))

    async def _counts(self, chosen: Document) -> Document:
        """Groups by each aspect, and by the seconds to the first decision."""
        [counts] = await self._run([{"$match": chosen}, *_COUNTED])
        seconds = "tally.decided_after_s"
        decided = {"$match": {**chosen, seconds: {"$gte": 0}}}
        return {**counts, "waits": await self._run([decided, _sums(f"${seconds}", 1)])}

    async def _offenders(self, chosen: Document) -> tuple[Offender, ...]:
        upheld = {"$cond": [{"$eq": ["$outcome", "upheld"]}, 1, 0]}
        found = await self._run(
            [
                {"$match": chosen},
                {"$group": {"_id": "$sender.id", "total": _sum(1), "upheld": _sum(upheld)}},
                {"$match": {"total": {"$gte": REPEATED}}},
                {"$sort": {"upheld": -1, "total": -1, "_id": 1}},
                {"$limit": OFFENDERS},
            ]
        )
        return tuple(Offender(one["_id"], one["total"], one["upheld"]) for one in found)

    async def _run(self, pipeline: list[Document]) -> list[Document]:
        cursor = self._incidents.aggregate(pipeline, allowDiskUse=True, maxTimeMS=_MOST_MS)
        found: Any = await cursor if hasattr(cursor, "__await__") else cursor
        return [document async for document in found]


def _chosen(since: datetime, until: datetime, shop: str | None) -> Document:
    created: Document = {"created_at": {"$gte": since, "$lt": until}}
    return created if shop is None else {"shop": shop, **created}


def _parts(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The range in parts, each of which is counted well within the time for an answer."""
    while since < until:
        end = min(until, since + _PART)
        yield since, end
        since = end


def _sum(of: Any) -> Document:  # noqa: ANN401 - an expression
    return {"$sum": of}


def _sums(by: Any, of: Any) -> Document:  # noqa: ANN401 - expressions
    return {"$group": {"_id": by, "n": _sum(of)}}


def _by(name: str) -> list[Document]:
    return [_sums({"key": f"$_id.{name}", "outcome": "$_id.outcome"}, "$n")]


_COUNTED: list[Document] = [
    _sums(_GROUPED, 1),
    {
        "$facet": {
            "day": [_sums({"day": "$_id.day", "kind": "$_id.kind"}, "$n")],
            **{name: _by(name) for name in ("categories", "lang", "shop", "rules")},
        }
    },
]
"""First what is alike is counted together, then that by each aspect."""


def _key(group: Document) -> Any:  # noqa: ANN401 - a name, or none
    return group["_id"]["key"]


def _added(groups: Iterable[Document]) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for group in groups:
        sums[group["_id"]] += group["n"]
    return dict(sums)


def _days(groups: Iterable[Document]) -> dict[str, dict[str, int]]:
    days: dict[str, dict[str, int]] = {}
    for group in groups:
        key = group["_id"]
        days.setdefault(key["day"], {})[key["kind"]] = group["n"]
    return days


def _split(groups: Iterable[Document]) -> Iterable[Document]:
    """Groups of joined keys as one group for each key."""
    for group in groups:
        for key in filter(None, _key(group).split(SEPARATOR)):
            yield {"_id": {**group["_id"], "key": key}, "n": group["n"]}


def _keyed(groups: Iterable[Document]) -> dict[str, Tally]:
    return merged((_key(group), _tally(group)) for group in groups)


def _tally(group: Document) -> Tally:
    outcome = group["_id"]["outcome"]
    return Tally(
        upheld=group["n"] * (outcome == "upheld"),
        overturned=group["n"] * (outcome == "overturned"),
        open=group["n"] * (outcome == OPEN),
    )
