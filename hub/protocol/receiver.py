"""Whom a payload is for."""

from collections.abc import Callable
from dataclasses import dataclass

from hub.domain.identity import Identity
from hub.protocol.links import Addresses, Links


@dataclass(frozen=True, slots=True)
class Receiver:
    """The language that they read there, and by which addresses they see a picture, by its id.

    `reads` is "" for those who are shown originals only.
    """

    reads: str
    pictures: Callable[[str], Addresses]


def receiver(who: Identity, reads: str, links: Links) -> Receiver:
    """Somebody, with addresses that are theirs alone."""
    return Receiver(reads, lambda attachment_id: links.of(attachment_id, who))


def _nobody(attachment_id: str) -> Addresses:
    raise LookupError(f"picture {attachment_id} is shown to nobody in particular")


ANYBODY = Receiver("", _nobody)
"""For what shows no messages."""
