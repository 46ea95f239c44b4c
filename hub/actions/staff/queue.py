"""Staff look through the queue, open an incident, keep it for themselves, and write notes."""

from dataclasses import dataclass
from functools import partial

from hub.actions.access import Participation
from hub.actions.banned import FindBans
from hub.actions.moderation_ports import Incidents
from hub.actions.ports import Clock, Conversations, Messages
from hub.actions.staff.ledger import Ledger
from hub.actions.staff.ports import Queue
from hub.actions.staff.standing import ReadStanding
from hub.actions.views import Views
from hub.domain import incidents as change
from hub.domain.conversations import Conversation, Side
from hub.domain.identity import Identity
from hub.domain.incidents import Incident, Note
from hub.domain.queue import Filter, Place
from hub.domain.staff import Around, IncidentPage, OpenedIncident
from hub.errors import NotFound

AROUND = 10
"""Messages that are shown before an incident's, and after it."""


@dataclass(frozen=True, slots=True)
class ListIncidents:
    queue: Queue

    async def __call__(self, chosen: Filter, after: Place | None, limit: int) -> IncidentPage:
        """Raises Overloaded."""
        found = await self.queue.page(chosen, after, limit + 1)
        open_count = await self.queue.open_count(chosen)
        return IncidentPage(found[:limit], len(found) > limit, open_count)


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Shows other people's messages, so it is audited first."""

    incidents: Incidents
    conversations: Conversations
    messages: Messages
    views: Views
    standing: ReadStanding
    bans: FindBans
    ledger: Ledger

    async def __call__(self, who: Identity, id: str) -> OpenedIncident:
        """Raises NotFound, Overloaded."""
        incident = await found(self.incidents, id)
        await self.ledger.record(who, "incident.opened", id)
        sender = await self.standing(incident.sender.id, incident.sender.name)
        bans = await self.bans(incident)
        return OpenedIncident(incident, await self._around(incident), sender, bans)

    async def _around(self, incident: Incident) -> Around | None:
        if incident.conversation_id is None:
            return None
        conversation = await self.conversations.get(incident.conversation_id)
        if conversation is None:
            return None
        middle = incident.seq or await self._said_until(conversation, incident)
        seqs = range(max(1, middle - AROUND), middle + AROUND + 1)
        messages = await self.messages.by_seqs(conversation.id, seqs)
        view = await self.views.of(Participation(conversation, Side.SELLER))
        return Around(messages, view)

    async def _said_until(self, conversation: Conversation, incident: Incident) -> int:
        """The number of the last message before a time; by halving, as numbers follow time."""
        low, high = 0, conversation.last_seq
        while low < high:
            middle = (low + high + 1) // 2
            message = await self.messages.get(conversation.id, middle)
            if message is None or message.sent_at > incident.created_at:
                high = middle - 1
            else:
                low = middle
        return low


@dataclass(frozen=True, slots=True)
class ClaimIncident:
    """For five minutes nobody else can decide it."""

    incidents: Incidents
    ledger: Ledger
    clock: Clock

    async def __call__(self, who: Identity, id: str) -> Incident:
        """Raises NotFound, Conflict, Overloaded."""
        claim = partial(change.claimed, by=who.user, name=who.name, now=self.clock.now())
        changed = await self.incidents.change(id, claim)
        await self.ledger.record(who, "incident.claimed", id)
        return changed.after


@dataclass(frozen=True, slots=True)
class ReleaseIncident:
    """Leave it to others; nothing happens where it was not one's own."""

    incidents: Incidents
    ledger: Ledger

    async def __call__(self, who: Identity, id: str) -> Incident:
        """Raises NotFound, Overloaded."""
        changed = await self.incidents.change(id, partial(change.unclaimed, by=who.user))
        await self.ledger.record(who, "incident.released", id)
        return changed.after


@dataclass(frozen=True, slots=True)
class WriteNote:
    """For other staff; the text is in the incident and not in the audit log."""

    incidents: Incidents
    ledger: Ledger
    clock: Clock

    async def __call__(self, who: Identity, id: str, note: str) -> Incident:
        """Raises NotFound, Overloaded."""
        written = Note(by=who.user, at=self.clock.now(), note=note)
        changed = await self.incidents.change(id, partial(change.noted, note=written))
        await self.ledger.record(who, "incident.noted", id)
        return changed.after


async def found(incidents: Incidents, id: str) -> Incident:
    """Raises NotFound, Overloaded."""
    incident = await incidents.get(id)
    if incident is None:
        raise NotFound("There is no such incident.")
    return incident
