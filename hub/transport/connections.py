"""Who is connected here, and where a fact must be sent."""

from asyncio import TimerHandle
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from hub.domain.conversations import Inbox
from hub.domain.identity import Identity
from hub.domain.preferences import Reader
from hub.transport.engine import Link

Key = TypeVar("Key", str, Inbox)


@dataclass(eq=False, slots=True)
class Connection:
    """One authenticated device."""

    who: Identity
    inboxes: tuple[Inbox, ...]
    link: Link
    address: str
    reader: Reader
    """How its user is shown messages, as far as it is known here."""
    asides: int = 0
    """Requests under way that its other ones do not wait for."""
    watching: OrderedDict[str, Inbox] = field(default_factory=OrderedDict)
    """Conversations it looked at last: whose presence it is told."""
    followed: list[Inbox] = field(default_factory=list)
    """Inboxes whose unread totals are kept for it."""
    expiry: TimerHandle | None = None
    paused_until: datetime | None = None
    """Until when its user may not send, as it was when they came."""


class Connections:
    """The live connections of this process, by inbox and by user.

    `came` and `left` are called when an inbox gets its first and loses its last connection.
    """

    def __init__(self, came: Callable[[Inbox], None], left: Callable[[Inbox], None]) -> None:
        self._by_inbox: dict[Inbox, set[Connection]] = {}
        self._by_user: dict[str, set[Connection]] = {}
        self._came = came
        self._left = left

    def __len__(self) -> int:
        return sum(len(connections) for connections in self._by_user.values())

    def __iter__(self) -> Iterator[Connection]:
        return iter([one for connections in self._by_user.values() for one in connections])

    def add(self, connection: Connection) -> None:
        self._by_user.setdefault(connection.who.user, set()).add(connection)
        for inbox in connection.inboxes:
            present = self._by_inbox.setdefault(inbox, set())
            present.add(connection)
            if len(present) == 1:
                self._came(inbox)

    def remove(self, connection: Connection) -> None:
        """Forget it; harmless when it is not here."""
        _discard(self._by_user, connection.who.user, connection)
        for inbox in connection.inboxes:
            if _discard(self._by_inbox, inbox, connection):
                self._left(inbox)

    def of_inbox(self, inbox: Inbox) -> Iterable[Connection]:
        return self._by_inbox.get(inbox, ())

    def of_user(self, user: str) -> list[Connection]:
        return list(self._by_user.get(user, ()))


def _discard(index: dict[Key, set[Connection]], key: Key, connection: Connection) -> bool:
    """Take it out of the index; whether that emptied its entry."""
    present = index.get(key)
    if present is None or connection not in present:
        return False
    present.remove(connection)
    if present:
        return False
    del index[key]
    return True
