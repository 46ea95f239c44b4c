"""An incident: something for staff to look at, and what has become of it.

It is opened by moderation (a message was blocked, held or delivered for review; a record has a
text that should not be there) or by a person's report. Changes are pure functions
`Incident -> Incident`; what did not change is returned as the same object.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from hub.domain.conversations import Conversation
from hub.domain.findings import Finding, Stage
from hub.domain.incident_ids import digest_of
from hub.domain.messages import Draft
from hub.domain.pictures import Evidence, evidence_of
from hub.errors import Conflict

Kind = Literal["blocked", "held", "delivered", "reported", "record"]
State = Literal["open", "decided"]
Outcome = Literal["upheld", "overturned"]
"""Moderation or the report was right; or it was not."""
Wrote = Literal["buyer", "seller", "staff", "system"]
Reason = Literal["spam", "abuse", "fraud", "off_platform", "other"]

LEASE = timedelta(minutes=5)
"""How long a claim holds unless it is renewed."""

_RANKS: dict[Kind, int] = {"held": 40, "reported": 30, "delivered": 20, "blocked": 10, "record": 0}
_APPEALED = 50
_REPORTED_AGAIN = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is about: a conversation's context, or the record itself."""

    type: Literal["product", "order", "support", "user", "shop"]
    id: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it; of a shop's or a product's record, the shop."""

    id: str
    side: Wrote
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """One person's; its id follows from the person and the message."""

    id: str
    by: str
    side: Literal["buyer", "seller"]
    reason: Reason
    note: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Appeal:
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody is at it, until then."""

    by: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What one of the staff decided; `suspended_until` and the flags are what comes with it."""

    outcome: Outcome
    by: str
    at: datetime
    erased: bool = False
    warned: bool = False
    suspended_until: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Incident:
    """As it is stored. `rev` grows by one with every stored change.

    `text` and `digest` are gone once it is purged, `findings` and `pictures` too; `categories` and
    `rules` stay. Without a `conversation_id` it is about a record; without a `seq` nothing was
    delivered (yet).
    """

    id: str
    kind: Kind
    created_at: datetime
    context: Subject
    stage: Stage
    shop: str | None
    sender: Author
    lang: str
    text: str | None
    digest: str | None
    findings: tuple[Finding, ...] = ()
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    conversation_id: str | None = None
    client_id: str | None = None
    reply_to: int | None = None
    seq: int | None = None
    translated_from: str | None = None
    """Of a machine's translation of a delivered message: `text` is the translation, in `lang`."""
    pictures: tuple[Evidence, ...] = ()
    """Those of the message, or the one that was uploaded; kept until it is purged."""
    upload: bool = False
    """About a picture alone: `text` is what was written about it, `client_id` the upload's."""
    state: State = "open"
    reports: tuple[Report, ...] = ()
    appeal: Appeal | None = None
    claim: Claim | None = None
    decision: Decision | None = None
    decisions: tuple[Decision, ...] = ()
    """Earlier ones, from before an appeal or another report."""
    notes: tuple[Note, ...] = ()
    purged: bool = False
    settled: bool = True
    """Whether everything that follows from the decision was done."""
    rev: int = 0

    @property
    def priority(self) -> int:
        """What waits longer, or was complained about, comes first: higher is more urgent."""
        appealed = _APPEALED if self.appeal is not None else 0
        return _RANKS[self.kind] + appealed + _REPORTED_AGAIN * max(0, len(self.reports) - 1)

    @property
    def overturned(self) -> bool:
        return self.decision is not None and self.decision.outcome == "overturned"

    @property
    def upheld(self) -> bool:
        return self.decision is not None and self.decision.outcome == "upheld"


Change = Callable[[Incident], Incident]
"""May raise what it refuses by; applied to the newest state, possibly more than once."""


def about_message(
    id: str, kind: Kind, at: datetime, draft: Draft, side: Wrote, place: Conversation, stage: Stage
) -> Incident:
    """A new one about what a person wrote, delivered or not; `side` is the one they wrote for."""
    context = place.context
    return Incident(
        id=id,
        kind=kind,
        created_at=at,
        context=Subject(context.type.value, context.id),
        stage=stage,
        shop=place.shop,
        sender=Author(draft.sender.id, side, draft.sender.name),
        lang=draft.lang,
        text=draft.text,
        digest=digest_of(draft.text),
        conversation_id=draft.conversation_id,
        client_id=draft.client_id,
        reply_to=draft.reply_to,
        pictures=tuple(evidence_of(one) for one in draft.attachments),
    )


def with_findings(incident: Incident, findings: Iterable[Finding]) -> Incident:
    """A new incident together with what moderation found."""
    found = tuple(findings)
    return replace(
        incident,
        findings=found,
        categories=tuple(dict.fromkeys(one.category for one in found)),
        rules=tuple(dict.fromkeys(one.rule for one in found)),
    )


def reported(incident: Incident, report: Report) -> Incident:
    """Joined by a person's report, which counts once; one that was decided is open again."""
    if any(known.id == report.id for known in incident.reports):
        return incident
    return _reopened(replace(incident, reports=(*incident.reports, report)))


def appealed(incident: Incident, comment: str, now: datetime) -> Incident:
    """Back in the queue at its sender's wish, once; raises Conflict."""
    if incident.appeal is not None:
        if incident.appeal.comment == comment:
            return incident
        raise Conflict("This was already appealed.")
    if incident.overturned or incident.purged:
        raise Conflict("There is nothing left to appeal.")
    return _reopened(replace(incident, appeal=Appeal(comment, now)))


def claimed(incident: Incident, by: str, name: str, now: datetime) -> Incident:
    """Taken or kept for `LEASE`; raises Conflict where it is decided, or another is at it."""
    check_open_to(incident, by, now)
    return replace(incident, claim=Claim(by, name, now + LEASE))


def unclaimed(incident: Incident, by: str) -> Incident:
    """No longer claimed by this person."""
    if incident.claim is None or incident.claim.by != by:
        return incident
    return replace(incident, claim=None)


def decided(incident: Incident, decision: Decision) -> Incident:
    """Decided, its consequences still to come; raises Conflict as `claimed` does."""
    check_open_to(incident, decision.by, decision.at)
    return replace(incident, state="decided", decision=decision, claim=None, settled=False)


def settled(incident: Incident) -> Incident:
    """Everything that follows from the decision was done."""
    return incident if incident.settled else replace(incident, settled=True)


def noted(incident: Incident, note: Note) -> Incident:
    return replace(incident, notes=(*incident.notes, note))


def delivered_as(incident: Incident, seq: int) -> Incident:
    """Its message was delivered and has a number now."""
    return incident if incident.seq == seq else replace(incident, seq=seq)


def purged(incident: Incident) -> Incident:
    """What anybody wrote is gone; who, when, by which rules and with what outcome stays."""
    appeal, decision = incident.appeal, incident.decision
    bare = replace(
        incident,
        text=None,
        digest=None,
        findings=(),
        pictures=(),
        reports=tuple(replace(report, note=None) for report in incident.reports),
        appeal=replace(appeal, comment="") if appeal else None,
        decision=replace(decision, note=None) if decision else None,
        decisions=tuple(replace(earlier, note=None) for earlier in incident.decisions),
        notes=tuple(replace(note, note="") for note in incident.notes),
        purged=True,
    )
    return incident if bare == incident else bare


def check_open_to(incident: Incident, by: str, now: datetime) -> None:
    """Raise Conflict where it is decided, or claimed by somebody else."""
    if incident.state == "decided":
        raise Conflict("This was already decided.")
    claim = incident.claim
    if claim is not None and claim.by != by and claim.until > now:
        raise Conflict(f"{claim.name} is working on this.")


def _reopened(incident: Incident) -> Incident:
    if incident.decision is None:
        return incident
    decisions = (*incident.decisions, incident.decision)
    return replace(incident, state="open", decision=None, decisions=decisions, settled=True)
