"""What a code in a picture (a QR code, a barcode) is for, told by what it holds.

A code is scanned with one tap, so what it opens counts more than how it reads: a link, a contact or
a payment outside the marketplace is found by its form. The rest is read as a text like any other.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from moderation.addresses import is_own_host
from moderation.context import Context
from moderation.verdict import Certainty

_PLAIN = re.compile(r"(?!.*[A-Z]{4})[0-9A-Z \x1d()-]{1,80}")
"""What numbers of goods and parcels consist of: no words and no addresses."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,30}):")
_SITE = re.compile(r"(?:url:)?(?:https?://|www\.)", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"[\s\\\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Use:
    """What scanning it would do, as a rule objects to it."""

    category: str
    rule: str
    certainty: Certainty = "sure"


def is_of_goods(content: str, symbology: str) -> bool:
    """A number of a product or a parcel, such as an EAN; it may look like a telephone number."""
    name = re.sub(r"[^a-z0-9]", "", symbology.lower())
    return name.startswith(tuple(_data()["goods"])) and _PLAIN.fullmatch(content) is not None


def is_own_link(content: str, context: Context) -> bool:
    """Opens a page of the marketplace, beyond any doubt about where it leads."""
    if not _SITE.match(content) or _NOT_IN_ADDRESSES.search(content):
        return False
    address = re.sub("^url:", "", content, flags=re.IGNORECASE)
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = parts.hostname
    except ValueError:
        return False
    return host is not None and "@" not in parts.netloc and is_own_host(host, context)


def use_of(content: str) -> Use | None:
    """What it opens by its form; None where it is only to be read."""
    low = content.lower()
    if any(pattern.match(low) for pattern in _payments()):
        return Use("payment", "payment.code")
    if _SITE.match(low):
        return _LINK
    scheme = _SCHEME.match(low)
    return _opened_by(scheme[1], low[scheme.end() :]) if scheme else None


def _opened_by(scheme: str, rest: str) -> Use | None:
    if scheme == "begin":
        return _CARD if rest.startswith("vcard") else None
    if scheme in _SPECIAL:
        return _SPECIAL[scheme]
    category = _schemes().get(scheme)
    if category is not None:
        return Use(category, f"{category}.code")
    return _LINK if rest.startswith("//") else None


_LINK = Use("link", "link.code")
_CARD = Use("handle", "handle.card")
_SPECIAL = {
    "wifi": Use("link", "link.wifi", "likely"),
    "mecard": _CARD,
    "bizcard": _CARD,
}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("moderation") / "data" / "codes.toml").read_text("utf-8"))


@cache
def _schemes() -> dict[str, str]:
    table: dict[str, list[str]] = _data()["schemes"]
    return {scheme: category for category, known in table.items() for scheme in known}


@cache
def _payments() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _data()["payment"].values())
