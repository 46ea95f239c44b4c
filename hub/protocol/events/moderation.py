"""Asking whether a text may be sent, appealing a refusal, reporting a message."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command
from hub.protocol.fields import Seq, Text


class CheckMessage(Command):
    conversation_id: Id
    text: Text


class BoxObject(TypedDict):
    """A rectangle in a picture, as fractions (0 to 1) of its width and height."""

    left: float
    top: float
    width: float
    height: float


class SpotObject(TypedDict):
    """A place in a picture: a code, words, or all of it because of what it looks like.

    `text` is what was read there, and `detail` as what: "QRCode", or the name of the reader.
    """

    kind: Literal["code", "words", "likeness"]
    box: BoxObject
    text: str
    detail: str


class FindingObject(TypedDict):
    """Offsets are half-open and in Unicode code points of the text.

    Of what was found in a picture there are also `kind`, the `box` around it, and the `text` that
    was read there, in which the offsets lie.
    """

    start: int
    end: int
    category: str
    rule: str
    view: str
    kind: NotRequired[Literal["code", "words", "likeness"]]
    box: NotRequired[BoxObject]
    text: NotRequired[str]


class CheckData(TypedDict):
    action: Literal["allow", "review", "block"]
    findings: list[FindingObject]
    hint: str


class AppealMessage(Command):
    """Of a message that was refused or is held, by whoever wrote it."""

    incident_id: Id
    comment: Annotated[str, Field(min_length=1, max_length=25_000)]


class AppealData(TypedDict):
    """What staff have decided since the appeal, if anything."""

    outcome: Literal["upheld", "overturned"] | None


class IncidentDecided(TypedDict):
    """For whoever wrote it: an overturned `held` one is delivered, a `blocked` one may be sent.

    Of a picture, `client_id` is its `upload_id`.
    """

    incident_id: str
    conversation_id: str
    client_id: str
    kind: Literal["blocked", "held"]
    outcome: Literal["upheld", "overturned"]


class ReportMessage(Command):
    conversation_id: Id
    seq: Seq
    reason: Literal["spam", "abuse", "fraud", "off_platform", "other"]
    note: Annotated[str, Field(max_length=1_000)] | None = None


class ReportData(TypedDict):
    report_id: str
