"""Who one can be in the demo, and how they prove it to the hub."""

from datetime import datetime, timedelta

from hub.demo.data import Marketplace, Persona
from hub.domain.conversations import SUPPORT_DESK
from hub.domain.identity import Identity, Role

SIGNED_IN = timedelta(hours=12)


def identity(persona: Persona, now: datetime) -> Identity:
    """The persona as a caller, from `now` on."""
    user = persona.user
    return Identity(persona.id, user.role, user.name, user.lang, now + SIGNED_IN, user.shop)


def somebody_at(market: Marketplace, shop: str) -> str:
    """A person who answers for a shop, or for the support desk."""
    answering = (
        id
        for id, persona in market.people.items()
        if persona.user.shop == shop or (shop == SUPPORT_DESK and persona.user.role is Role.STAFF)
    )
    return next(answering)
