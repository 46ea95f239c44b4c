"""What moderation should know of a conversation: how far the deal is, and where its people are."""

from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.conversations import ContextType
from hub.domain.findings import Stage
from hub.domain.marketplace import OrderStatus

_ORDER_STAGES: dict[OrderStatus, Stage] = {
    OrderStatus.RECEIVED: "after_payment",
    OrderStatus.PROCESSING: "after_payment",
    OrderStatus.SHIPPED: "during_delivery",
    OrderStatus.IN_TRANSIT: "during_delivery",
    OrderStatus.DELIVERED: "after_delivery",
    OrderStatus.CANCELLED: "after_delivery",
}

_OF_LANGUAGES = {
    "ar": ("SA", "AE"),
    "de": ("DE",),
    "en": ("US", "GB"),
    "es": ("ES",),
    "fr": ("FR",),
    "it": ("IT",),
    "ja": ("JP",),
    "pt": ("PT", "BR"),
    "ru": ("RU",),
    "tr": ("TR",),
    "zh": ("CN",),
}
"""Where a language is spoken, if it does not say: a guess, for reading phone numbers."""

_OF_TIME_ZONES = {
    "America/Argentina/Buenos_Aires": "AR",
    "America/Bogota": "CO",
    "America/Chicago": "US",
    "America/Denver": "US",
    "America/Lima": "PE",
    "America/Los_Angeles": "US",
    "America/Mexico_City": "MX",
    "America/New_York": "US",
    "America/Santiago": "CL",
    "America/Sao_Paulo": "BR",
    "America/Toronto": "CA",
    "Africa/Cairo": "EG",
    "Africa/Casablanca": "MA",
    "Asia/Dubai": "AE",
    "Asia/Hong_Kong": "HK",
    "Asia/Riyadh": "SA",
    "Asia/Shanghai": "CN",
    "Asia/Taipei": "TW",
    "Asia/Tokyo": "JP",
    "Australia/Sydney": "AU",
    "Europe/Berlin": "DE",
    "Europe/Brussels": "BE",
    "Europe/Istanbul": "TR",
    "Europe/Lisbon": "PT",
    "Europe/London": "GB",
    "Europe/Madrid": "ES",
    "Europe/Moscow": "RU",
    "Europe/Paris": "FR",
    "Europe/Rome": "IT",
    "Europe/Vienna": "AT",
    "Europe/Zurich": "CH",
}


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Of a conversation, whoever writes in it. `regions` are ISO 3166-1 alpha-2."""

    stage: Stage
    regions: tuple[str, ...] = ()


def stage_of(topic: ContextType, status: OrderStatus | None) -> Stage:
    """How far it is; `status` is that of the order, where it is about one that is known."""
    if topic is ContextType.SUPPORT:
        return "support"
    if topic is ContextType.ORDER:
        return _ORDER_STAGES[status or OrderStatus.RECEIVED]
    return "before_purchase"


def regions_of(langs: Iterable[str], time_zones: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Where people with these languages (BCP 47) and time zones (IANA) probably are."""
    found = [_OF_TIME_ZONES[zone] for zone in time_zones if zone in _OF_TIME_ZONES]
    for lang in langs:
        found += _regions_of_language(lang)
    return tuple(dict.fromkeys(found))


def _regions_of_language(lang: str) -> Iterable[str]:
    language, *subtags = lang.split("-")
    named = [tag.upper() for tag in subtags if len(tag) == _REGION_LETTERS and tag.isalpha()]
    return named or _OF_LANGUAGES.get(language.lower(), ())


_REGION_LETTERS = 2
