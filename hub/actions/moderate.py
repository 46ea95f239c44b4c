"""Moderation of what people send: what may pass, what waits for staff, what is refused.

The ordinary message costs no question to the database. Whatever is objected to is an incident,
whose id follows from the message: sent again, it gets the same answer and counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from hub.actions.access import Participation
from hub.actions.judge import Judge, Judged, draft_incident_id
from hub.actions.moderation_ports import HeldMessages, Incidents, Standings
from hub.actions.outcomes import Held, Passed, blocked
from hub.actions.pause import SendingPause, paused
from hub.actions.ports import Clock, Messages
from hub.actions.waiting import PictureIncidents, WaitForPictures
from hub.domain.findings import Judgement
from hub.domain.identity import Identity
from hub.domain.incident_ids import digest_of
from hub.domain.incidents import delivered_as
from hub.domain.messages import Draft, Message
from hub.domain.windows import Said


@dataclass(frozen=True, slots=True)
class _Asked:
    """A draft as it was judged; `until` is when its sender may send again, if not now."""

    judged: Judged
    pictures: PictureIncidents
    until: datetime | None
    at: datetime

    @property
    def hold(self) -> bool:
        return self.judged.judgement.hold or bool(self.pictures.waiting)


@dataclass(frozen=True, slots=True)
class Moderate:
    """Between the limit and the commit of a message."""

    judge: Judge
    wait: WaitForPictures
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
        pictures = await self.wait.look(incidents, draft.lang)
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
        if await self.wait.again(draft, incidents) is None:
            raise paused(until)

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
            return await self.wait(asked.judged.draft, asked.pictures.ids, asked.at)
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
            return await self.wait.again(judged.draft, asked.pictures.ids)
        if known.kind == "held" and known.state == "open":
            return Held(judged.draft, known.id, known.created_at)
        raise blocked(known, judged.judgement.hint)

    async def _committed(self, draft: Draft) -> bool:
        key = draft.conversation_id, draft.sender.id, draft.client_id
        return await self.messages.number_of(*key) is not None

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
