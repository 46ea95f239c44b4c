"""Report a message to staff: participants only, once per person and message."""

from dataclasses import dataclass, replace
from functools import partial

from hub.actions.access import Access, Participation
from hub.actions.moderation_ports import Circumstances, Incidents, Moderator
from hub.actions.ports import Clock, Messages
from hub.domain.findings import Setting
from hub.domain.identity import Identity
from hub.domain.incident_ids import identifier, reported_incident_id
from hub.domain.incidents import Incident, Reason, Report, about_message, reported, with_findings
from hub.domain.messages import SYSTEM, Message
from hub.errors import NotFound


@dataclass(frozen=True, slots=True)
class ReportMessage:
    """Everybody's reports of a message are one incident, with what the rules say of it."""

    access: Access
    messages: Messages
    incidents: Incidents
    moderator: Moderator
    circumstances: Circumstances
    clock: Clock

    async def __call__(
        self, who: Identity, conversation_id: str, seq: int, reason: Reason, note: str | None
    ) -> str:
        """The report's id, the same when repeated; raises NotFound, Overloaded."""
        place = await self.access.participation(who, conversation_id)
        message = await self.messages.get(conversation_id, seq)
        if message is None or message.erased:
            raise NotFound("There is no such message.")
        report = Report(
            id=identifier("report", conversation_id, seq, who.user),
            by=who.user,
            side=place.side.value,
            reason=reason,
            note=note,
            at=self.clock.now(),
        )
        incident_id = reported_incident_id(conversation_id, seq)
        if await self.incidents.get(incident_id) is None:  # the rules are asked once
            await self.incidents.open(await self._incident(place, message, report))
        await self.incidents.change(incident_id, partial(reported, report=report))
        return report.id

    async def _incident(self, place: Participation, message: Message, first: Report) -> Incident:
        draft, conversation = message.draft, place.conversation
        circumstance = await self.circumstances.of(conversation)
        id, side = reported_incident_id(conversation.id, message.seq), draft.sender.side
        fresh = about_message(
            id, "reported", first.at, draft, side, conversation, circumstance.stage
        )
        incident = replace(fresh, seq=message.seq, reports=(first,))
        if side == SYSTEM or not draft.text:
            return incident
        setting = Setting(circumstance.stage, side, circumstance.regions, draft.lang)
        return with_findings(incident, self.moderator.judge([draft.text], setting).findings)
