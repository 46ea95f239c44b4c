"""Who is there, and who is typing."""

from typing import Literal

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.command import Command


class Typing(Command):
    conversation_id: Id
    typing: bool


class TypingPush(TypedDict):
    conversation_id: str
    side: Literal["buyer", "seller"]
    typing: bool


class PresenceUpdated(TypedDict):
    conversation_id: str
    side: Literal["buyer", "seller"]
    online: bool
    last_seen: str | None
