"""Socket.IO packets as text, guarded: what a client may send, and what the hub sends.

Protocol 5 over WebSocket. A client's event is `2<ack id>[name, payload]`; its ack goes back as
`3<ack id>[result]`. Binary packets do not exist here (pictures go over HTTP), other namespaces than
the root neither, and the names that mean something to Socket.IO itself cannot be sent as events.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from socketio.packet import Packet

from hub.errors import Invalid, TooLarge

_RESERVED = frozenset(
    {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"}
)
_EVENT = re.compile(r"2([0-9]{0,15})(?=\[)")
_HANDSHAKE = re.compile(r"[01](/[^,{]{0,64},?)?(?=\{|$)")


class MalformedFrame(Exception):
    """Not a packet that any client library sends; it is dropped."""


@dataclass(frozen=True, slots=True)
class EventFrame:
    """A client's event. `ack_id` is empty when no ack is asked for."""

    ack_id: str
    name: str
    payload: Any


@dataclass(frozen=True, slots=True)
class RefusedFrame:
    """An event with something wrong about it that its sender can be told."""

    ack_id: str
    error: Invalid | TooLarge


class GuardedPacket(Packet):
    """Socket.IO's own packet, for connecting and disconnecting only, decoded from vetted text."""

    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> int:  # noqa: ANN401 - text or bytes, untrusted
        """Raises MalformedFrame for anything but CONNECT and DISCONNECT."""
        if not isinstance(encoded_packet, str) or not _HANDSHAKE.match(encoded_packet):
            raise MalformedFrame
        try:
            return int(super().decode(encoded_packet))
        except (ValueError, RecursionError):
            raise MalformedFrame from None


def read_event(text: str, limit: int) -> EventFrame | RefusedFrame:
    """The event in a packet's text of at most `limit` bytes; raises MalformedFrame."""
    head = _EVENT.match(text)
    if head is None:
        raise MalformedFrame
    ack_id = head[1]
    if len(text) > limit or (not text.isascii() and len(text.encode(errors="replace")) > limit):
        return RefusedFrame(
            ack_id, TooLarge(f"A request may have up to {limit} bytes.", limit=limit)
        )
    try:
        parts = orjson.loads(text[head.end() :])
    except orjson.JSONDecodeError:
        if not ack_id:
            raise MalformedFrame from None
        return RefusedFrame(ack_id, Invalid("payload", "is not valid JSON"))
    return EventFrame(ack_id, _name(parts), _payload(parts[1:]))


def event(name: str, payload: Mapping[str, Any]) -> bytes:
    """A server's event, as the text of an Engine.IO message."""
    return b'42["' + name.encode() + b'",' + orjson.dumps(payload) + b"]"


def ack(ack_id: str, result: Mapping[str, Any]) -> bytes:
    """The answer to a client's event, as the text of an Engine.IO message."""
    return b"43" + ack_id.encode() + b"[" + orjson.dumps(result) + b"]"


def _name(parts: list[Any]) -> str:
    if not parts or not isinstance(parts[0], str) or parts[0] in _RESERVED:
        raise MalformedFrame
    return parts[0]


def _payload(arguments: list[Any]) -> Any:  # noqa: ANN401 - untrusted, of any shape
    """The one payload of an event; none is an empty one, several are no object and so refused."""
    match arguments:
        case []:
            return {}
        case [payload]:
            return payload
        case _:
            return arguments
