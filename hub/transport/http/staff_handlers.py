"""Each call of the staff API: its way to an action, and the action's outcome as an answer."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from hub.actions.ports import Before, Clock
from hub.actions.staff.backtest import Backtest
from hub.actions.staff.catalogue import ReadRules
from hub.actions.staff.decide import DecideIncident
from hub.actions.staff.erase import EraseForStaff
from hub.actions.staff.ledger import Ledger
from hub.actions.staff.pictures import BanPicture, LiftBan, OpenPicture, ReadBans
from hub.actions.staff.queue import (
    ClaimIncident,
    ListIncidents,
    OpenIncident,
    ReleaseIncident,
    WriteNote,
)
from hub.actions.staff.reports import ReadReport
from hub.actions.staff.rules import RuleBook
from hub.actions.staff.standing import OpenStanding, SuspendUser
from hub.actions.staff.trial import TryTexts
from hub.domain.findings import Setting
from hub.domain.identity import Identity
from hub.domain.incidents import Decision, Incident
from hub.domain.queue import Filter, Place
from hub.domain.rules import CustomTerm
from hub.errors import Invalid
from hub.protocol import parse
from hub.protocol.links import Links
from hub.protocol.receiver import receiver
from hub.protocol.staff import (
    audit,
    encode,
    incidents,
    messages,
    people,
    pictures,
    reports,
    rules,
    trials,
)
from hub.protocol.staff.bodies import Done
from hub.protocol.staff.calls import CALLS
from hub.protocol.tables import as_csv

_URGENCY = re.compile(r"(\d{1,6})\.(.+)", re.DOTALL)
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A call by a member of staff, its parts of the types that `CALLS` names."""

    who: Identity
    id: str
    query: Any
    body: Any


Answer = Callable[[Asked], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Csv:
    """A file to be saved."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file to be shown: its bytes, and what they are."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class StaffActions:
    """What staff can do."""

    list: ListIncidents
    open: OpenIncident
    claim: ClaimIncident
    release: ReleaseIncident
    decide: DecideIncident
    note: WriteNote
    standing: OpenStanding
    suspend: SuspendUser
    erase: EraseForStaff
    picture: OpenPicture
    ban: BanPicture
    lift: LiftBan
    bans: ReadBans
    rules: ReadRules
    book: RuleBook
    try_: TryTexts
    backtest: Backtest
    report: ReadReport
    ledger: Ledger
    clock: Clock


class StaffHandlers:
    """One method a call; `answers` are all of them by name."""

    def __init__(self, do: StaffActions, page: int, page_max: int, links: Links) -> None:
        self._do = do
        self._links = links
        self._page = page
        self._page_max = page_max

    @property
    def answers(self) -> dict[str, Answer]:
        return {name: getattr(self, f"_{name}") for name in CALLS}

    # -- incidents --------------------------------------------------------------------------------

    async def _incidents(self, asked: Asked) -> incidents.IncidentsPage:
        query: incidents.IncidentsQuery = asked.query
        chosen = Filter(
            state=query.state,
            kind=query.kind,
            category=query.category,
            lang=query.lang,
            shop=query.shop,
            rule=query.rule,
            sender=query.sender,
            appealed=query.appealed is not None,
        )
        page = await self._do.list(chosen, _place(query.cursor), self._limit(query.limit))
        return {
            "incidents": [encode.incident(one) for one in page.incidents],
            "next_cursor": _cursor(page.incidents[-1]) if page.more else None,
            "open_count": page.open_count,
        }

    async def _incident(self, asked: Asked) -> incidents.IncidentOpened:
        opened = await self._do.open(asked.who, asked.id)
        to = receiver(asked.who, "", self._links)
        return {
            "incident": encode.incident(opened.incident),
            "bans": [encode.ban(one) for one in opened.bans],
            "thread": encode.thread(opened.around, to) if opened.around else None,
            "sender": encode.standing(opened.sender),
        }

    async def _claim(self, asked: Asked) -> incidents.IncidentAnswer:
        return _incident(await self._do.claim(asked.who, asked.id))

    async def _unclaim(self, asked: Asked) -> incidents.IncidentAnswer:
        return _incident(await self._do.release(asked.who, asked.id))

    async def _decide(self, asked: Asked) -> incidents.IncidentAnswer:
        body: incidents.Decide = asked.body
        decision = Decision(
            outcome=body.outcome,
            by=asked.who.user,
            at=self._do.clock.now(),
            erased=body.erase,
            warned=body.warn,
            suspended_until=body.suspend_until,
            note=body.note,
        )
        return _incident(await self._do.decide(asked.who, asked.id, decision))

    async def _note(self, asked: Asked) -> incidents.IncidentAnswer:
        return _incident(await self._do.note(asked.who, asked.id, asked.body.note))

    # -- pictures ---------------------------------------------------------------------------------

    async def _incident_picture(self, asked: Asked) -> Media:
        query: pictures.PictureQuery = asked.query
        kept = await self._do.picture(asked.who, asked.id, query.number, query.size)
        return Media(kept.data, kept.mime)

    async def _ban_picture(self, asked: Asked) -> pictures.BanAnswer:
        body: pictures.BanPicture = asked.body
        ban = await self._do.ban(asked.who, body.incident_id, body.number, body.reason)
        return {"ban": encode.ban(ban)}

    async def _lift_ban(self, asked: Asked) -> pictures.BanAnswer:
        return {"ban": encode.ban(await self._do.lift(asked.who, asked.id, asked.body.reason))}

    async def _bans(self, asked: Asked) -> pictures.BansPage:
        query: pictures.BansQuery = asked.query
        limit = self._limit(query.limit)
        before = Before(*parse.parse_cursor(query.cursor)) if query.cursor else None
        found = await self._do.bans.page(before, limit + 1)
        last = found[limit - 1] if len(found) > limit else None
        return {
            "bans": [encode.ban(one) for one in found[:limit]],
            "next_cursor": parse.cursor(last.banned.at, last.id) if last else None,
        }

    # -- people and messages ----------------------------------------------------------------------

    async def _standing(self, asked: Asked) -> people.StandingAnswer:
        return {"standing": encode.standing(await self._do.standing(asked.who, asked.id))}

    async def _suspend(self, asked: Asked) -> people.StandingAnswer:
        body: people.SetSuspension = asked.body
        person = await self._do.suspend(asked.who, asked.id, body.until, body.reason)
        return {"standing": encode.standing(person)}

    async def _erase(self, asked: Asked) -> Done:
        body: messages.EraseMessage = asked.body
        await self._do.erase(asked.who, body.conversation_id, body.seq, body.reason)
        return {}

    # -- rules ------------------------------------------------------------------------------------

    async def _rules(self, _asked: Asked) -> rules.RulesAnswer:
        return encode.rules(await self._do.rules())

    async def _add_rule(self, asked: Asked) -> rules.RuleAnswer:
        body: rules.AddRule = asked.body
        rule, version = await self._do.book.add_term(asked.who, _term(body), body.mode, body.reason)
        return await self._changed(rule, version)

    async def _change_rule(self, asked: Asked) -> rules.RuleAnswer:
        body: rules.ChangeRule = asked.body
        version = await self._do.book.set_mode(asked.who, asked.id, body.mode, body.reason)
        return await self._changed(asked.id, version)

    async def _remove_rule(self, asked: Asked) -> rules.RuleAnswer:
        version = await self._do.book.remove_term(asked.who, asked.id, asked.body.reason)
        return {"rule": None, "version": version}

    async def _policy(self, asked: Asked) -> rules.PolicyAnswer:
        body: rules.PutPolicy = asked.body
        await self._do.book.set_policy(asked.who, body.policy, body.reason)
        used = encode.rules(await self._do.rules())
        return {
            "version": used["version"],
            "policy": used["policy"],
            "policy_overrides": used["policy_overrides"],
        }

    async def _versions(self, asked: Asked) -> rules.VersionsPage:
        query: rules.VersionsQuery = asked.query
        limit = self._limit(query.limit)
        found = await self._do.book.page(before=_number(query.cursor), limit=limit + 1)
        return {
            "versions": [encode.version(one) for one in found[:limit]],
            "next_cursor": str(found[limit - 1].version) if len(found) > limit else None,
        }

    async def _try(self, asked: Asked) -> trials.TryAnswer:
        body: trials.TryText = asked.body
        if (body.text is None) == (body.messages is None):
            raise Invalid("text", "give either text or messages")
        texts = [body.text] if body.text is not None else body.messages or []
        setting = Setting(body.stage, body.side, tuple(body.regions), asked.who.lang)
        return encode.tried(await self._do.try_(texts, setting))

    async def _backtest(self, asked: Asked) -> trials.BacktestAnswer:
        body: trials.Backtest = asked.body
        if body.rule is not None and body.term is None:
            outcome = await self._do.backtest.rule(asked.who, body.rule, body.days)
        elif body.term is not None and body.rule is None:
            outcome = await self._do.backtest.term(asked.who, _term(body.term), body.days)
        else:
            raise Invalid("rule", "give either rule or term")
        return encode.backtested(outcome)

    async def _changed(self, rule: str, version: int) -> rules.RuleAnswer:
        return {"rule": encode.rule(await self._do.rules.one(rule)), "version": version}

    # -- reports and the log ----------------------------------------------------------------------

    async def _reports(self, asked: Asked) -> reports.ReportAnswer:
        query: reports.ReportQuery = asked.query
        return encode.report(await self._do.report(query.first, query.last, query.shop))

    async def _reports_csv(self, asked: Asked) -> Csv:
        query: reports.TableQuery = asked.query
        report = encode.report(await self._do.report(query.first, query.last, query.shop))
        columns = list(get_type_hints(reports.TABLES[query.table]))
        text = as_csv(columns, report[query.table])
        return Csv(f"{query.table}-{report['from']}-{report['to']}.csv", text)

    async def _audit(self, asked: Asked) -> audit.AuditPage:
        query: audit.AuditQuery = asked.query
        limit = self._limit(query.limit)
        before = Before(*parse.parse_cursor(query.cursor)) if query.cursor else None
        found = await self._do.ledger.page(
            by=query.by, action=query.action, before=before, limit=limit + 1
        )
        last = found[limit - 1] if len(found) > limit else None
        return {
            "entries": [encode.audit(entry) for entry in found[:limit]],
            "next_cursor": parse.cursor(last.at, last.id) if last else None,
        }

    def _limit(self, asked: int | None) -> int:
        return min(asked or self._page, self._page_max)


def _incident(incident: Incident) -> incidents.IncidentAnswer:
    return {"incident": encode.incident(incident)}


def _term(given: rules.NewTerm) -> CustomTerm:
    return CustomTerm(given.term, given.lang, given.category, given.strength, given.boundary)


def _cursor(last: Incident) -> str:
    return parse.cursor(last.created_at, f"{last.priority}.{last.id}")


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    at, rest = parse.parse_cursor(cursor)
    parts = _URGENCY.fullmatch(rest)
    if parts is None:
        raise Invalid("cursor", "is not one that this service gave")
    return Place(int(parts[1]), at, parts[2])


def _number(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    if not _NUMBER.fullmatch(cursor):
        raise Invalid("cursor", "is not one that this service gave")
    return int(cursor)
