"""Incidents under their own ids, changed by one at a time; messages that wait beside them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from hub.actions.moderation_ports import Kept
from hub.domain.findings import Box, Finding, Spot
from hub.domain.incidents import (
    Appeal,
    Author,
    Claim,
    Decision,
    Incident,
    Note,
    Report,
    Subject,
    decided,
    noted,
    with_findings,
)
from hub.domain.pictures import Evidence
from hub.errors import Conflict, NotFound
from hub.storage.driver import Database
from hub.storage.held import HeldStore
from hub.storage.incidents import IncidentStore, incident_document, incident_from
from hub.storage.standings import StandingStore
from tests.support.talks import NOW, draft


def incident(id: str, **more: object) -> Incident:
    fresh = Incident(
        id=id,
        kind="blocked",
        created_at=NOW,
        context=Subject("product", "lamp"),
        stage="before_purchase",
        shop="lamps",
        sender=Author(f"ana-{id}", "buyer", "Ana"),
        lang="es",
        text="612 345 678",
        digest="d1",
        conversation_id=f"c-{id}",
        client_id="1",
    )
    return replace(fresh, **more)  # type: ignore[arg-type]  # fields of it


def test_everything_is_kept(id: str) -> None:
    decision = Decision(
        "upheld", "sam", NOW, erased=True, warned=True, suspended_until=NOW, note="So"
    )
    whole = replace(
        incident(id, reply_to=3, seq=4, state="decided", settled=False, rev=7),
        reports=(Report("r1", "wei", "seller", "spam", None, NOW),),
        appeal=Appeal("Please", NOW),
        claim=Claim("sam", "Sam", NOW),
        decision=decision,
        decisions=(replace(decision, outcome="overturned"),),
        notes=(Note("sam", NOW, "Hm"),),
    )
    spot = Spot("code", Box(0.1, 0.2, 0.3, 0.4), "https://wa.me/1", "QRCode")
    found = [
        Finding(0, 3, "phone", "phone.plain", "plain", "likely", message=-1, seq=2),
        Finding(8, 13, "link", "link.contact", "plain", spot=spot),
    ]
    evidence = Evidence("e" * 64, 800, 600, "a lamp", 2**63 - 1, 2**62, "a1", "1QcSHQ")
    whole = replace(with_findings(whole, found), pictures=(evidence,), upload=True)
    assert incident_from(incident_document(whole)) == whole


async def test_the_first_one_stays(kept: Database, id: str) -> None:
    store = IncidentStore(kept)
    first = await store.open(incident(id))
    again = await asyncio.gather(*(store.open(incident(id, lang="fr")) for _ in range(5)))
    assert [*again, await store.get(id)] == [first] * 6


async def test_changes_build_on_each_other(kept: Database, id: str) -> None:
    stores = [IncidentStore(kept) for _ in range(3)]
    await stores[0].open(incident(id))
    notes = [partial(noted, note=Note("sam", NOW, f"{n}")) for n in range(9)]
    await asyncio.gather(*(stores[n % 3].change(id, note) for n, note in enumerate(notes)))
    after = await stores[0].get(id)
    assert after
    assert sorted(note.note for note in after.notes) == [f"{n}" for n in range(9)]
    assert after.rev == 9


async def test_of_two_decisions_one_stands(kept: Database, id: str) -> None:
    stores = [IncidentStore(kept) for _ in range(2)]
    await stores[0].open(incident(id))
    outcomes = await asyncio.gather(
        *(
            store.change(id, partial(decided, decision=Decision("upheld", by, NOW)))
            for store, by in zip(stores, ("sam", "kim"), strict=True)
        ),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedIncident", "Conflict"]
    assert await stores[0].get(id) in [getattr(outcome, "after", None) for outcome in outcomes]


async def test_what_is_not_there_cannot_change(kept: Database, id: str) -> None:
    with pytest.raises(NotFound):
        await IncidentStore(kept).change(id, partial(noted, note=Note("sam", NOW, "")))


async def test_what_is_left_to_do_is_found(empty: Database, id: str) -> None:
    store = IncidentStore(empty)
    kinds: list[dict[str, Any]] = [
        {"settled": False, "created_at": NOW + timedelta(1)},
        {"settled": False},
        {},
        {"kind": "delivered"},
        {"kind": "delivered", "seq": 3},
    ]
    for n, more in enumerate(kinds):
        await store.open(incident(f"{id}-{n}", **more))
    assert [one.id for one in await store.unsettled(9)] == [f"{id}-1", f"{id}-0"]
    assert [one.id for one in await store.unsettled(1)] == [f"{id}-1"]
    assert [one.id for one in await store.unplaced(9)] == [f"{id}-3"]


async def test_a_held_message_is_kept_once(kept: Database, id: str) -> None:
    held = HeldStore(kept)
    written = replace(draft(f"c-{id}"), reply_to=2)
    for _ in range(2):
        await held.keep(id, written, NOW)
    with pytest.raises(Conflict):
        await held.keep(f"{id}-other", replace(written, text="Another"), NOW)
    assert await held.get(id) == Kept(written, NOW, (id,))
    for _ in range(2):
        await held.drop(id)
    assert await held.get(id) is None


async def test_a_held_message_is_known_by_all_that_it_waits_for(kept: Database, id: str) -> None:
    held, written = HeldStore(kept), draft(id, "buyer", "1", "text")
    await held.keep(id, written, NOW, also=[f"{id}-a", f"{id}-b"])
    for one in (id, f"{id}-a", f"{id}-b"):
        assert await held.get(one) == Kept(written, NOW, (id, f"{id}-a", f"{id}-b"))
    await held.drop(f"{id}-b")
    assert await held.get(id) is None


async def test_strikes_are_the_blocked_ones_that_stand(kept: Database, id: str) -> None:
    store, standings, user = IncidentStore(kept), StandingStore(kept), f"ana-{id}"
    author = Author(user, "buyer", "Ana")
    overturned, upheld = (Decision(outcome, "sam", NOW) for outcome in ("overturned", "upheld"))
    kinds: list[dict[str, Any]] = [
        {},
        {"decision": overturned, "state": "decided"},
        {"decision": upheld, "state": "decided"},
        {"kind": "held"},
        {"kind": "reported"},
    ]
    for n, more in enumerate(kinds):
        await store.open(incident(f"{id}-{n}", sender=author, **more))
    assert (await standings.fresh(user, NOW)).strikes == (NOW, NOW)


async def test_standings_are_remembered_until_they_change_or_are_old(
    kept: Database, id: str
) -> None:
    here, elsewhere = StandingStore(kept), StandingStore(kept)
    until = NOW + timedelta(hours=1)
    assert (await here.of(id, NOW)).suspended_until is None
    await elsewhere.suspend(id, until, NOW)
    await elsewhere.warn(id, "i1")
    await elsewhere.warn(id, "i1")
    assert (await here.of(id, NOW)).suspended_until is None
    later = await here.of(id, NOW + timedelta(minutes=2))
    assert (later.suspended_until, later.warnings) == (until, 1)
    await here.suspend(id, None, NOW)
    lifted = await here.of(id, NOW + timedelta(minutes=2))
    assert (lifted.suspended_until, lifted.forgiven_at) == (None, NOW)
