"""Judge a picture by the rules in use, with all that they should know of it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from hub.actions.access import Participation
from hub.actions.banned import alike
from hub.actions.moderation_ports import BannedPictures, Circumstances, Moderator
from hub.actions.picture_ports import Uploaded
from hub.actions.unread_words import UnreadWords
from hub.domain.attachments import Attachment
from hub.domain.findings import Box, Judgement, Setting, Spot, Writer
from hub.domain.identity import Identity, Role
from hub.domain.incident_ids import upload_digest, upload_incident_id
from hub.domain.incidents import Author, Incident, Kind, Subject, with_findings
from hub.domain.pictures import Evidence, Seen
from hub.images.result import Picture, Sighting


@dataclass(frozen=True, slots=True)
class Submitted:
    """A picture and what its sender wrote about it, under an id that outlasts repetitions."""

    upload_id: str
    alt: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Judged:
    """What moderation says of a picture."""

    who: Identity
    place: Participation
    what: Submitted
    setting: Setting
    judgement: Judgement

    @property
    def incident_id(self) -> str:
        key = self.place.conversation.id, self.who.user, self.what.upload_id
        return upload_incident_id(*key, self.what.evidence.picture, self.what.alt)

    @property
    def digest(self) -> str:
        return upload_digest(self.what.evidence.picture, self.what.alt)

    def incident(self, kind: Kind, now: datetime) -> Incident:
        """A new one about it."""
        conversation, what = self.place.conversation, self.what
        context = conversation.context
        fresh = Incident(
            id=self.incident_id,
            kind=kind,
            created_at=now,
            context=Subject(context.type.value, context.id),
            stage=self.setting.stage,
            shop=conversation.shop,
            sender=Author(self.who.user, self.setting.side, self.who.name),
            lang=self.who.lang,
            text=what.alt,
            digest=self.digest,
            conversation_id=conversation.id,
            client_id=what.upload_id,
            pictures=(what.evidence,),
            upload=True,
        )
        return with_findings(fresh, self.judgement.findings)


@dataclass(frozen=True, slots=True)
class JudgePicture:
    """Asks the moderator with all that it should know."""

    moderator: Moderator
    circumstances: Circumstances
    bans: BannedPictures
    unread: UnreadWords = field(default_factory=UnreadWords)

    async def upload(self, who: Identity, place: Participation, upload: Uploaded) -> Judged:
        """A whole picture; raises Overloaded where something has to be read first."""
        picture = upload.picture
        banned = await alike(self.bans, picture.likeness)
        spots = tuple(_spot(one) for one in picture.sightings)
        unread = self.unread.telling(who.user, unread=picture.unread)
        seen = Seen(upload.alt or "", spots, bool(banned), unread=unread)
        evidence = _evidence(picture)
        return await self._ask(who, place, Submitted(upload.upload_id, seen.alt, evidence), seen)

    async def alt(
        self, who: Identity, place: Participation, attachment: Attachment, alt: str
    ) -> Judged:
        """What is written about a picture that was accepted before; raises Overloaded."""
        evidence = Evidence(attachment.picture, attachment.width, attachment.height)
        return await self._ask(who, place, Submitted(attachment.id, alt, evidence), Seen(alt))

    async def _ask(
        self, who: Identity, place: Participation, what: Submitted, seen: Seen
    ) -> Judged:
        circumstance = await self.circumstances.of(place.conversation)
        side: Writer = "staff" if who.role is Role.STAFF else place.side.value
        setting = Setting(circumstance.stage, side, circumstance.regions, who.lang)
        # Beside the loop: a picture may be full of codes and words.
        judgement = await asyncio.to_thread(self.moderator.judge_picture, seen, setting)
        return Judged(who, place, what, setting, judgement)


def _evidence(picture: Picture) -> Evidence:
    full, likeness = picture.full, picture.likeness
    return Evidence(
        picture.sha256, full.width, full.height, likeness=likeness.whole, bare=likeness.bare
    )


def _spot(sighting: Sighting) -> Spot:
    box = sighting.box
    place = Box(box.left, box.top, box.width, box.height)
    return Spot(sighting.kind, place, sighting.text, sighting.detail)
