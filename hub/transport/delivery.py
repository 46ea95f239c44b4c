"""Facts to devices: encoded once per push, written to every connection of the inbox."""

from hub.actions.unread import UnreadTotals
from hub.domain.conversations import Inbox, desk_of
from hub.domain.events import ConversationChanged, Fact, MessageCommitted, MessageTranslated
from hub.domain.preferences import Preferences, reader
from hub.protocol import frames
from hub.protocol.links import Links
from hub.protocol.pushes import push
from hub.protocol.receiver import ANYBODY, Receiver, receiver
from hub.transport.connections import Connection, Connections
from hub.transport.engine import text_frame


class SocketDelivery:
    """Implements `hub.actions.ports.Delivery` for the sockets of this process."""

    def __init__(self, connections: Connections, unread: UnreadTotals, links: Links) -> None:
        self._connections = connections
        self._unread = unread
        self._links = links

    def push(self, inbox: Inbox, fact: Fact) -> None:
        encoded: dict[tuple[int, str, tuple[str | None, ...]], bytes] = {}
        shown_in, pictured = _shown_in(fact), _pictured(fact)
        for connection in self._connections.of_inbox(inbox):
            reads = connection.reader.lang_in(shown_in) if shown_in else ""
            if not reads and isinstance(fact, MessageTranslated):
                continue
            who, total = connection.who, self._unread.total(connection.inboxes)
            told = total, reads, (who.user, desk_of(who)) if pictured else ()
            frame = encoded.get(told)
            if frame is None:
                to = receiver(who, reads, self._links)
                frame = encoded[told] = fact_frame(fact, total, to)
            connection.link.write(frame)

    def note_preferences(self, user: str, kept: Preferences) -> None:
        for connection in self._connections.of_user(user):
            connection.reader = reader(connection.who, kept)

    def end_sessions(self, user: str, code: str) -> None:
        for connection in self._connections.of_user(user):
            end_session(connection, code)


def _shown_in(fact: Fact) -> str | None:
    """The conversation, where it depends on the reader how a fact is told."""
    match fact:
        case ConversationChanged():
            return fact.view.conversation.id
        case MessageTranslated():
            return fact.conversation_id
        case _:
            return None


def _pictured(fact: Fact) -> bool:
    """Whether it shows pictures, of which everybody gets addresses of their own."""
    match fact:
        case MessageCommitted():
            return bool(fact.message.draft.attachments)
        case ConversationChanged():
            shown = fact.view.last_message
            return shown is not None and bool(shown.draft.attachments)
        case _:
            return False


def fact_frame(fact: Fact, unread_total: int, to: Receiver = ANYBODY) -> bytes:
    """A fact as a whole WebSocket frame."""
    name, payload = push(fact, unread_total, to)
    return text_frame(frames.event(name, payload))


def end_session(connection: Connection, code: str) -> None:
    """Tell a device why, and end its connection once that is written."""
    connection.link.write(text_frame(frames.event("session:ended", {"code": code})))
    connection.link.finish()
