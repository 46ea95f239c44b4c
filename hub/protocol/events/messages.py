"""A message, and sending one."""

from typing import Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.attachments import AttachmentIds, AttachmentObject
from hub.protocol.events.cards import TrackingObject
from hub.protocol.events.command import Command
from hub.protocol.events.translation import TranslationObject
from hub.protocol.fields import ClientId, Seq, Text


class SendMessage(Command):
    """A text, pictures that were uploaded by its sender for this conversation, or both."""

    conversation_id: Id
    client_id: ClientId
    text: Text | None = None
    attachment_ids: AttachmentIds = Field([])
    reply_to: Seq | None = None


class SenderObject(TypedDict):
    id: str
    side: Literal["buyer", "seller", "system"]
    name: str


class SystemObject(TypedDict):
    type: Literal["order_status"]
    status: str
    tracking: NotRequired[TrackingObject]


class MessageObject(TypedDict):
    """`held` ones wait for staff: they have no `seq` and only their sender knows of them.

    `kind` is "image" where there are pictures and no text. Of an `erased` one the text is empty and
    there are no pictures. `lang` is the language it was found to be in; until that
    is known, its sender's. `translation` is in the language that the receiver reads.
    """

    conversation_id: str
    seq: int | None
    client_id: str
    kind: Literal["text", "image", "system"]
    sender: SenderObject
    text: str
    lang: str
    attachments: list[AttachmentObject]
    sent_at: str
    reply_to: NotRequired[int]
    system: NotRequired[SystemObject]
    translation: NotRequired[TranslationObject]
    erased: NotRequired[bool]
    held: NotRequired[bool]
    incident_id: NotRequired[str]


class MessageData(TypedDict):
    message: MessageObject


class MessageNew(TypedDict):
    """`unread` is the conversation's and `unread_total` the receiver's, this message counted."""

    message: MessageObject
    unread: int
    unread_total: int
