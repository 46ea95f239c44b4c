"""Who is there: told to the devices that look at a conversation with them, never stored."""

import asyncio
from datetime import datetime

from hub.actions.ports import Clock
from hub.domain.conversations import Conversation, Inbox, Side
from hub.domain.events import Presence
from hub.transport.connections import Connection
from hub.transport.delivery import fact_frame

WATCHED = 20
"""Conversations whose presence one device follows: those it looked at last."""
GRACE_SECONDS = 3.0
"""A reload or a change of network shorter than this is no absence."""
_REMEMBERED = 10_000


class PresenceBoard:
    """Follows inboxes coming and going."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._online: set[Inbox] = set()
        self._leaving: dict[Inbox, asyncio.TimerHandle] = {}
        self._last_seen: dict[Inbox, datetime] = {}
        self._watchers: dict[Inbox, set[Connection]] = {}

    def came(self, inbox: Inbox) -> None:
        """An inbox has its first connection."""
        leaving = self._leaving.pop(inbox, None)
        if leaving is not None:
            leaving.cancel()
        if inbox not in self._online:
            self._online.add(inbox)
            self._tell(inbox)

    def left(self, inbox: Inbox) -> None:
        """An inbox lost its last connection."""
        self._remember(inbox, self._clock.now())
        loop = asyncio.get_running_loop()
        self._leaving[inbox] = loop.call_later(GRACE_SECONDS, self._gone, inbox)

    def watch(self, connection: Connection, conversation: Conversation, side: Side) -> None:
        """A device looks at a conversation: tell it who is there, now and on every change."""
        if conversation.id in connection.watching:
            connection.watching.move_to_end(conversation.id)
            return
        other = conversation.inbox(side.other)
        connection.watching[conversation.id] = other
        self._watchers.setdefault(other, set()).add(connection)
        if len(connection.watching) > WATCHED:
            _, dropped = connection.watching.popitem(last=False)
            self._unwatch(connection, dropped)
        connection.link.write(fact_frame(self._state(conversation.id, other), 0))

    def forget(self, connection: Connection) -> None:
        """A device is gone."""
        watched = set(connection.watching.values())
        connection.watching.clear()
        for inbox in watched:
            self._unwatch(connection, inbox)

    def close(self) -> None:
        """Stop waiting for anyone to be gone."""
        for leaving in self._leaving.values():
            leaving.cancel()
        self._leaving.clear()

    def _gone(self, inbox: Inbox) -> None:
        del self._leaving[inbox]
        self._online.discard(inbox)
        self._tell(inbox)

    def _tell(self, inbox: Inbox) -> None:
        for connection in list(self._watchers.get(inbox, ())):
            for conversation_id, watched in connection.watching.items():
                if watched == inbox:
                    connection.link.write(fact_frame(self._state(conversation_id, inbox), 0))

    def _state(self, conversation_id: str, inbox: Inbox) -> Presence:
        online = inbox in self._online
        last_seen = None if online else self._last_seen.get(inbox)
        return Presence(conversation_id, inbox.side, online, last_seen)

    def _remember(self, inbox: Inbox, now: datetime) -> None:
        self._last_seen.pop(inbox, None)
        self._last_seen[inbox] = now
        if len(self._last_seen) > _REMEMBERED:
            del self._last_seen[next(iter(self._last_seen))]

    def _unwatch(self, connection: Connection, inbox: Inbox) -> None:
        if inbox in connection.watching.values():
            return
        watchers = self._watchers.get(inbox)
        if watchers is not None:
            watchers.discard(connection)
            if not watchers:
                del self._watchers[inbox]
