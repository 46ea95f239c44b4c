"""Incidents of every kind and fate, for tests of what is counted and found."""

from datetime import UTC, datetime, timedelta

from hub.domain.findings import Finding
from hub.domain.incidents import (
    Author,
    Decision,
    Incident,
    Kind,
    Outcome,
    Subject,
    appealed,
    decided,
    settled,
    with_findings,
)

FIRST_DAY = datetime(2026, 3, 1, tzinfo=UTC)


def incident(
    id: str,
    at: datetime,
    *,
    kind: Kind = "blocked",
    lang: str = "en",
    shop: str | None = "lamps",
    sender: str = "ana",
    found: tuple[tuple[str, str], ...] = (("phone", "phone.national"),),
) -> Incident:
    """An open one; `found` are (category, rule)."""
    record = kind == "record"
    fresh = Incident(
        id=id,
        kind=kind,
        created_at=at,
        context=Subject("product", "lamp"),
        stage="before_purchase",
        shop=shop,
        sender=Author(sender, "buyer", sender.title()),
        lang=lang,
        text="Call 612 345 678",
        digest=id,
        conversation_id=None if record else f"c-{sender}",
        client_id=None if record else id,
    )
    findings = (Finding(5, 16, category, rule, "plain") for category, rule in found)
    return with_findings(fresh, findings)


def decide(given: Incident, outcome: Outcome, after: timedelta, *, by: str = "sam") -> Incident:
    """Decided so long after it came, with nothing left to do."""
    decision = Decision(outcome, by, given.created_at + after, note="So it is")
    return settled(decided(given, decision))


def appeal(given: Incident, after: timedelta) -> Incident:
    """Open again, its decision kept as an earlier one."""
    return appealed(given, "It is a brand", given.created_at + after)
