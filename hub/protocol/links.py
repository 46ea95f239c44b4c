"""Addresses of pictures, each for one person and a short time.

What is signed is the picture, its size, the person, the shop that they answer for, and when the
address ends. Whether they may still see the picture is asked anew whenever it is used.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Literal, NamedTuple
from urllib.parse import quote, urlencode

from hub.domain.conversations import SUPPORT_DESK, desk_of
from hub.domain.identity import Identity, Role
from hub.errors import NotFound

Size = Literal["full", "thumb"]

PATH = "/api/v1/attachments"
STEP_SECONDS = 3_600
"""Addresses stay the same for so long, so that browsers need not fetch a picture twice."""
_SIGNED_BYTES = 16


class Addresses(NamedTuple):
    """Relative to the hub's own."""

    thumb_url: str
    url: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an address says; `shop` is the desk of whoever it was made for."""

    id: str
    size: Size
    user: str
    shop: str | None
    expires: int
    """In seconds since 1970."""
    signature: str


class Links:
    """Makes addresses and checks them. `key` is secret; each lives `lifetime_s` at the least."""

    def __init__(self, key: bytes, now: Callable[[], datetime], lifetime_s: float) -> None:
        self._key = key
        self._now = now
        self._lifetime_s = lifetime_s
        self._step_s = min(STEP_SECONDS, max(1, int(lifetime_s)))

    def of(self, attachment_id: str, who: Identity) -> Addresses:
        """Of a picture's two sizes, for this person."""
        named = _named(who.user, desk_of(who), self._expires())
        return Addresses(
            self._address(attachment_id, "thumb", named),
            self._address(attachment_id, "full", named),
        )

    def holder(self, ticket: Ticket) -> Identity:
        """Whom an address was made for; raises NotFound for one that is not ours, or has ended."""
        named = _named(ticket.user, ticket.shop, ticket.expires)
        signed = self._signature(ticket.id, ticket.size, named)
        genuine = hmac.compare_digest(signed.encode(), ticket.signature.encode())
        if not genuine or self.seconds_left(ticket) <= 0:
            raise NotFound
        return _identity(ticket)

    def seconds_left(self, ticket: Ticket) -> int:
        return ticket.expires - int(self._now().timestamp())

    def _expires(self) -> int:
        earliest = self._now().timestamp() + self._lifetime_s
        return -int(-earliest // self._step_s) * self._step_s

    def _address(self, id: str, size: Size, named: "_Named") -> str:
        signature = self._signature(id, size, named)
        return f"{PATH}/{quote(id, safe='')}?size={size}&{named.query}&signature={signature}"

    def _signature(self, id: str, size: Size, named: "_Named") -> str:
        digest = hmac.digest(self._key, _said(id, size) + named.said, sha256)[:_SIGNED_BYTES]
        return urlsafe_b64encode(digest).decode().rstrip("=")


class _Named(NamedTuple):
    """For whom and until when: as it is signed, and in the query."""

    said: bytes
    query: str


@lru_cache(maxsize=4_096)
def _named(user: str, shop: str | None, expires: int) -> _Named:
    """Kept, as a page may show hundreds of pictures to the same person."""
    desk = {} if shop is None else {"shop": shop}
    query = urlencode({"user": user, **desk, "expires": expires})
    return _Named(_said(user, shop or "", str(expires)), query)


def _said(*parts: str) -> bytes:
    """Each with its length, so that what is signed can be read in one way only."""
    return b"".join(b"%d:%b" % (len(raw), raw) for raw in map(str.encode, parts))


def _identity(ticket: Ticket) -> Identity:
    role = Role.BUYER
    if ticket.shop is not None:
        role = Role.STAFF if ticket.shop == SUPPORT_DESK else Role.SELLER
    return Identity(
        user=ticket.user,
        role=role,
        name=ticket.user,
        lang="",
        expires_at=datetime.fromtimestamp(ticket.expires, UTC),
        shop=ticket.shop if role is Role.SELLER else None,
    )
