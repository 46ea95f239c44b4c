"""Addresses of pictures, each for one person and a short time.

What is signed is the picture, its size, the person, the shop that they answer for, and when the
address ends. Whether they may still see the picture is asked anew whenever it is used.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
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
        expires, desk = self._expires(), desk_of(who)
        thumb, full = (
            self._address(attachment_id, size, who.user, desk, expires)
            for size in ("thumb", "full")
        )
        return Addresses(thumb, full)

    def holder(self, ticket: Ticket) -> Identity:
        """Whom an address was made for; raises NotFound for one that is not ours, or has ended."""
        signed = self._signature(
            ticket.id, ticket.size, ticket.user, ticket.shop, ticket.expires
        )
        genuine = hmac.compare_digest(signed.encode(), ticket.signature.encode())
        if not genuine or self.seconds_left(ticket) <= 0:
            raise NotFound
        return _identity(ticket)

    def seconds_left(self, ticket: Ticket) -> int:
        return ticket.expires - int(self._now().timestamp())

    def _expires(self) -> int:
        earliest = self._now().timestamp() + self._lifetime_s
        return -int(-earliest // self._step_s) * self._step_s

    def _address(self, id: str, size: str, user: str, shop: str | None, expires: int) -> str:
        signature = self._signature(id, size, user, shop, expires)
        named = {"size": size, "user": user, **({"shop": shop} if shop is not None else {})}
        query = urlencode({**named, "expires": expires, "signature": signature})
        return f"{PATH}/{quote(id, safe='')}?{query}"

    def _signature(self, id: str, size: str, user: str, shop: str | None, expires: int) -> str:
        parts = (id, size, user, "" if shop is None else shop, str(expires))
        # Each with its length, so that what is signed can be read in one way only.
        said = b"".join(b"%d:%b" % (len(raw), raw) for raw in map(str.encode, parts))
        digest = hmac.digest(self._key, said, sha256)[:_SIGNED_BYTES]
        return urlsafe_b64encode(digest).decode().rstrip("=")


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
