"""Moderation of pictures as they are uploaded, so that sending them later stays fast.

Like a message, a picture that is objected to is an incident whose id follows from the upload: sent
again, it gets the same answer and counts once. Its evidence is the picture itself, in the store of
pictures, for as long as the incident refers to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hub.actions.access import Participation
from hub.actions.banned import known_likeness
from hub.actions.judge_picture import Judged, JudgePicture
from hub.actions.moderation_ports import Incidents, Standings
from hub.actions.outcomes import blocked
from hub.actions.pause import SendingPause, paused
from hub.actions.picture_ports import Pictures, Uploaded
from hub.actions.ports import Clock
from hub.domain.attachments import Attachment
from hub.domain.findings import Finding
from hub.domain.identity import Identity
from hub.domain.incidents import Incident, Kind
from hub.images.alike import Looks


@dataclass(frozen=True, slots=True)
class ModeratePicture:
    """What becomes of a picture, by what the rules say of it and what staff said before."""

    pause: SendingPause
    incidents: Incidents
    standings: Standings
    clock: Clock

    async def __call__(self, judged: Judged) -> Incident | None:
        """The incident by which staff look at it; None as a rule. Raises Suspended, Overloaded."""
        until = await self.pause(judged.who.user)
        if until is None and judged.judgement.action == "allow":
            return None
        known = await self.incidents.get(judged.incident_id)
        if known is not None and not known.overturned:
            return known
        if until is not None:
            raise paused(until)
        if known is not None or await self._pardoned(judged):
            return None
        return await self._objected(judged)

    async def _objected(self, judged: Judged) -> Incident:
        kind: Kind = "held" if judged.judgement.hold else "delivered"
        if judged.judgement.action == "block":
            kind = "blocked"
        incident = await self.incidents.open(judged.incident(kind, self.clock.now()))
        if kind == "blocked":
            self.standings.forget(judged.who.user)
        return incident

    async def _pardoned(self, judged: Judged) -> bool:
        """Whether staff have let this sender send this picture here, or one that is the same."""
        key = judged.place.conversation.id, judged.who.user
        if await self.incidents.pardoned(*key, judged.digest):
            return True
        likeness = known_likeness(judged.what.evidence)
        if likeness is None:
            return False
        looks = Looks(likeness)
        objections = _told(judged.judgement.findings, judged.what.alt)
        pardoned = await self.incidents.pardoned_uploads(*key)
        return any(
            _alike(known, looks) and objections <= _told(known.findings, known.text or "")
            for known in pardoned
        )


@dataclass(frozen=True, slots=True)
class CheckPicture:
    """Between the processing of an upload and its storing. Implements its port."""

    judge: JudgePicture
    moderate: ModeratePicture
    pictures: Pictures

    async def __call__(self, who: Identity, place: Participation, upload: Uploaded) -> str | None:
        """The id of the incident by which staff look at it; None as a rule.

        Raises BlockedContent, Suspended, Overloaded; the same again for the same upload.
        """
        judged = await self.judge.upload(who, place, upload)
        incident = await self.moderate(judged)
        if incident is not None and not incident.purged:
            await self.pictures.put(upload.picture)
        return _accepted(incident, judged, self.judge)


@dataclass(frozen=True, slots=True)
class CheckAlt:
    """Of words that are given to a picture after it was accepted. Implements its port."""

    judge: JudgePicture
    moderate: ModeratePicture

    async def __call__(
        self, who: Identity, place: Participation, attachment: Attachment, alt: str
    ) -> str | None:
        """As CheckPicture. Raises BlockedContent, Suspended, Overloaded."""
        judged = await self.judge.alt(who, place, attachment, alt)
        return _accepted(await self.moderate(judged), judged, self.judge)


def _accepted(incident: Incident | None, judged: Judged, judge: JudgePicture) -> str | None:
    if incident is None:
        return None
    if incident.kind == "blocked" or (incident.kind == "held" and incident.upheld):
        raise blocked(incident, judge.moderator.hint(incident.findings, judged.who.lang))
    return incident.id


def _told(findings: Iterable[Finding], alt: str) -> set[tuple[str, str]]:
    """What is objected to, wherever it is in the picture: another code is another matter."""
    return {
        (one.rule, (one.spot.text if one.spot else alt)[one.start : one.end]) for one in findings
    }


def _alike(incident: Incident, looks: Looks) -> bool:
    known = map(known_likeness, incident.pictures)
    return any(looks.known(one.whole, ((0, (one.bare,)),)) for one in known if one is not None)
