"""A hub that translates by tags and judges by words, shared by the tests of this folder."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from hub.app import running
from hub.config import Settings
from tests.support.background import in_background
from tests.support.people import Person
from tests.support.rules import WordRules
from tests.support.running import RunningHub, reached
from tests.support.tagged import TaggedTranslator
from tests.support.tokens import SECRET
from tests.support.wire import Json


@dataclass(frozen=True, slots=True)
class Babel:
    """The hub from outside, and what came to its translator."""

    hub: RunningHub
    settings: Settings
    translator: TaggedTranslator
    rules: WordRules

    @asynccontextmanager
    async def another(self) -> AsyncIterator[RunningHub]:
        """A second process over the same database, and what a restart would begin with."""
        settings = self.settings
        async with (
            running(settings, translator=self.translator, moderator=self.rules) as app,
            reached(app.url, settings) as hub,
        ):
            yield hub

    async def shop(self, lang: str, **words: Json) -> "Stall":
        """A new shop, and a product of it."""
        stall = Stall(self, f"shop-{secrets.token_hex(4)}", lang)
        await stall.put(**words)
        price = {"amount": "24.90", "currency": "EUR"}
        product = {"shop": stall.id, "title": "Oak lamp", "url": "/lamp", "price": price}
        reply = await self.hub.service.call("PUT", f"/api/v1/products/{stall.id}", json=product)
        assert reply.status == 201, reply
        return stall


@dataclass(frozen=True, slots=True)
class Stall:
    """A shop of one test alone; its product has its id."""

    babel: Babel
    id: str
    lang: str

    async def put(self, **words: Json) -> None:
        record = {"name": "Lamps", "lang": self.lang, **words}
        reply = await self.babel.hub.service.call("PUT", f"/api/v1/shops/{self.id}", json=record)
        assert reply.status in (200, 201), reply

    def operator(self, lang: str) -> Person:
        """Somebody new who answers for it."""
        return Person(f"op-{secrets.token_hex(4)}", "seller", "Op", lang, shop=self.id)


def buyer(lang: str) -> Person:
    """Somebody whom the hub has never seen."""
    return Person(f"buyer-{secrets.token_hex(4)}", "buyer", "Nia", lang)


@pytest.fixture(scope="package")
def babel_tower(
    mongo_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Settings, TaggedTranslator, WordRules]]:
    """Its address, its settings, and its two makers of decisions."""
    settings = Settings(
        port=0,
        data_dir=tmp_path_factory.mktemp("babel"),
        mongo_uri=mongo_uri,
        mongo_database="babel",
        jwt_secret=SECRET,
        languages=("en", "es", "fr", "zh", "de"),
    )
    translator, rules = TaggedTranslator(), WordRules()

    @asynccontextmanager
    async def served() -> AsyncIterator[str]:
        async with running(settings, translator=translator, moderator=rules) as app:
            yield app.url

    with in_background(served) as url:
        yield url, settings, translator, rules


@pytest.fixture
async def babel(
    babel_tower: tuple[str, Settings, TaggedTranslator, WordRules],
) -> AsyncIterator[Babel]:
    url, settings, translator, rules = babel_tower
    async with reached(url, settings) as hub:
        yield Babel(hub, settings, translator, rules)
