"""Domain objects to MongoDB documents and back."""

from dataclasses import asdict, fields
from typing import Any

from hub.domain.attachments import Attached
from hub.domain.conversations import Context, ContextType, Conversation, Side, SideState
from hub.domain.marketplace import Card, OrderStatus, Tracking, as_document
from hub.domain.messages import Draft, Kind, Message, OrderStatusChange, Sender
from hub.domain.translations import MessageTranslation, Shown
from hub.storage.driver import Document

_SIDE_FIELDS = tuple(item.name for item in fields(SideState))
_TUPLES = ("hidden_ordinals", "folders")


def conversation_document(conversation: Conversation) -> Document:
    return {
        "_id": conversation.id,
        "context": {"type": conversation.context.type.value, "id": conversation.context.id},
        "card": as_document(conversation.card),
        "buyer": conversation.buyer,
        "shop": conversation.shop,
        "opened_at": conversation.opened_at,
        "activity_at": conversation.activity_at,
        "last_seq": conversation.last_seq,
        "last_message_id": conversation.last_message_id,
        "rev": conversation.rev,
        "sides": {side.value: _side_document(conversation.sides[side]) for side in Side},
    }


def conversation_from(document: Document) -> Conversation:
    context = document["context"]
    return Conversation(
        id=document["_id"],
        context=Context(ContextType(context["type"]), context["id"]),
        card=Card.model_validate(document["card"]),
        buyer=document["buyer"],
        shop=document["shop"],
        opened_at=document["opened_at"],
        activity_at=document["activity_at"],
        sides={side: _side_from(document["sides"][side.value]) for side in Side},
        last_seq=document["last_seq"],
        last_message_id=document["last_message_id"],
        rev=document["rev"],
    )


def conversation_difference(before: Conversation, after: Conversation) -> Document:
    """The `$set` that turns the stored `before` into `after`; only state ever changes."""
    changes: Document = {"rev": after.rev}
    for name in ("last_seq", "last_message_id", "activity_at"):
        if getattr(before, name) != getattr(after, name):
            changes[name] = getattr(after, name)
    for side in Side:
        changes.update(_side_difference(side, before.sides[side], after.sides[side]))
    return changes


def message_document(message: Message) -> Document:
    return {
        "_id": message.id,
        "seq": message.seq,
        "counts": list(message.counts),
        "sent_at": message.sent_at,
        **draft_document(message.draft),
    }


def draft_document(draft: Draft) -> Document:
    document: Document = {
        "conversation_id": draft.conversation_id,
        "client_id": draft.client_id,
        "kind": draft.kind.value,
        "sender": {"id": draft.sender.id, "side": draft.sender.side, "name": draft.sender.name},
        "text": draft.text,
        "lang": draft.lang,
    }
    if draft.reply_to is not None:
        document["reply_to"] = draft.reply_to
    if draft.system is not None:
        document["system"] = _status_document(draft.system)
    if draft.attachments:
        document["attachments"] = [asdict(one) for one in draft.attachments]
    return document


def message_from(document: Document) -> Message:
    buyer, seller = document["counts"]
    return Message(
        document["_id"],
        document["seq"],
        (buyer, seller),
        document["sent_at"],
        draft_from(document),
        erased="erased" in document,
        translations=translations_from(document.get("translations")),
        shown=shown_from(document.get("shown")),
    )


def translation_document(translation: MessageTranslation) -> Document:
    """Kept by its language."""
    return {name: value for name, value in asdict(translation).items() if name != "lang"}


def translations_from(documents: Document | None) -> tuple[MessageTranslation, ...]:
    if not documents:
        return ()
    return tuple(MessageTranslation(lang, **kept) for lang, kept in documents.items())


def shown_from(documents: Document | None) -> tuple[Shown, ...]:
    if not documents:
        return ()
    return tuple(Shown(side, **kept) for side, kept in documents.items())


def draft_from(document: Document) -> Draft:
    return Draft(
        conversation_id=document["conversation_id"],
        client_id=document["client_id"],
        kind=Kind(document["kind"]),
        sender=Sender(**document["sender"]),
        text=document["text"],
        lang=document["lang"],
        reply_to=document.get("reply_to"),
        system=_status_from(document.get("system")),
        attachments=tuple(Attached(**one) for one in document.get("attachments", ())),
    )


def _side_document(state: SideState) -> Document:
    return {name: _plain(getattr(state, name)) for name in _SIDE_FIELDS}


def _side_from(document: Document) -> SideState:
    return SideState(**{**document, **{name: tuple(document[name]) for name in _TUPLES}})


def _side_difference(side: Side, before: SideState, after: SideState) -> Document:
    if before is after:
        return {}
    return {
        f"sides.{side.value}.{name}": _plain(getattr(after, name))
        for name in _SIDE_FIELDS
        if getattr(before, name) != getattr(after, name)
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a side's fields hold
    return list(value) if isinstance(value, tuple) else value


def _status_document(change: OrderStatusChange) -> Document:
    tracking = as_document(change.tracking) if change.tracking else None
    return {"status": change.status.value, "tracking": tracking}


def _status_from(document: Document | None) -> OrderStatusChange | None:
    if document is None:
        return None
    tracking = document["tracking"]
    return OrderStatusChange(
        OrderStatus(document["status"]), Tracking.model_validate(tracking) if tracking else None
    )
