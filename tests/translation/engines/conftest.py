"""Engines, asking providers that are played here."""

from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import pytest

from tests.support.background import in_background
from tests.support.providers import KEY, Account, Stage, playing
from translation.engines.deep_translator import DeepTranslator
from translation.engines.deepl import DeepL
from translation.engines.libretranslate import LibreTranslate
from translation.engines.openai import OpenAI
from translation.engines.port import Engine
from translation.net import AddressGuard

LANGUAGES = ("en", "es", "zh", "tlh")
PROVIDERS = ("libretranslate", "deepl", "openai", "google", "mymemory", "microsoft", "baidu")


class Connect(Protocol):
    """The engine of an account."""

    def __call__(self, account: Account, key: str = KEY) -> Engine: ...


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """All providers, for all tests."""
    with in_background(playing) as playing_stage:
        yield playing_stage


def engine_for(provider: str, account: Account, key: str) -> Engine:
    """As an operator would configure it who has this account."""
    guard = AddressGuard.configured(account.url)
    match provider:
        case "libretranslate":
            return LibreTranslate(account.url, LANGUAGES, guard)
        case "deepl":
            return DeepL(key, LANGUAGES, guard, url=account.url)
        case "openai":
            return OpenAI(f"{account.url}/v1", "small", LANGUAGES, guard, key=key)
    keys = {"api_key": key, "region": "westeurope", "appid": "2015063000000001", "appkey": key}
    return DeepTranslator(provider, LANGUAGES, guard, credentials=keys, url=account.url)


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """The engine of an account; closed when the test ends."""
    engines: list[Engine] = []

    def connected(account: Account, key: str = KEY) -> Engine:
        engines.append(engine_for(account.url.split("/")[3], account, key))
        return engines[-1]

    yield connected
    for engine in engines:
        await engine.close()
