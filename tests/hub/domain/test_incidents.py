"""What may become of an incident, and what never does."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.findings import Finding
from hub.domain.incident_ids import digest_of, identifier, message_incident_id
from hub.domain.incidents import (
    LEASE,
    Author,
    Change,
    Decision,
    Incident,
    Note,
    Report,
    Subject,
    appealed,
    claimed,
    decided,
    noted,
    purged,
    reported,
    settled,
    unclaimed,
    with_findings,
)
from hub.errors import Conflict
from tests.support.talks import NOW

FOUND = [
    Finding(0, 3, "phone", "phone.plain", "original"),
    Finding(5, 9, "messenger", "messenger.zap", "plain"),
    Finding(9, 12, "phone", "phone.plain", "original"),
]
UPHELD, OVERTURNED = (Decision(outcome, "sam", NOW) for outcome in ("upheld", "overturned"))


def fresh(kind: str = "blocked") -> Incident:
    return with_findings(
        Incident(
            id="i1",
            kind=kind,  # type: ignore[arg-type]  # one of them
            created_at=NOW,
            context=Subject("product", "lamp"),
            stage="before_purchase",
            shop="lamps",
            sender=Author("ana", "buyer", "Ana"),
            lang="es",
            text="612 zap 345",
            digest=digest_of("612 zap 345"),
            conversation_id="c1",
            client_id="1",
        ),
        FOUND,
    )


def report(by: str) -> Report:
    return Report(identifier("report", "c1", 1, by), by, "seller", "spam", f"says {by}", NOW)


def test_categories_and_rules_are_named_once_in_order() -> None:
    incident = fresh()
    assert incident.categories == ("phone", "messenger")
    assert incident.rules == ("phone.plain", "messenger.zap")


@given(st.lists(st.lists(st.text(max_size=5), min_size=1, max_size=4), max_size=8))
def test_other_parts_are_another_id(named: list[list[str]]) -> None:
    ids = {identifier(*parts): tuple(parts) for parts in named}
    assert set(ids.values()) == {tuple(parts) for parts in named}


def test_the_id_of_a_message_tells_its_content_apart() -> None:
    same = message_incident_id("c1", "ana", "1", "text")
    assert same == message_incident_id("c1", "ana", "1", "text")
    others = [("c2", "ana", "1", "text"), ("c1", "ben", "1", "text"), ("c1", "ana", "2", "text")]
    assert same not in {message_incident_id(*other) for other in [*others, ("c1", "ana", "1", "")]}


def test_a_claim_keeps_others_out_until_it_ends() -> None:
    incident = claimed(fresh(), "sam", "Sam", NOW)
    before, after = NOW + LEASE - timedelta(seconds=1), NOW + LEASE
    with pytest.raises(Conflict):
        claimed(incident, "kim", "Kim", before)
    with pytest.raises(Conflict):
        decided(incident, Decision("upheld", "kim", before))
    assert claimed(incident, "kim", "Kim", after).claim
    renewed = claimed(incident, "sam", "Sam", before).claim
    assert renewed
    assert renewed.until == before + LEASE
    assert unclaimed(incident, "kim") is incident
    assert unclaimed(incident, "sam").claim is None


def test_two_people_never_decide_the_same() -> None:
    incident = decided(fresh(), UPHELD)
    with pytest.raises(Conflict):
        decided(incident, OVERTURNED)
    with pytest.raises(Conflict):
        claimed(incident, "kim", "Kim", NOW)


def test_a_decision_is_settled_after_it() -> None:
    incident = decided(claimed(fresh(), "sam", "Sam", NOW), UPHELD)
    assert (incident.settled, incident.claim) == (False, None)
    assert settled(incident).settled
    assert settled(settled(incident)) == settled(incident)


def test_an_appeal_reopens_once() -> None:
    again = appealed(decided(fresh(), UPHELD), "Please", NOW)
    assert (again.state, again.decision, again.decisions) == ("open", None, (UPHELD,))
    assert appealed(again, "Please", NOW + timedelta(hours=1)) is again
    with pytest.raises(Conflict):
        appealed(again, "Please!", NOW)
    closed = decided(again, Decision("upheld", "kim", NOW))
    assert appealed(closed, "Please", NOW) is closed, "heard, and decided"


@pytest.mark.parametrize("done", [decided(fresh(), OVERTURNED), purged(fresh())])
def test_nothing_left_to_appeal(done: Incident) -> None:
    with pytest.raises(Conflict):
        appealed(done, "Please", NOW)


def test_a_person_reports_once() -> None:
    one = reported(fresh("reported"), report("wei"))
    assert reported(one, report("wei")) is one
    closed = decided(one, OVERTURNED)
    assert reported(closed, report("wei")) is closed
    assert reported(closed, report("xia")).state == "open"


def test_what_is_urgent_comes_first() -> None:
    plain = [
        fresh(kind).priority for kind in ("record", "blocked", "delivered", "reported", "held")
    ]
    assert plain == sorted(plain)
    assert len(set(plain)) == len(plain)
    assert appealed(fresh(), "Please", NOW).priority > max(plain)
    twice = reported(reported(fresh("reported"), report("wei")), report("xia"))
    assert twice.priority > fresh("reported").priority


CHANGES: dict[str, Callable[[int], Change]] = {
    "appeal": lambda n: partial(appealed, comment=f"comment {n % 2}", now=NOW),
    "claim": lambda n: partial(claimed, by=f"staff{n % 3}", name="Staff", now=NOW),
    "unclaim": lambda n: partial(unclaimed, by=f"staff{n % 3}"),
    "uphold": lambda n: partial(decided, decision=Decision("upheld", f"staff{n % 3}", NOW)),
    "overturn": lambda n: partial(decided, decision=Decision("overturned", f"staff{n % 3}", NOW)),
    "settle": lambda _: settled,
    "note": lambda n: partial(noted, note=Note("sam", NOW, f"secret note {n}")),
    "report": lambda n: partial(reported, report=report(f"person{n % 4}")),
    "purge": lambda _: purged,
}
DEEDS = st.lists(st.tuples(st.sampled_from(list(CHANGES)), st.integers(0, 11)), max_size=25)


def played(deeds: list[tuple[str, int]]) -> list[Incident]:
    """The incident after each of these, refused ones left out."""
    history = [fresh()]
    for name, number in deeds:
        try:
            history.append(CHANGES[name](number)(history[-1]))
        except Conflict:
            continue
    return history


@given(DEEDS)
def test_whatever_happens_it_is_sound(deeds: list[tuple[str, int]]) -> None:
    history = played(deeds)
    for before, after in pairwise(history):
        assert (after.decision is not None) == (after.state == "decided")
        assert after.state == "open" or after.claim is None
        assert (after.categories, after.rules) == (before.categories, before.rules)
        taken = [*before.decisions, *([before.decision] if before.decision else [])]
        outcomes = [one.outcome for one in (*after.decisions, after.decision) if one]
        assert outcomes[: len(taken)] == [one.outcome for one in taken], "no decision is lost"
        assert len({one.by for one in after.reports}) == len(after.reports)


@given(DEEDS)
def test_purged_it_holds_nothing_that_anybody_wrote(deeds: list[tuple[str, int]]) -> None:
    before = played(deeds)[-1]
    after = purged(before)
    told = repr(after)
    for written in ("612", "zap 345", "comment ", "secret", "says"):
        assert written not in told
    assert len(after.reports) == len(before.reports)
    assert (after.kind, after.state, after.sender) == (before.kind, before.state, before.sender)
    assert purged(after) is after
