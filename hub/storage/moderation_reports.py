"""Incidents counted by the database: every figure of a report comes from an index alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from hub.domain.tallies import Offender, Tallies, Tally, merged
from hub.storage.driver import (
    Collection,
    Database,
    Document,
    aggregated,
    overloaded_when_away,
    snapshot,
)
from hub.storage.incident_keys import OPEN, SEPARATOR

OFFENDERS = 50
REPEATED = 2
"""Incidents from which on somebody counts as a repeat offender."""
_MOST_MS = 9_000
_PART = timedelta(days=31)


def _by(field: str) -> tuple[Document, Document]:
    return {}, {"_id": {"key": f"${field}", "outcome": "$outcome"}, "n": {"$sum": 1}}


_ASPECTS: dict[str, tuple[Document, Document]] = {
    "day": ({}, {"_id": {"day": "$tally.day", "kind": "$kind"}, "n": {"$sum": 1}}),
    "categories": _by("tally.categories"),
    "lang": _by("lang"),
    "shop": _by("shop"),
    "rules": _by("tally.rules"),
    "waits": (
        {"tally.decided_after_s": {"$gte": 0}},
        {"_id": "$tally.decided_after_s", "n": {"$sum": 1}},
    ),
}
"""What is counted of which incidents."""


@overloaded_when_away
class ModerationReports:
    """Implements `hub.actions.staff.ports.Counts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tallies(self, since: datetime, until: datetime, shop: str | None) -> Tallies:
        async with snapshot(self._database) as session:  # so that all tables count the same
            counting = _Counting(self._database["incidents"], session)
            counts = [await counting.all(_chosen(*part, shop)) for part in _parts(since, until)]
            offenders = await counting.offenders(_chosen(since, until, shop))
        return Tallies(
            by_day=_days(one for part in counts for one in part["day"]),
            by_category=_keyed(one for part in counts for one in _split(part["categories"])),
            by_lang=_keyed(one for part in counts for one in part["lang"]),
            by_shop=_keyed(one for part in counts for one in part["shop"] if _key(one) is not None),
            by_rule=_keyed(one for part in counts for one in _split(part["rules"])),
            offenders=offenders,
            waits=_added(one for part in counts for one in part["waits"]),
        )

    async def by_rule(self, since: datetime, until: datetime) -> Mapping[str, Tally]:
        counting = _Counting(self._database["incidents"])
        parts = [await counting.by(_chosen(*part, None), "rules") for part in _parts(since, until)]
        return _keyed(one for part in parts for one in _split(part))


@dataclass(frozen=True, slots=True)
class _Counting:
    incidents: Collection
    session: AsyncClientSession | None = None

    async def all(self, chosen: Document) -> dict[str, list[Document]]:
        """Groups by each aspect: several walks over few fields cost less than one over all."""
        return {name: await self.by(chosen, name) for name in _ASPECTS}

    async def by(self, chosen: Document, aspect: str) -> list[Document]:
        only, group = _ASPECTS[aspect]
        return await self._run([{"$match": {**chosen, **only}}, {"$group": group}])

    async def offenders(self, chosen: Document) -> tuple[Offender, ...]:
        upheld = {"$cond": [{"$eq": ["$outcome", "upheld"]}, 1, 0]}
        group = {"_id": "$sender.id", "total": {"$sum": 1}, "upheld": {"$sum": upheld}}
        found = await self._run(
            [
                {"$match": chosen},
                {"$group": group},
                {"$match": {"total": {"$gte": REPEATED}}},
                {"$sort": {"upheld": -1, "total": -1, "_id": 1}},
                {"$limit": OFFENDERS},
            ]
        )
        return tuple(Offender(one["_id"], one["total"], one["upheld"]) for one in found)

    async def _run(self, pipeline: list[Document]) -> list[Document]:
        return await aggregated(self.incidents, pipeline, self.session, most_ms=_MOST_MS)


def _chosen(since: datetime, until: datetime, shop: str | None) -> Document:
    created: Document = {"created_at": {"$gte": since, "$lt": until}}
    return created if shop is None else {"shop": shop, **created}


def _parts(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The range in parts, each of which is counted well within the time for an answer."""
    while since < until:
        end = min(until, since + _PART)
        yield since, end
        since = end


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
