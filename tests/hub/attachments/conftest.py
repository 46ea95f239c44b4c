"""A hub that judges by words, shared by the tests of this folder; pictures are in its store."""

import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from hub.app import running
from hub.clock import SystemClock
from hub.config import Settings
from hub.domain.attachments import Attachment
from hub.images.alike import Likeness
from hub.images.result import Picture, Rendition
from hub.storage.attachments import AttachmentStore
from hub.storage.driver import Database
from hub.storage.driver import database as open_database
from hub.storage.pictures import PictureStore
from tests.support.background import in_background
from tests.support.office import SAM, Office
from tests.support.people import Person
from tests.support.rules import WordRules
from tests.support.running import RunningHub, reached
from tests.support.speaking import about
from tests.support.tagged import TaggedTranslator
from tests.support.tokens import SECRET
from tests.support.wire import Json, Wire


@dataclass(frozen=True, slots=True)
class Talk:
    """A buyer and two operators of one shop, in a conversation that nobody else knows."""

    id: str
    buyer: Person
    operators: tuple[Person, Person]
    ana: Wire
    wei: Wire
    xia: Wire

    @property
    def wires(self) -> tuple[Wire, Wire, Wire]:
        return self.ana, self.wei, self.xia

    @property
    def people(self) -> tuple[Person, Person, Person]:
        return (self.buyer, *self.operators)


@dataclass(frozen=True, slots=True)
class Gallery:
    """The hub from outside, and its store, into which pictures come without being uploaded."""

    hub: RunningHub
    rules: WordRules
    translator: TaggedTranslator
    database: Database
    attachments: AttachmentStore
    contents: PictureStore

    @property
    def office(self) -> Office:
        return Office(self.hub, SAM)

    async def talk(self) -> Talk:
        """People whom the hub has never seen, about a product of their own."""
        shop = f"shop-{secrets.token_hex(4)}"
        price = {"amount": "24.90", "currency": "EUR"}
        product = {"shop": shop, "title": "Oak lamp", "url": "/lamp", "price": price}
        for path, record in (
            (f"/api/v1/shops/{shop}", {"name": "Lamps", "lang": "en"}),
            (f"/api/v1/products/{shop}", product),
        ):
            assert (await self.hub.service.call("PUT", path, json=record)).status == 201
        buyer = Person(f"buyer-{secrets.token_hex(4)}", "buyer", "Ana", "es")
        one, other = (
            Person(f"op-{secrets.token_hex(4)}", "seller", "Op", "en", shop=shop) for _ in "ab"
        )
        ana, wei, xia = [await self.hub.connect(who) for who in (buyer, one, other)]
        return Talk(await about(ana, shop), buyer, (one, other), ana, wei, xia)

    async def picture(self, talk: Talk, owner: Person | None = None, **more: Any) -> str:
        """The id of one that somebody (the buyer) uploaded for a conversation, with content."""
        content = picture()
        made = attachment(talk.id, owner or talk.buyer, **({"picture": content.sha256} | more))
        await self.attachments.add(made)
        if made.picture == content.sha256:
            await self.contents.put(content)
        return made.id

    async def pictures(self, talk: Talk, count: int, owner: Person | None = None) -> list[str]:
        return [await self.picture(talk, owner) for _ in range(count)]


def attachment(conversation_id: str, owner: Person, **more: Any) -> Attachment:
    """As it is kept of a picture that this person uploaded."""
    usual = {
        "id": secrets.token_hex(12),
        "conversation_id": conversation_id,
        "owner": owner.id,
        "side": "buyer" if owner.role == "buyer" else "seller",
        "picture": secrets.token_hex(32),
        "width": 1200,
        "height": 800,
        "thumbhash": "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "mime": "image/webp",
        "bytes": 2_000,
        "alt": "a lamp",
        "created_at": datetime.now(UTC),
    }
    return Attachment(**(usual | more))


def picture() -> Picture:
    """What the pool might make of a file; nobody looks at the pixels here."""
    full = Rendition(secrets.token_bytes(2_000), "image/webp", 1200, 800)
    thumb = Rendition(secrets.token_bytes(200), "image/webp", 320, 213)
    return Picture(full, thumb, b"hash", Likeness(0, 0), ())


def sent(talk: Talk, ids: Sequence[str], text: str | None = None, **more: Json) -> dict[str, Any]:
    """What `message:send` takes: pictures, with a text or without one."""
    wanted = {"conversation_id": talk.id, "client_id": secrets.token_hex(6), **more}
    return wanted | {"attachment_ids": list(ids)} | ({} if text is None else {"text": text})


async def show(wire: Wire, talk: Talk, ids: Sequence[str], text: str | None = None) -> Json:
    """Send pictures; the message as it is acked."""
    return (await wire.ok("message:send", sent(talk, ids, text)))["message"]


def bare(message: Json) -> Json:
    """What of a message is the same for everybody: no translation, no addresses of pictures."""
    kept = [
        {name: value for name, value in one.items() if name not in ("url", "thumb_url")}
        for one in message["attachments"]
    ]
    same = {name: value for name, value in message.items() if name != "translation"}
    return same | {"attachments": kept}


def addresses(message: Json) -> set[str]:
    return {one[name] for one in message["attachments"] for name in ("url", "thumb_url")}


@pytest.fixture(scope="package")
def opened_gallery(
    mongo_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Settings, WordRules, TaggedTranslator]]:
    """Its address, its settings, and its two makers of decisions."""
    settings = Settings(
        port=0,
        data_dir=tmp_path_factory.mktemp("gallery"),
        mongo_uri=mongo_uri,
        mongo_database="gallery",
        jwt_secret=SECRET,
        send_burst=10_000,
        languages=("en", "es"),
    )
    rules, translator = WordRules(), TaggedTranslator(("en", "es"))

    @asynccontextmanager
    async def served() -> AsyncIterator[str]:
        async with running(settings, moderator=rules, translator=translator) as app:
            yield app.url

    with in_background(served) as url:
        yield url, settings, rules, translator


@pytest.fixture
async def gallery(
    opened_gallery: tuple[str, Settings, WordRules, TaggedTranslator],
) -> AsyncIterator[Gallery]:
    url, settings, rules, translator = opened_gallery
    async with (
        reached(url, settings) as hub,
        open_database(settings.mongo_uri, settings.mongo_database) as database,
    ):
        store = AttachmentStore(database, SystemClock())
        yield Gallery(hub, rules, translator, database, store, PictureStore(database))


@pytest.fixture
async def talk(gallery: Gallery) -> Talk:
    return await gallery.talk()
