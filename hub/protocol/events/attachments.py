"""Pictures in messages, and new addresses for those whose time has passed."""

from typing import Annotated, NotRequired

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.attachments import MOST
from hub.domain.marketplace import Id
from hub.protocol.events.command import Command

LINKS = 100
"""Pictures that are asked for at once."""


def _distinct(ids: list[str]) -> list[str]:
    if len(set(ids)) < len(ids):
        raise ValueError("an id is in it twice")
    return ids


AttachmentIds = Annotated[list[Id], Field(max_length=MOST), AfterValidator(_distinct)]


class AttachmentObject(TypedDict):
    """A picture. Sizes are in pixels; `thumbhash` is Base64, to be shown until it is there.

    The addresses are relative to the hub's and for this receiver alone, for a short time.
    """

    id: str
    width: int
    height: int
    thumbhash: str
    alt: NotRequired[str]
    thumb_url: str
    url: str


class AskForLinks(Command):
    conversation_id: Id
    ids: Annotated[list[Id], Field(min_length=1, max_length=LINKS)]


class LinkObject(TypedDict):
    id: str
    thumb_url: str
    url: str


class LinksData(TypedDict):
    """What the caller may not see is left out."""

    links: list[LinkObject]
