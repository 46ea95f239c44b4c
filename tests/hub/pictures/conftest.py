"""A hub with its own rules and workers, and pictures with something in them."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.app import running
from hub.config import Settings
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from tests.support.background import in_background
from tests.support.office import KIM, SAM, Office
from tests.support.people import Person
from tests.support.refusing import refused_upload, uploaded
from tests.support.running import RunningHub, reached
from tests.support.speaking import about
from tests.support.tokens import SECRET
from tests.support.wire import Json, Wire

OWN_HOST = "shop.example"
LENIENT = {"strikes": {"cool_down_at": 900_000, "suspend_at": 999_999}}


@dataclass(frozen=True, slots=True)
class Talk:
    """A buyer and an operator of a shop, whom nobody has seen before, in a conversation."""

    hub: RunningHub
    id: str
    buyer: Person
    operator: Person
    ana: Wire
    wei: Wire

    async def upload(self, data: bytes, **more: str) -> Json:
        """The buyer's, which must be accepted."""
        return await uploaded(self.hub, self.buyer, self.id, data, **more)

    async def refused(self, data: bytes, **more: str) -> Json:
        """Why the buyer's is refused."""
        return await refused_upload(self.hub, self.buyer, self.id, data, **more)

    async def send(self, *attachments: Json, text: str | None = None) -> Json:
        """The message as it is acked."""
        return (await self.ana.ok("message:send", self.draft(*attachments, text=text)))["message"]

    def draft(self, *attachments: Json, text: str | None = None) -> dict[str, Json]:
        ids = [one["id"] for one in attachments]
        written = {} if text is None else {"text": text}
        client_id = secrets.token_hex(6)
        about = {"conversation_id": self.id, "client_id": client_id}
        return {**about, "attachment_ids": ids, **written}


@dataclass(frozen=True, slots=True)
class Studio:
    """The hub, its staff, and its database."""

    hub: RunningHub
    database: Database

    @property
    def sam(self) -> Office:
        return Office(self.hub, SAM)

    @property
    def kim(self) -> Office:
        return Office(self.hub, KIM)

    async def incident(self, id: str) -> Json:
        return (await self.sam.get(f"/incidents/{id}"))["incident"]

    async def talk(self) -> Talk:
        shop = f"shop-{secrets.token_hex(4)}"
        await self.hub.service.record("shop", shop, {"name": "Lamps", "lang": "en"})
        price = {"amount": "24.90", "currency": "EUR"}
        lamp = {"shop": shop, "title": "Oak lamp", "url": "/lamp", "price": price}
        await self.hub.service.record("product", shop, lamp)
        buyer = Person(f"buyer-{secrets.token_hex(4)}", "buyer", "Ana", "en")
        operator = Person(f"op-{secrets.token_hex(4)}", "seller", "Wei", "en", shop=shop)
        ana, wei = await self.hub.connect(buyer), await self.hub.connect(operator)
        return Talk(self.hub, await about(ana, shop), buyer, operator, ana, wei)

    @asynccontextmanager
    async def policy(self, **changes: Json) -> AsyncIterator[None]:
        """The policy with some changes, then its own again."""
        put = {"reason": "A test", "policy": {**LENIENT, **changes}}
        await self.sam.put("/policy", put)
        try:
            yield
        finally:
            await self.sam.put("/policy", put | {"policy": LENIENT})


def studio_settings(mongo_uri: str, name: str, data_dir: Path) -> Settings:
    return Settings(
        port=0,
        data_dir=data_dir,
        mongo_uri=mongo_uri,
        mongo_database=name,
        jwt_secret=SECRET,
        own_hosts=(OWN_HOST,),
        moderation_regions=("ES",),
        translation="off",
        image_ocr="off",
        upload_burst=1_000,
        send_burst=1_000,
    )


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[str, Settings]]:
    """The hub, on a thread of its own."""

    @asynccontextmanager
    async def served() -> AsyncIterator[str]:
        async with running(settings) as app:
            async with reached(app.url) as hub:
                await Office(hub).put("/policy", {"policy": LENIENT, "reason": "A test"})
            yield app.url

    with in_background(served) as url:
        yield url, settings


@asynccontextmanager
async def entered(opened: tuple[str, Settings]) -> AsyncIterator[Studio]:
    url, settings = opened
    async with (
        reached(url, settings) as hub,
        open_database(settings.mongo_uri, settings.mongo_database) as database,
    ):
        yield Studio(hub, database)


@pytest.fixture(scope="package")
def opened_studio(
    mongo_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Settings]]:
    folder = tmp_path_factory.mktemp("studio")
    with opened(studio_settings(mongo_uri, "studio", folder)) as studio:
        yield studio


@pytest.fixture
async def studio(opened_studio: tuple[str, Settings]) -> AsyncIterator[Studio]:
    async with entered(opened_studio) as studio:
        yield studio


@pytest.fixture
async def talk(studio: Studio) -> Talk:
    return await studio.talk()
