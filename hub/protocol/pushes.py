"""Facts to what devices are pushed."""

from dataclasses import asdict
from typing import Any

from hub.domain import events as facts
from hub.protocol import encode
from hub.protocol.receiver import ANYBODY, Receiver

_NAMES: dict[type[facts.Fact], str] = {
    facts.MessageCommitted: "message:new",
    facts.ReceiptMoved: "receipt:updated",
    facts.ConversationChanged: "conversation:updated",
    facts.MessagesHidden: "message:hidden",
    facts.MessageErased: "message:erased",
    facts.MessageTranslated: "message:translated",
    facts.PreferencesChanged: "preferences:updated",
    facts.IncidentDecided: "incident:decided",
    facts.Typing: "typing",
    facts.Presence: "presence:updated",
}


def push(fact: facts.Fact, unread_total: int, to: Receiver = ANYBODY) -> tuple[str, Any]:
    """The event and payload by which a device of this receiver learns a fact."""
    payload: dict[str, Any]
    match fact:
        case facts.MessageCommitted():
            new = {"message": encode.message_json(fact.message, to), "unread": fact.unread}
            payload = {**new, "unread_total": unread_total}
        case facts.ReceiptMoved():
            payload = _receipt_updated(fact, unread_total)
        case facts.ConversationChanged():
            view = encode.conversation(fact.view, to)
            payload = {"conversation": view, "unread_total": unread_total}
        case facts.MessagesHidden():
            payload = {**asdict(fact), "unread_total": unread_total}
        case facts.MessageTranslated():
            payload = _translated(fact)
        case (
            facts.MessageErased()
            | facts.PreferencesChanged()
            | facts.IncidentDecided()
            | facts.Typing()
        ):
            payload = asdict(fact)
        case facts.Presence():
            seen = encode.time(fact.last_seen) if fact.last_seen else None
            payload = {**asdict(fact), "last_seen": seen}
    return _NAMES[type(fact)], payload


def _translated(fact: facts.MessageTranslated) -> dict[str, Any]:
    about = {"conversation_id": fact.conversation_id, "seq": fact.seq, "lang": fact.lang}
    return {**about, **encode.translated(fact.outcome)}


def _receipt_updated(fact: facts.ReceiptMoved, unread_total: int) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "conversation_id": fact.conversation_id,
        "side": fact.side,
        "delivered_seq": fact.delivered_seq,
        "read_seq": fact.read_seq,
    }
    if fact.unread is not None:
        payload.update(unread=fact.unread, unread_total=unread_total)
    return payload
