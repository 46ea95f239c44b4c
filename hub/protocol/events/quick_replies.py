"""The answers that a shop gives again and again."""

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.protocol.events.command import Command


class ListQuickReplies(Command):
    pass


class QuickReplyObject(TypedDict):
    """`text` is the one of `texts` that is in `lang`: what the caller reads, if there is such."""

    id: str
    text: str
    lang: str
    texts: dict[str, str]


class QuickRepliesData(TypedDict):
    replies: list[QuickReplyObject]
