"""What follows from the decision of an incident, however often it is asked for.

A decision is stored first. What follows is done after it, and after a crash it is done at the next
start (`hub.actions.staff.decide`): every step changes nothing when it is repeated.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from hub.actions.announce import Announcer
from hub.actions.attach import AttachPictures
from hub.actions.erase import EraseMessage
from hub.actions.moderation_ports import HeldMessages, Incidents, Standings, Windows
from hub.actions.ports import Clock, Messages
from hub.actions.send import CommitMessage
from hub.domain.attachments import ids
from hub.domain.incidents import Decision, Incident, delivered_as, settled
from hub.domain.messages import Draft, Kind, Sender
from hub.errors import Conflict, Invalid, NotFound

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class ReleaseHeld:
    """Sends a held message after all, through the spine: its number and its time are of now.

    One that waits for several decisions, about its text and its pictures, is sent after the last.
    """

    held: HeldMessages
    attach: AttachPictures
    commit: CommitMessage
    windows: Windows

    async def __call__(self, incident: Incident) -> int | None:
        """Its seq, the same when repeated; None where nothing can be sent. Raises Overloaded."""
        kept = await self.held.get(incident.id)
        draft = kept.draft if kept else _draft_of(incident)
        if draft is None:
            return None
        try:
            if draft.attachments:
                await self.attach(draft, ids(draft.attachments))
            message = await self.commit(draft)
        except (Conflict, NotFound):  # the client_id or a picture was used since, or is gone
            return None
        self.windows.forget(draft.conversation_id, draft.sender.id)
        return message.seq


@dataclass(frozen=True, slots=True)
class SettleIncident:
    """Releases or drops what was held, erases, warns, suspends, and tells the sender."""

    incidents: Incidents
    held: HeldMessages
    standings: Standings
    release: ReleaseHeld
    attach: AttachPictures
    erase: EraseMessage
    announce: Announcer
    clock: Clock

    async def __call__(self, incident: Incident) -> Incident:
        """The incident once all is done; raises Overloaded."""
        decision = incident.decision
        if decision is None or incident.settled:
            return incident
        if incident.kind == "held":
            incident = await self._held(incident, decision)
        if decision.erased:
            await self._erase(incident)
        await self._sender(incident, decision)
        if incident.kind in ("blocked", "held"):
            self.announce.decided(incident)
        return (await self.incidents.change(incident.id, settled)).after

    async def _erase(self, incident: Incident) -> None:
        if incident.conversation_id is None or incident.seq is None:
            return
        with suppress(NotFound, Invalid):  # there is nothing that could be erased, now or later
            await self.erase(incident.conversation_id, incident.seq)

    async def _held(self, incident: Incident, decision: Decision) -> Incident:
        kept = await self.held.get(incident.id)
        together = kept.incidents if kept else (incident.id,)
        known = [one for id in together if (one := await self.incidents.get(id))]
        if decision.outcome == "overturned" and not any(one.upheld for one in known):
            if not all(one.overturned for one in known):
                return incident  # the last decision will do it
            await self._release(incident, together)
        await self.held.drop(incident.id)
        draft = kept.draft if kept else _draft_of(incident)  # a crash may have come in between
        if draft is not None:
            await self.attach.release(draft)
        return await self.incidents.get(incident.id) or incident

    async def _release(self, incident: Incident, together: Iterable[str]) -> None:
        seq = await self.release(incident)
        if seq is not None:
            for id in together:
                await self.incidents.change(id, partial(delivered_as, seq=seq))

    async def _sender(self, incident: Incident, decision: Decision) -> None:
        user = incident.sender.id
        if decision.warned:
            await self.standings.warn(user, incident.id)
        if decision.suspended_until is not None:
            await self.standings.suspend(user, decision.suspended_until, self.clock.now())
        self.standings.forget(user)  # a strike is lifted, or is one again


@dataclass(frozen=True, slots=True)
class HealIncidents:
    """At start: what a crash left between an incident and its message."""

    incidents: Incidents
    messages: Messages

    async def __call__(self) -> None:
        """Raises Overloaded."""
        for incident in await self.incidents.unplaced(_TOGETHER):
            await self._place(incident)

    async def _place(self, incident: Incident) -> None:
        """Note the number of a message that was delivered just before."""
        if incident.conversation_id is None or incident.client_id is None:
            return
        seq = await self.messages.number_of(
            incident.conversation_id, incident.sender.id, incident.client_id
        )
        if seq is not None:
            await self.incidents.change(incident.id, partial(delivered_as, seq=seq))


def _draft_of(incident: Incident) -> Draft | None:
    """What was dropped when it was upheld, and would be sent after an appeal."""
    conversation, client, text = incident.conversation_id, incident.client_id, incident.text
    if conversation is None or client is None or text is None or incident.upload:
        return None
    attachments = tuple(one.attached for one in incident.pictures if one.attached)
    author = incident.sender
    side = "seller" if author.side == "staff" else author.side
    return Draft(
        conversation_id=conversation,
        client_id=client,
        kind=Kind.TEXT if text else Kind.IMAGE,
        sender=Sender(author.id, side, author.name),
        text=text,
        lang=incident.lang,
        reply_to=incident.reply_to,
        attachments=attachments,
    )
