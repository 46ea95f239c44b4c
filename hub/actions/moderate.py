"""Moderation of what people send: what may pass, what waits for staff, what is refused.

The ordinary message costs no question to the database. Whatever is objected to is an incident,
whose id follows from the message: sent again, it gets the same answer and counts once.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from hub.actions.access import Participation
from hub.actions.judge import Judge, Judged
from hub.actions.moderation_ports import HeldMessages, Incidents, Standings
from hub.actions.pause import SendingPause
from hub.actions.ports import Clock, Messages
from hub.domain.findings import Finding, Judgement
from hub.domain.identity import Identity
from hub.domain.incident_ids import digest_of, message_incident_id
from hub.domain.incidents import Incident, delivered_as
from hub.domain.messages import Draft, Message
from hub.domain.windows import Said
from hub.errors import BlockedContent, Suspended

_PAUSED = "Sending is paused for a while, because of messages that were not allowed."
_SHOWN = ("start", "end", "category", "rule", "view")


@dataclass(frozen=True, slots=True)
class Held:
    """A message that waits for staff: kept, but in no thread."""

    draft: Draft
    incident_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Passed:
    """It may be delivered; `incident` where staff are to look at it all the same."""

    incident: Incident | None = None


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

    async def __call__(self, who: Identity, place: Participation, draft: Draft) -> Passed | Held:
        """Raises BlockedContent, Suspended, Conflict, Overloaded."""
        now = self.clock.now()
        until = await self.pause(who.user)
        if until is not None:
            await self._sent_before(draft, until)
        judged = await self.judge(who, place, draft, now)
        outcome = await self._outcome(judged, until, now)
        if isinstance(outcome, Passed):
            said = Said(draft.client_id, draft.text, now)
            self.judge.windows.add(draft.conversation_id, who.user, said)
        return outcome

    async def delivered(self, passed: Passed, message: Message) -> None:
        """It was committed: the window and the incident know its number from now on."""
        self.judge.windows.placed(message)
        if passed.incident is not None and passed.incident.seq is None:
            place = partial(delivered_as, seq=message.seq)
            await self.incidents.change(passed.incident.id, place)

    def undelivered(self, draft: Draft) -> None:
        """Its client_id is another message's, which must not leave the window for it."""
        self.judge.windows.forget(draft.conversation_id, draft.sender.id)

    async def _sent_before(self, draft: Draft, until: datetime) -> None:
        """While sending is paused only this has an answer, and the rules are asked of no more."""
        key = draft.conversation_id, draft.sender.id, draft.client_id
        known = await self.incidents.get(message_incident_id(*key, draft.text))
        if known is None and not await self._committed(draft):
            raise Suspended(until, _PAUSED)

    async def _outcome(
        self, judged: Judged, until: datetime | None, now: datetime
    ) -> Passed | Held:
        if until is None and judged.judgement.action == "allow":
            return Passed()
        again = await self._again(judged)
        if again is not None:
            return again
        if until is not None:
            raise Suspended(until, _PAUSED)
        return await self._objected(judged, now)

    async def _again(self, judged: Judged) -> Passed | Held | None:
        """What was sent before gets the answer it had; None for what is new."""
        known = await self.incidents.get(judged.incident_id)
        if known is not None and known.kind == "delivered":
            return Passed(known)
        if await self._committed(judged.draft):
            return Passed()  # a resend, which the commit will find; or a conflict, likewise
        if known is None or known.overturned or judged.judgement.action == "allow":
            return None
        if known.kind == "held" and known.state == "open":
            return Held(judged.draft, known.id, known.created_at)
        raise blocked(known, judged.judgement.hint)

    async def _committed(self, draft: Draft) -> bool:
        key = draft.conversation_id, draft.sender.id, draft.client_id
        return await self.messages.number_of(*key) is not None

    async def _objected(self, judged: Judged, now: datetime) -> Passed | Held:
        draft, judgement = judged.draft, judged.judgement
        if await self._pardoned(draft):
            return Passed()
        if judgement.action == "block":
            incident = await self.incidents.open(judged.incident("blocked", now))
            self.standings.forget(judged.who.user)
            raise blocked(incident, judgement.hint)
        if not judgement.hold:
            return Passed(await self.incidents.open(judged.incident("delivered", now)))
        # The message first: an incident without its message could not be released.
        await self.held.keep(judged.incident_id, draft, now)
        incident = await self.incidents.open(judged.incident("held", now))
        return Held(draft, incident.id, incident.created_at)

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
    """What the writer of a text is told of a finding in it."""
    told = asdict(finding)
    return {name: told[name] for name in _SHOWN}
