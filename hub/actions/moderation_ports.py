"""What the actions need for moderation: an engine, and memory of what it objected to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hub.actions.ports import Before
from hub.domain.bans import Act, Ban
from hub.domain.circumstances import Circumstance
from hub.domain.conversations import Conversation
from hub.domain.findings import Finding, Judgement, Setting
from hub.domain.incidents import Change, Incident
from hub.domain.messages import Draft, Message
from hub.domain.pictures import Seen
from hub.domain.strikes import Standing, StrikePolicy
from hub.domain.windows import Said


class Moderator(Protocol):
    """The rules in force; every call uses one version of them from start to end."""

    def judge(self, texts: Sequence[str], setting: Setting) -> Judgement:
        """What is to become of the last of a writer's texts, in view of those before it."""

    def judge_picture(self, seen: Seen, setting: Setting) -> Judgement:
        """What is to become of a picture; what was found in it has its `spot`."""

    def hint(self, findings: Sequence[Finding], lang: str) -> str:
        """A sentence for whoever wrote what these are about."""

    def strike_policy(self) -> StrikePolicy: ...


@dataclass(frozen=True, slots=True)
class ChangedIncident:
    before: Incident
    after: Incident


class Incidents(Protocol):
    async def get(self, id: str) -> Incident | None: ...

    async def open(self, fresh: Incident) -> Incident:
        """Store it unless there is one by its id; the stored one. Durable on return."""

    async def change(self, id: str, change: Change) -> ChangedIncident:
        """Apply a change atomically; durable on return.

        Raises NotFound, what the change raises, Overloaded.
        """

    async def pardoned(self, conversation_id: str, sender: str, digest: str) -> bool:
        """Whether staff have let this sender say this text in this conversation."""

    async def pardoned_uploads(self, conversation_id: str, sender: str) -> list[Incident]:
        """Those of this sender's pictures that staff have let through, the newest first."""

    async def evidence(self, pictures: Collection[str]) -> set[str]:
        """The ids of uploads that are kept with messages, of those with these contents."""

    async def unsettled(self, limit: int) -> list[Incident]:
        """Decided ones whose consequences are not all done, the oldest first."""

    async def unplaced(self, limit: int) -> list[Incident]:
        """Those of messages that were to be delivered and may not have been, the newest first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that waits: for the decision of every one of these incidents."""

    draft: Draft
    at: datetime
    incidents: tuple[str, ...]


class HeldMessages(Protocol):
    """Messages that wait for decisions; each by the id of any incident that it waits for."""

    async def keep(
        self, incident_id: str, draft: Draft, at: datetime, also: Sequence[str] = ()
    ) -> None:
        """Keep it, durable on return; one that is kept already stays as it is.

        `also`: other incidents that it waits for. Raises Conflict when its `client_id` already
        waits with other content.
        """

    async def get(self, incident_id: str) -> Kept | None: ...

    async def carrying(self, attachment_ids: Sequence[str]) -> set[str]:
        """Which of these pictures wait with a message."""

    async def drop(self, incident_id: str) -> None: ...


class Windows(Protocol):
    """Each sender's latest messages of each conversation, in memory; read where they are not."""

    async def of(self, conversation: Conversation, sender: str, now: datetime) -> tuple[Said, ...]:
        """Oldest first, within the bounds of `hub.domain.windows`."""

    def add(self, conversation_id: str, sender: str, said: Said) -> None:
        """The newest one; does nothing where the window is not in memory."""

    def placed(self, message: Message) -> None:
        """A message that was added has its number now."""

    def forget(self, conversation_id: str, sender: str) -> None: ...


class Standings(Protocol):
    """How senders stand: their strikes, and what staff decided about them."""

    async def of(self, user: str, now: datetime) -> Standing:
        """From memory, and read where it is not there or was read long ago."""

    async def fresh(self, user: str, now: datetime) -> Standing:
        """As stored now."""

    async def warn(self, user: str, incident_id: str) -> None:
        """A warning; once for each incident."""

    async def suspend(self, user: str, until: datetime | None, now: datetime) -> None:
        """No sending until then. None lifts it, and what strikes so far have brought."""

    def forget(self, user: str) -> None:
        """What is known of them has changed."""


class Circumstances(Protocol):
    async def of(self, conversation: Conversation) -> Circumstance:
        """From memory, and read where it is not there or was read long ago."""

    def forget(self, conversation_id: str) -> None:
        """Its order has moved on."""


class BannedPictures(Protocol):
    """What staff do not want to see again; another process's change shows within seconds."""

    async def active(self) -> Sequence[Ban]:
        """All that count, as a rule from memory."""

    async def get(self, id: str) -> Ban | None:
        """Also one that was lifted."""

    async def put(self, ban: Ban) -> Ban:
        """Store it unless there is one by its id that counts; the stored one. Durable on return."""

    async def lift(self, id: str, act: Act) -> Ban:
        """It no longer counts; once. Durable on return. Raises NotFound."""

    async def page(self, before: Before | None, limit: int) -> list[Ban]:
        """Newest first, also those that were lifted."""
