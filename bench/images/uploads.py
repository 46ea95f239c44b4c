"""Uploads photographs to a running hub, as the app of a buyer would."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import aiohttp

from bench.processes import BenchError

PATH = "/api/v1/attachments"
PATIENCE_SECONDS = 240.0


@dataclass(frozen=True)
class Buyer:
    """Somebody who uploads, and where."""

    token: str
    conversation_id: str


@contextlib.asynccontextmanager
async def session(url: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Connections to a hub, as many as there are uploads."""
    patience = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(url, connector=connector, timeout=patience) as opened:
        yield opened


@dataclass(frozen=True)
class Uploaded:
    """A picture that is ready: its longer side in pixels, and how often one had to come again."""

    side: int
    again: int


async def upload(to: aiohttp.ClientSession, buyer: Buyer, photo: bytes) -> Uploaded:
    """Until the hub says that the picture is ready; raises BenchError when it is refused."""
    upload_id = str(uuid.uuid4())
    again = 0
    while True:
        headers = {"Authorization": f"Bearer {buyer.token}"}
        form = _form(buyer, upload_id, photo)
        async with to.post(PATH, data=form, headers=headers) as response:
            answer = await response.json()
        if response.status == 201:
            return Uploaded(max(answer["attachment"][key] for key in ("width", "height")), again)
        if response.status not in {429, 503}:
            raise BenchError(f"the hub refused a photograph: {answer}")
        again += 1
        await asyncio.sleep(float(answer["error"].get("data", {}).get("retry_after_s", 1)))


async def at_once(url: str, buyers: Sequence[Buyer], photos: Sequence[bytes]) -> int:
    """All of them together; how often somebody had to come again."""
    together = zip(buyers, photos, strict=True)
    async with session(url) as to:
        done = await asyncio.gather(*(upload(to, buyer, photo) for buyer, photo in together))
    return sum(one.again for one in done)


def _form(buyer: Buyer, upload_id: str, photo: bytes) -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("conversation_id", buyer.conversation_id)
    form.add_field("upload_id", upload_id)
    form.add_field("file", photo, filename="photo.jpg", content_type="image/jpeg")
    return form
