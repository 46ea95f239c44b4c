"""Searching one's own messages."""

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command
from hub.protocol.events.conversations import ConversationObject
from hub.protocol.events.messages import MessageObject
from hub.protocol.fields import Cursor, Limit


class SearchMessages(Command):
    query: Annotated[str, Field(min_length=1, max_length=200)]
    conversation_id: Id | None = None
    cursor: Cursor | None = None
    limit: Limit | None = None


class SpanObject(TypedDict):
    """Half-open, in Unicode code points of the text."""

    start: int
    end: int


class HitObject(TypedDict):
    message: MessageObject
    conversation: ConversationObject
    spans: list[SpanObject]
    translation_spans: NotRequired[list[SpanObject]]


class HitsData(TypedDict):
    hits: list[HitObject]
    next_cursor: str | None
