"""Judge a draft by the rules in use, with all that they should know of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from hub.actions.access import Participation
from hub.actions.moderation_ports import Circumstances, Moderator, Windows
from hub.domain.attachments import ids
from hub.domain.conversations import Conversation
from hub.domain.findings import Finding, Judgement, Setting, Writer
from hub.domain.identity import Identity, Role
from hub.domain.incident_ids import message_incident_id
from hub.domain.incidents import Incident, Kind, about_message, with_findings
from hub.domain.messages import Draft
from hub.domain.windows import Window, without


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft and what moderation says of it, in view of what its sender said before."""

    who: Identity
    conversation: Conversation
    draft: Draft
    setting: Setting
    judgement: Judgement

    @property
    def incident_id(self) -> str:
        return draft_incident_id(self.draft)

    def incident(self, kind: Kind, now: datetime) -> Incident:
        """A new one about this draft."""
        setting, place = self.setting, self.conversation
        incident = about_message(
            self.incident_id, kind, now, self.draft, setting.side, place, setting.stage
        )
        return with_findings(incident, self.judgement.findings)


@dataclass(frozen=True, slots=True)
class Judge:
    """Asks the moderator with all that it should know."""

    moderator: Moderator
    windows: Windows
    circumstances: Circumstances

    async def __call__(
        self, who: Identity, place: Participation, draft: Draft, now: datetime
    ) -> Judged:
        """Raises Overloaded where something has to be read first."""
        conversation = place.conversation
        circumstance = await self.circumstances.of(conversation)
        side: Writer = "staff" if who.role is Role.STAFF else place.side.value
        setting = Setting(circumstance.stage, side, circumstance.regions, who.lang)
        if not draft.text:  # pictures were judged when they were uploaded
            return Judged(who, conversation, draft, setting, Judgement("allow"))
        said = await self.windows.of(conversation, who.user, now)
        window = without(said, draft.client_id)
        judgement = self.moderator.judge([*(one.text for one in window), draft.text], setting)
        findings = tuple(numbered(finding, window) for finding in judgement.findings)
        return Judged(who, conversation, draft, setting, replace(judgement, findings=findings))


def draft_incident_id(draft: Draft) -> str:
    """Of what moderation objects to in a draft."""
    key = draft.conversation_id, draft.sender.id, draft.client_id, draft.text
    return message_incident_id(*key, *ids(draft.attachments))


def numbered(finding: Finding, window: Window) -> Finding:
    """With the number of the earlier message that it lies in."""
    if finding.message == 0:
        return finding
    return replace(finding, seq=window[finding.message].seq)
