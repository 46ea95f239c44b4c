"""What the actions need for the content of pictures: processing, judging and keeping it."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from hub.actions.access import Participation
from hub.domain.attachments import Attachment
from hub.domain.identity import Identity
from hub.images.alike import Likeness
from hub.images.result import Picture, Rendition

Size = Literal["full", "thumb"]


class ImageProcessor(Protocol):
    def expect(self) -> None:
        """There will be something to process."""

    async def process(self, source: BinaryIO) -> Picture:
        """Safe pictures made of an untrusted file. Raises ImageRefused, Overloaded."""


class CopyMaker(Protocol):
    async def copies(self, thumb: bytes) -> tuple[int, ...]:
        """The likenesses of copies that could be made of a picture. Raises Overloaded."""


class Stored(Protocol):
    """One size of a kept picture."""

    @property
    def mime(self) -> str: ...

    @property
    def length(self) -> int:
        """In bytes."""

    def read(self, start: int, stop: int) -> AsyncIterator[bytes]:
        """From `start` up to but not including `stop`, piece by piece. Raises Overloaded."""


class Pictures(Protocol):
    """Contents, each kept once, by the SHA-256 of the full picture.

    Whoever refers to one says so in the database first and puts it then: what nobody refers to
    may be dropped at any moment.
    """

    async def put(self, picture: Picture) -> None:
        """Durable on return; what is there already stays as it is."""

    async def has(self, sha256: str) -> bool:
        """Whether both sizes are there."""

    async def open(self, sha256: str, size: Size) -> Stored | None: ...

    async def read(self, sha256: str, size: Size) -> Rendition | None:
        """The whole of it."""

    async def likeness(self, sha256: str) -> Likeness | None:
        """The perceptual hashes that it was put with."""

    async def drop_unreferenced(self, pictures: Iterable[str]) -> int:
        """Take away what no upload and no incident refers to; how many pictures went."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What a person uploaded, made safe, and what they say it shows."""

    upload_id: str
    alt: str | None
    picture: Picture


class CheckPicture(Protocol):
    """What moderation says of an upload."""

    async def __call__(self, who: Identity, place: Participation, upload: Uploaded) -> str | None:
        """The id of the incident by which staff look at it; None as a rule.

        Raises BlockedContent, Suspended, Overloaded; the same again for the same upload.
        """


class CheckAlt(Protocol):
    """What moderation says of words that were given to a picture later."""

    async def __call__(
        self, who: Identity, place: Participation, attachment: Attachment, alt: str
    ) -> str | None:
        """As CheckPicture. Raises BlockedContent, Suspended, Overloaded."""
