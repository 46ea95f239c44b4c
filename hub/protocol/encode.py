"""Domain objects to payloads."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson

from hub.domain.attachments import Attached
from hub.domain.conversations import Conversation, Side, SideState
from hub.domain.findings import Finding
from hub.domain.identity import Identity
from hub.domain.marketplace import Card, QuickReply, Tracking
from hub.domain.messages import Draft, Message, OrderStatusChange
from hub.domain.translations import MessageTranslation, Preview, Translated
from hub.domain.views import ConversationView, Hit, Party
from hub.errors import HubError
from hub.protocol.events.attachments import AttachmentObject
from hub.protocol.events.cards import CardObject, ContextObject, TrackingObject
from hub.protocol.events.conversations import BuyerObject, ConversationObject, ShopObject
from hub.protocol.events.messages import MessageObject, SystemObject
from hub.protocol.events.moderation import FindingObject
from hub.protocol.events.quick_replies import QuickReplyObject
from hub.protocol.events.receipts import ReceiptObject, ReceiptsObject
from hub.protocol.events.search import HitObject, SpanObject
from hub.protocol.events.session import UserObject
from hub.protocol.events.translation import PreviewData, TranslationData, TranslationObject
from hub.protocol.receiver import ANYBODY, Receiver


def time(at: datetime) -> str:
    """A UTC time in ISO 8601 with milliseconds: 2026-11-21T20:12:00.123Z."""
    return at.isoformat(timespec="milliseconds")[:23] + "Z"


def message(message: Message, to: Receiver) -> MessageObject:
    """With the translation into what its receiver reads, if there is one."""
    payload = _drafted(message.draft, message.seq, message.sent_at, to)
    if message.erased:
        payload["erased"] = True
    translated = message.translation(to.reads)
    if translated is not None:
        payload["translation"] = translation(translated)
    return payload


def translation(translated: MessageTranslation) -> TranslationObject:
    return {
        "lang": translated.lang,
        "text": translated.text,
        "engine": translated.engine,
        "rough": translated.rough,
        "source": translated.source,
    }


def preview(seen: Preview) -> PreviewData:
    rough = seen.translation is not None and seen.translation.rough
    payload: PreviewData = {
        "lang": seen.lang,
        "translation": translation(seen.translation) if seen.translation else None,
        "back": seen.back,
        "rough": rough,
        "tip": "short_sentences" if rough else None,
    }
    if seen.reason is not None:
        payload["reason"] = seen.reason
    return payload


def quick_reply(reply: QuickReply, *langs: str) -> QuickReplyObject:
    """In the first of these languages in which it is worded."""
    lang = reply.best(*langs)
    return {"id": reply.id, "text": reply.texts[lang], "lang": lang, "texts": reply.texts}


def attachment(attached: Attached, to: Receiver) -> AttachmentObject:
    addresses = to.pictures(attached.id)
    payload: AttachmentObject = {
        "id": attached.id,
        "width": attached.width,
        "height": attached.height,
        "thumbhash": attached.thumbhash,
        "thumb_url": addresses.thumb_url,
        "url": addresses.url,
    }
    if attached.alt is not None:
        payload["alt"] = attached.alt
    return payload


def held(draft: Draft, incident_id: str, at: datetime, to: Receiver) -> MessageObject:
    """A message that waits for staff, as its sender is told of it; `at` is since when."""
    payload = _drafted(draft, None, at, to)
    payload["held"] = True
    payload["incident_id"] = incident_id
    return payload


def _drafted(draft: Draft, seq: int | None, at: datetime, to: Receiver) -> MessageObject:
    payload: MessageObject = {
        "conversation_id": draft.conversation_id,
        "seq": seq,
        "client_id": draft.client_id,
        "kind": draft.kind.value,
        "sender": {"id": draft.sender.id, "side": draft.sender.side, "name": draft.sender.name},
        "text": draft.text,
        "lang": draft.lang,
        "attachments": [attachment(one, to) for one in draft.attachments],
        "sent_at": time(at),
    }
    if draft.reply_to is not None:
        payload["reply_to"] = draft.reply_to
    if draft.system is not None:
        payload["system"] = _system(draft.system)
    return payload


def translated(outcome: Translated) -> TranslationData:
    payload: TranslationData = {
        "translation": translation(outcome.translation) if outcome.translation else None,
        "source": outcome.source,
    }
    if outcome.reason is not None:
        payload["reason"] = outcome.reason
    return payload


def message_json(message_: Message, to: Receiver) -> orjson.Fragment:
    """A new one as JSON. It has no translation yet: those follow."""
    if message_.draft.attachments:  # whose addresses are each receiver's own
        return orjson.Fragment(orjson.dumps(message(message_, to)))
    return _everybodys_json(message_)


@lru_cache(maxsize=512)
def _everybodys_json(message_: Message) -> orjson.Fragment:
    """Made once for the ack and for both sides' devices."""
    return orjson.Fragment(orjson.dumps(message(message_, ANYBODY)))


def conversation(view: ConversationView, to: Receiver) -> ConversationObject:
    conversation = view.conversation
    state = conversation.sides[view.side]
    return {
        "id": conversation.id,
        "context": _context(view),
        "buyer": _buyer(view.buyer),
        "shop": _shop(view.shop),
        "last_seq": conversation.last_seq,
        "last_message": message(view.last_message, to) if view.last_message else None,
        "unread": state.unread,
        "receipts": receipts(conversation),
        "state": "open",
        "updated_at": time(conversation.activity_at),
        "listed": state.listed,
        "cleared_seq": state.cleared_seq,
        "change": state.change,
        "translation_on": bool(to.reads),
    }


def finding(found: Finding) -> FindingObject:
    """As the writer of the text is told of it."""
    return {
        "start": found.start,
        "end": found.end,
        "category": found.category,
        "rule": found.rule,
        "view": found.view,
    }


def hit(found: Hit, to: Receiver) -> HitObject:
    shown = message(found.message, to)
    payload: HitObject = {
        "message": shown,
        "conversation": conversation(found.view, to),
        "spans": _spans(found.spans),
    }
    if found.translation_spans and "translation" in shown:
        payload["translation_spans"] = _spans(found.translation_spans)
    return payload


def _spans(found: Iterable[tuple[int, int]]) -> list[SpanObject]:
    return [{"start": start, "end": end} for start, end in found]


def receipts(conversation: Conversation) -> ReceiptsObject:
    buyer, seller = (receipt(conversation.sides[side]) for side in Side)
    return {"buyer": buyer, "seller": seller}


def receipt(state: SideState) -> ReceiptObject:
    return {"delivered_seq": state.delivered_seq, "read_seq": state.read_seq}


def user(who: Identity) -> UserObject:
    return {
        "id": who.user,
        "name": who.name,
        "role": who.role.value,
        "lang": who.lang,
        "shop": who.shop,
    }


def error(refusal: HubError) -> dict[str, Any]:
    """The `error` of an ack or an HTTP answer."""
    payload: dict[str, Any] = {"code": refusal.code, "message": refusal.message}
    return {**payload, "data": dict(refusal.data)} if refusal.data else payload


def _context(view: ConversationView) -> ContextObject:
    context = view.conversation.context
    payload: ContextObject = {
        "type": context.type.value,
        "id": context.id,
        "card": _card(view.conversation.card),
    }
    if view.live_card is not None:
        payload["live_card"] = _card(view.live_card)
    return payload


def _card(card: Card) -> CardObject:
    payload: CardObject = {
        "title": card.title,
        "image_url": card.image_url,
        "price": {"amount": card.price.amount, "currency": card.price.currency}
        if card.price
        else None,
        "url": card.url,
    }
    if card.status is not None:
        payload["status"] = card.status.value
    if card.tracking is not None:
        payload["tracking"] = _tracking(card.tracking)
    if card.item_count is not None:
        payload["item_count"] = card.item_count
    return payload


def _buyer(party: Party) -> BuyerObject:
    payload: BuyerObject = {"id": party.id, "name": party.name, "lang": party.lang}
    if party.picture_url is not None:
        payload["avatar_url"] = party.picture_url
    return payload


def _shop(party: Party) -> ShopObject:
    payload: ShopObject = {"id": party.id, "name": party.name, "lang": party.lang}
    if party.picture_url is not None:
        payload["logo_url"] = party.picture_url
    if party.utc_offset_min is not None:
        payload["utc_offset_min"] = party.utc_offset_min
    return payload


def _system(change: OrderStatusChange) -> SystemObject:
    payload: SystemObject = {"type": "order_status", "status": change.status.value}
    if change.tracking is not None:
        payload["tracking"] = _tracking(change.tracking)
    return payload


def _tracking(tracking: Tracking) -> TrackingObject:
    payload: TrackingObject = {"carrier": tracking.carrier, "number": tracking.number}
    if tracking.url is not None:
        payload["url"] = tracking.url
    return payload
