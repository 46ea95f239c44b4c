"""What staff are shown, as payloads."""

from collections.abc import Iterable, Mapping

from hub.domain import incidents
from hub.domain.audit import AuditEntry
from hub.domain.bans import Act, Ban
from hub.domain.findings import Finding, Spot
from hub.domain.incidents import Incident
from hub.domain.messages import Message
from hub.domain.rules import Backtested, Rule, RulesInUse, RuleVersion, Tried
from hub.domain.staff import Around, Person, Report
from hub.domain.tallies import Tally, percentile
from hub.protocol import encode
from hub.protocol.events.moderation import BoxObject, SpotObject
from hub.protocol.receiver import Receiver
from hub.protocol.staff.audit import AuditObject
from hub.protocol.staff.incidents import (
    IncidentClaim,
    IncidentDecision,
    IncidentFinding,
    IncidentObject,
    IncidentReport,
)
from hub.protocol.staff.messages import ThreadMessage, ThreadObject
from hub.protocol.staff.people import StandingObject
from hub.protocol.staff.pictures import BanAct, BanObject
from hub.protocol.staff.reports import DayObject, KeyObject, ReportAnswer
from hub.protocol.staff.rules import RuleObject, RulesAnswer, VersionObject
from hub.protocol.staff.trials import BacktestAnswer, TryAnswer


def incident(seen: Incident) -> IncidentObject:
    claim, appeal, decision = seen.claim, seen.appeal, seen.decision
    return {
        "id": seen.id,
        "kind": seen.kind,
        "state": seen.state,
        "created_at": encode.time(seen.created_at),
        "conversation_id": seen.conversation_id,
        "client_id": seen.client_id,
        "seq": seen.seq,
        "context": {"type": seen.context.type, "id": seen.context.id},
        "stage": seen.stage,
        "shop": seen.shop,
        "sender": {"id": seen.sender.id, "side": seen.sender.side, "name": seen.sender.name},
        "lang": seen.lang,
        "text": seen.text,
        "translated_from": seen.translated_from,
        "pictures": [
            {"width": one.width, "height": one.height, "alt": one.alt} for one in seen.pictures
        ],
        "upload": seen.upload,
        "findings": findings(seen.findings),
        "categories": list(seen.categories),
        "rules": list(seen.rules),
        "reports": [_report(one) for one in seen.reports],
        "appeal": {"comment": appeal.comment, "at": encode.time(appeal.at)} if appeal else None,
        "claim": _claim(claim) if claim else None,
        "decision": _decision(decision) if decision else None,
        "decisions": [_decision(one) for one in seen.decisions],
        "notes": [{"by": n.by, "at": encode.time(n.at), "note": n.note} for n in seen.notes],
        "priority": seen.priority,
        "purged": seen.purged,
    }


def findings(found: Iterable[Finding]) -> list[IncidentFinding]:
    return [
        {
            "start": one.start,
            "end": one.end,
            "category": one.category,
            "rule": one.rule,
            "view": one.view,
            "certainty": one.certainty,
            "message": one.message,
            "seq": one.seq,
            "spot": _spot(one.spot) if one.spot else None,
        }
        for one in found
    ]


def ban(one: Ban) -> BanObject:
    return {
        "id": one.id,
        "incident_id": one.incident_id,
        "banned": _act(one.banned),
        "lifted": _act(one.lifted) if one.lifted else None,
    }


def thread(around: Around, to: Receiver) -> ThreadObject:
    conversation = encode.conversation(around.view, to)
    return {
        "messages": [_thread_message(message, to) for message in around.messages],
        "conversation": {
            "id": conversation["id"],
            "context": conversation["context"],
            "buyer": conversation["buyer"],
            "shop": conversation["shop"],
            "last_seq": conversation["last_seq"],
            "updated_at": conversation["updated_at"],
        },
    }


def _thread_message(message: Message, to: Receiver) -> ThreadMessage:
    return {
        **encode.message(message, to),
        "translations": [
            {
                **encode.translation(one),
                "route": one.route,
                "at": encode.time(one.at),
            }
            for one in message.translations
        ],
        "shown": [
            {
                "side": one.side,
                "lang": one.lang,
                "engine": one.engine,
                "route": one.route,
                "at": encode.time(one.at),
            }
            for one in message.shown
        ],
    }


def standing(person: Person) -> StandingObject:
    cool_down, suspended = person.cool_down_until, person.suspended_until
    return {
        "user": person.id,
        "name": person.name,
        "strikes": person.strikes,
        "cool_down_until": encode.time(cool_down) if cool_down else None,
        "suspended_until": encode.time(suspended) if suspended else None,
        "warnings": person.warnings,
        "incidents": {
            "open": person.incidents.open,
            "upheld": person.incidents.upheld,
            "overturned": person.incidents.overturned,
        },
    }


def rules(used: RulesInUse) -> RulesAnswer:
    return {
        "version": used.version,
        "rules": [rule(one) for one in used.rules],
        "policy": dict(used.policy),
        "policy_overrides": dict(used.changed_policy),
        "custom": [
            {
                "id": term.id,
                "term": term.term,
                "lang": term.lang,
                "category": term.category,
                "strength": term.strength,
                "boundary": term.boundary,
            }
            for term in used.terms
        ],
    }


def rule(one: Rule) -> RuleObject:
    decided = one.decided
    return {
        "id": one.id,
        "category": one.category,
        "description": one.description,
        "languages": list(one.languages),
        "terms": one.terms,
        "mode": one.mode,
        "source": one.source,
        "decided": {
            "upheld": decided.upheld,
            "overturned": decided.overturned,
            "precision": decided.share(decided.upheld),
        },
    }


def version(one: RuleVersion) -> VersionObject:
    return {
        "version": one.version,
        "at": encode.time(one.at),
        "author": one.author,
        "name": one.name,
        "reason": one.reason,
        "changes": list(one.changes),
    }


def tried(outcome: Tried) -> TryAnswer:
    return {
        "action": outcome.action,
        "findings": findings(outcome.findings),
        "shadow": findings(outcome.shadow),
        "hint": outcome.hint,
    }


def backtested(outcome: Backtested) -> BacktestAnswer:
    return {
        "days": outcome.days,
        "messages": outcome.messages,
        "caught": outcome.caught,
        "share": round(outcome.caught / outcome.messages, 6) if outcome.messages else 0.0,
        "sample": [
            {
                "conversation_id": caught.message.conversation_id,
                "seq": caught.message.seq,
                "text": caught.message.draft.text,
                "start": caught.start,
                "end": caught.end,
            }
            for caught in outcome.sample
        ],
        "took_ms": round(outcome.took_s * 1_000),
        "complete": outcome.complete,
    }


def report(made: Report) -> ReportAnswer:
    counted, whole = made.tallies, made.tallies.whole
    answer: ReportAnswer = {
        "from": made.first.isoformat(),
        "to": made.last.isoformat(),
        "total": whole.total,
        "open": whole.open,
        "decided": {
            "upheld": whole.upheld,
            "overturned": whole.overturned,
            "share_overturned": whole.share(whole.overturned),
        },
        "by_day": [_day(day, counted.by_day.get(day, {})) for day in made.days],
        "by_category": _keyed(counted.by_category),
        "by_lang": _keyed(counted.by_lang),
        "by_shop": _keyed(counted.by_shop),
        "by_rule": _keyed(counted.by_rule),
        "repeat_offenders": [
            {
                "user": one.user,
                "name": made.names.get(one.user, one.user),
                "total": one.total,
                "upheld": one.upheld,
            }
            for one in counted.offenders
        ],
        "time_to_decision": {
            "median_s": percentile(counted.waits, 0.5),
            "p90_s": percentile(counted.waits, 0.9),
        },
    }
    return answer if made.shop is None else {**answer, "shop": made.shop}


def audit(entry: AuditEntry) -> AuditObject:
    return {
        "id": entry.id,
        "at": encode.time(entry.at),
        "by": entry.by,
        "name": entry.name,
        "action": entry.action,
        "subject": entry.subject,
        "detail": dict(entry.detail),
    }


def _spot(spot: Spot) -> SpotObject:
    box = spot.box
    place: BoxObject = {
        "left": box.left,
        "top": box.top,
        "width": box.width,
        "height": box.height,
    }
    return {"kind": spot.kind, "box": place, "text": spot.text, "detail": spot.detail}


def _act(act: Act) -> BanAct:
    return {"by": act.by, "name": act.name, "at": encode.time(act.at), "reason": act.reason}


def _report(one: incidents.Report) -> IncidentReport:
    return {
        "by": one.by,
        "side": one.side,
        "reason": one.reason,
        "note": one.note,
        "at": encode.time(one.at),
    }


def _claim(claim: incidents.Claim) -> IncidentClaim:
    return {"by": claim.by, "name": claim.name, "until": encode.time(claim.until)}


def _decision(decision: incidents.Decision) -> IncidentDecision:
    until = decision.suspended_until
    return {
        "outcome": decision.outcome,
        "by": decision.by,
        "at": encode.time(decision.at),
        "erased": decision.erased,
        "warned": decision.warned,
        "suspended_until": encode.time(until) if until else None,
        "note": decision.note,
    }


def _day(day: str, kinds: Mapping[str, int]) -> DayObject:
    return {
        "day": day,
        "total": sum(kinds.values()),
        "blocked": kinds.get("blocked", 0),
        "held": kinds.get("held", 0),
        "delivered": kinds.get("delivered", 0),
        "reported": kinds.get("reported", 0),
        "record": kinds.get("record", 0),
    }


def _keyed(tallies: Mapping[str, Tally]) -> list[KeyObject]:
    return [
        {
            "key": key,
            "total": tally.total,
            "upheld": tally.upheld,
            "overturned": tally.overturned,
            "open": tally.open,
        }
        for key, tally in tallies.items()
    ]
