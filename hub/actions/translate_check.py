"""Moderation of translations: what nobody may write, no machine may show either."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from hub.actions.judge import numbered
from hub.actions.moderation_ports import Circumstances, Incidents, Moderator
from hub.actions.ports import Clock
from hub.actions.translated_lately import TranslatedLately
from hub.domain.circumstances import Circumstance
from hub.domain.conversations import SUPPORT_DESK, Conversation
from hub.domain.findings import Finding, Setting, Writer
from hub.domain.incident_ids import digest_of, translation_incident_id
from hub.domain.incidents import Incident, about_message, with_findings
from hub.domain.messages import SYSTEM, Message, Sender
from translation import Translation

log = structlog.get_logger("hub")


@dataclass(frozen=True, slots=True)
class CheckTranslation:
    """Asks the rules of the translated text, in view of those that its sender's readers saw before.

    What they object to is for staff to look at. The message itself stays delivered: its sender
    wrote something else.
    """

    moderator: Moderator
    circumstances: Circumstances
    incidents: Incidents
    clock: Clock
    lately: TranslatedLately = field(default_factory=TranslatedLately)

    async def __call__(
        self, conversation: Conversation, message: Message, made: Translation
    ) -> bool:
        """Whether it may be shown; otherwise there is an incident. Raises Overloaded."""
        circumstance = await self.circumstances.of(conversation)
        side = _writer(conversation, message.draft.sender)
        setting = Setting(circumstance.stage, side, circumstance.regions, made.lang)
        window = tuple(self.lately.before(message, made.lang))
        judgement = self.moderator.judge([*(one.text for one in window), made.text], setting)
        if judgement.action == "allow" or await self._pardoned(message, made):
            self.lately.note(message, made)
            return True
        findings = tuple(numbered(finding, window) for finding in judgement.findings)
        about = _About(conversation, message, made, side, circumstance)
        incident = await self.incidents.open(about.incident(findings, self.clock.now()))
        log.info("translation_withheld", incident=incident.id)
        return False

    async def _pardoned(self, message: Message, made: Translation) -> bool:
        """Whether staff have let its sender say this, in the one wording or the other."""
        for text in (made.text, message.draft.text):
            if await self.incidents.pardoned(
                message.conversation_id, message.draft.sender.id, digest_of(text)
            ):
                return True
        return False


@dataclass(frozen=True, slots=True)
class _About:
    conversation: Conversation
    message: Message
    made: Translation
    side: Writer
    circumstance: Circumstance

    def incident(self, findings: tuple[Finding, ...], now: datetime) -> Incident:
        """The same message in the same language is one incident, however often it is made."""
        message, made = self.message, self.made
        id = translation_incident_id(message.conversation_id, message.seq, made.lang)
        shown = replace(message.draft, text=made.text, lang=made.lang)
        fresh = about_message(
            id, "delivered", now, shown, self.side, self.conversation, self.circumstance.stage
        )
        placed = replace(fresh, seq=message.seq, translated_from=made.source)
        return with_findings(placed, findings)


def _writer(conversation: Conversation, sender: Sender) -> Writer:
    """For whom it was written: people of the marketplace are held to rules of their own."""
    if sender.side == SYSTEM or (sender.side == "seller" and conversation.shop == SUPPORT_DESK):
        return "staff"
    return sender.side
