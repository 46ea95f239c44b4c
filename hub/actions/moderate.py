"""Moderation of what people send: what may pass, what waits for staff, what is refused.

The ordinary message costs no question to the database. Whatever is objected to is an incident,
whose id follows from the message: sent again, it gets the same answer and counts once.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from hub.actions.access import Participation
from hub.actions.judge import Judge, Judged, draft_incident_id
from hub.actions.moderation_ports import HeldMessages, Incidents, Standings
from hub.actions.pause import SendingPause, paused
from hub.actions.ports import Clock, Messages
from hub.domain.findings import Finding, Judgement
from hub.domain.identity import Identity
from hub.domain.incident_ids import digest_of
from hub.domain.incidents import Incident, delivered_as
from hub.domain.messages import Draft, Message, same_content
from hub.domain.windows import Said
from hub.errors import BlockedContent, Conflict

_SHOWN = ("start", "end", "category", "rule", "view")


@dataclass(frozen=True, slots=True)
class Held:
    """A message that waits for staff: kept, but in no thread."""

    draft: Draft
    incident_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Passed:
    """It may be delivered; `incidents` where staff are to look at it all the same."""

    incidents: tuple[Incident, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Incidents of a draft's pictures: those that it has to wait for, and those to be told."""

    waiting: tuple[Incident, ...] = ()
    passed: tuple[Incident, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(incident.id for incident in self.waiting)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A draft as it was judged; `until` is when its sender may send again, if not now."""

    judged: Judged
    pictures: _Pictures
    until: datetime | None
    at: datetime

    @property
    def hold(self) -> bool:
        return self.judged.judgement.hold or bool(self.pictures.waiting)


@dataclass(frozen=True, slots=True)
class Moderate:
    """Between the limit and the commit of a message."""

    judge: Judge
    pause: SendingPause
    incidents: Incidents
    held: HeldMessages
    standings: Standings
    messages: Messages
    clock: Clock

    async def __call__(
        self, who: Identity, place: Participation, draft: Draft, incidents: Sequence[str] = ()
    ) -> Passed | Held:
        """`incidents` are those of its pictures.

        Raises BlockedContent, Suspended, Conflict, Overloaded.
        """
        now = self.clock.now()
        until = await self.pause(who.user)
        if until is not None:
            await self._sent_before(draft, incidents, until)
        pictures = await self._pictures(incidents, draft.lang)
        judged = await self.judge(who, place, draft, now)
        outcome = await self._outcome(_Asked(judged, pictures, until, now))
        if isinstance(outcome, Passed):
            self._said(draft, now)
            return Passed((*outcome.incidents, *pictures.passed))
        return outcome

    async def delivered(self, passed: Passed, message: Message) -> None:
        """It was committed: the window and the incidents know its number from now on."""
        self.judge.windows.placed(message)
        for incident in passed.incidents:
            if incident.seq is None:
                place = partial(delivered_as, seq=message.seq)
                await self.incidents.change(incident.id, place)

    def undelivered(self, draft: Draft) -> None:
        """Its client_id is another message's, which must not leave the window for it."""
        self.judge.windows.forget(draft.conversation_id, draft.sender.id)

    def _said(self, draft: Draft, now: datetime) -> None:
        if draft.text:
            said = Said(draft.client_id, draft.text, now)
            self.judge.windows.add(draft.conversation_id, draft.sender.id, said)

    async def _sent_before(self, draft: Draft, incidents: Sequence[str], until: datetime) -> None:
        """While sending is paused only this has an answer, and the rules are asked of no more."""
        known = await self.incidents.get(draft_incident_id(draft))
        if known is not None or await self._committed(draft):
            return
        if await self._waits(draft, incidents) is None:
            raise paused(until)

    async def _pictures(self, ids: Sequence[str], lang: str) -> _Pictures:
        """What staff say of its pictures so far; raises BlockedContent where they refuse one."""
        known = [await self.incidents.get(id) for id in dict.fromkeys(ids)]
        incidents = [incident for incident in known if incident is not None]
        for incident in incidents:
            if incident.kind == "held" and incident.upheld:
                raise blocked(incident, self.judge.moderator.hint(incident.findings, lang))
        return _Pictures(
            tuple(one for one in incidents if one.kind == "held" and one.state == "open"),
            tuple(one for one in incidents if one.kind == "delivered"),
        )

    async def _outcome(self, asked: _Asked) -> Passed | Held:
        allowed = asked.judged.judgement.action == "allow"
        if asked.until is None and allowed and not asked.pictures.waiting:
            return Passed()
        again = await self._again(asked)
        if again is not None:
            return again
        if asked.until is not None:
            raise paused(asked.until)
        if allowed or await self._pardoned(asked.judged.draft):
            return await self._for_pictures(asked)
        return await self._objected(asked)

    async def _again(self, asked: _Asked) -> Passed | Held | None:
        """What was sent before gets the answer it had; None for what is new."""
        judged = asked.judged
        known = await self.incidents.get(judged.incident_id)
        if known is not None and known.kind == "delivered":
            return Passed((known,))
        if await self._committed(judged.draft):
            return Passed()  # a resend, which the commit will find; or a conflict, likewise
        if known is None or known.overturned or judged.judgement.action == "allow":
            return await self._waits(judged.draft, asked.pictures.ids)
        if known.kind == "held" and known.state == "open":
            return Held(judged.draft, known.id, known.created_at)
        raise blocked(known, judged.judgement.hint)

    async def _waits(self, draft: Draft, incidents: Sequence[str]) -> Held | None:
        """The same for what waits for its pictures already; raises Conflict for other content."""
        for id in incidents:
            kept = await self.held.get(id)
            if kept is not None and kept.draft.client_id == draft.client_id:
                if not same_content(kept.draft, draft):
                    raise Conflict
                return Held(draft, id, kept.at)
        return None

    async def _committed(self, draft: Draft) -> bool:
        key = draft.conversation_id, draft.sender.id, draft.client_id
        return await self.messages.number_of(*key) is not None

    async def _for_pictures(self, asked: _Asked) -> Passed | Held:
        """Nothing is wrong with its text; it waits where a picture of it does."""
        if not asked.pictures.waiting:
            return Passed()
        first, *others = asked.pictures.ids
        draft = asked.judged.draft
        await self.held.keep(first, draft, asked.at, also=others)
        try:  # a decision that came before the message was kept did not find it
            left = await self._pictures(asked.pictures.ids, draft.lang)
        except BlockedContent:
            await self.held.drop(first)
            raise
        if left.waiting:
            return Held(draft, first, asked.at)
        await self.held.drop(first)
        return Passed()

    async def _objected(self, asked: _Asked) -> Passed | Held:
        judged, now = asked.judged, asked.at
        if judged.judgement.action == "block":
            incident = await self.incidents.open(judged.incident("blocked", now))
            self.standings.forget(judged.who.user)
            raise blocked(incident, judged.judgement.hint)
        if not asked.hold:
            return Passed((await self.incidents.open(judged.incident("delivered", now)),))
        # The message first: an incident without its message could not be released.
        await self.held.keep(judged.incident_id, judged.draft, now, also=asked.pictures.ids)
        incident = await self.incidents.open(judged.incident("held", now))
        return Held(judged.draft, incident.id, incident.created_at)

    async def _pardoned(self, draft: Draft) -> bool:
        digest = digest_of(draft.text)
        return await self.incidents.pardoned(draft.conversation_id, draft.sender.id, digest)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What sending would bring, with no trace of the question."""

    judge: Judge
    incidents: Incidents
    clock: Clock

    async def __call__(self, who: Identity, place: Participation, draft: Draft) -> Judgement:
        """Raises Overloaded."""
        judged = await self.judge(who, place, draft, self.clock.now())
        if judged.judgement.action == "allow":
            return judged.judgement
        pardoned = await self.incidents.pardoned(
            draft.conversation_id, who.user, digest_of(draft.text)
        )
        return Judgement("allow") if pardoned else judged.judgement


def blocked(incident: Incident, hint: str) -> BlockedContent:
    """The refusal of a message, telling its sender what is wrong with it."""
    findings = [shown(one) for one in incident.findings if one.message == 0]
    return BlockedContent(findings=findings, hint=hint, incident_id=incident.id)


def shown(finding: Finding) -> dict[str, Any]:
    """What the writer of a text is told of a finding in it, or whoever uploaded a picture."""
    told = asdict(finding)
    spot = finding.spot
    place = {"kind": spot.kind, "box": asdict(spot.box), "text": spot.text} if spot else {}
    return {**{name: told[name] for name in _SHOWN}, **place}
