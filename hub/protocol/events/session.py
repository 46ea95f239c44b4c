"""A connection: who one is, what one may do, and its end."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic needs it before Python 3.12


class UserObject(TypedDict):
    id: str
    name: str
    role: str
    lang: str
    shop: str | None


class LimitsObject(TypedDict):
    """`attachments` a message and `image_bytes` each; neither where no pictures are accepted."""

    text_graphemes: int
    frame_bytes: int
    sends_per_second: float
    send_burst: int
    connections_per_user: int
    page: int
    page_max: int
    attachments: NotRequired[int]
    image_bytes: NotRequired[int]


class SessionReady(TypedDict):
    """Until `suspended_until` this user may not send, but everything else.

    Messages come in the language that this user `reads`; `languages` are those to choose from.
    """

    user: UserObject
    side: Literal["buyer", "seller", "staff"]
    unread_total: int
    limits: LimitsObject
    server_time: str
    suspended_until: str | None
    reads: str
    languages: list[str]


class SessionEnded(TypedDict):
    code: Literal["unauthenticated", "suspended", "overloaded"]
