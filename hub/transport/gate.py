"""Who may come in: by their token, and by what the marketplace's records say of them now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hub.actions.mirror import is_suspended
from hub.actions.pause import SendingPause
from hub.actions.ports import Clock, Mirror
from hub.actions.preferences import WelcomeReader
from hub.domain.conversations import desk_of
from hub.domain.identity import Identity
from hub.errors import Suspended, Unauthenticated
from hub.transport.addresses import Addresses
from hub.transport.auth import UNSAID, Authenticator

DEFAULT_LANG = "en"
"""Of whom nothing else is known."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may connect, from where and how often; and who may only read for a while."""

    authenticator: Authenticator
    mirror: Mirror
    pause: SendingPause
    welcome: WelcomeReader
    languages: Sequence[str]
    """That people may read here."""
    clock: Clock
    addresses: Addresses
    allowed_origins: set[str]
    connections_per_user: int
    connections_per_address: int

    async def identity(self, token: object) -> Identity:
        """Who a token stands for now; raises Unauthenticated, Suspended."""
        who = await self.named(token)
        await self.check(who)
        return who

    async def named(self, token: object) -> Identity:
        """Whom a token names, in their profile's language where it says none.

        Raises Unauthenticated.
        """
        who = self.authenticator.identity(token)
        if who.lang != UNSAID:
            return who
        user = await self.mirror.user(who.user)
        return replace(who, lang=user.lang if user else DEFAULT_LANG)

    async def check(self, who: Identity) -> None:
        """What the marketplace's records say of them by now; raises Unauthenticated, Suspended."""
        user = await self.mirror.user(who.user)
        if user is None:
            return
        if user.suspended_until is not None and is_suspended(user, self.clock):
            raise Suspended(user.suspended_until)
        if desk_of(who) not in (None, desk_of(user)):
            raise Unauthenticated  # the token is from before they left the shop, or the staff
