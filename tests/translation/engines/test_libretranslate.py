"""LibreTranslate's own ways."""

import asyncio

import pytest

from tests.support.providers import KEY, Stage
from tests.translation.engines.conftest import Connect
from translation.engines.libretranslate import LibreTranslate
from translation.engines.port import KeyRefused, Unsupported
from translation.net import AddressGuard


async def test_its_languages_are_asked_for_once_and_not_before_they_are_needed(
    stage: Stage, connect: Connect
) -> None:
    account = stage.account("libretranslate")
    engine = connect(account)
    before = {(edge.source, edge.target) for edge in engine.edges()}
    assert ("tlh", "en") in before
    assert account.learned == 0
    await asyncio.gather(*(engine.translate(f"hola {n}", "es", "en") for n in range(9)))
    assert account.learned == 1
    assert ("tlh", "en") not in {(edge.source, edge.target) for edge in engine.edges()}


async def test_simplified_chinese_under_its_name(stage: Stage, connect: Connect) -> None:
    account = stage.account("libretranslate")
    engine = connect(account)
    await engine.translate("hello", "en", "zh")
    await engine.translate("你好", "zh", "en")
    assert [(asked.source, asked.target) for asked in account.asked] == [
        ("en", "zh-Hans"),
        ("zh-Hans", "en"),
    ]


async def test_a_key_is_sent_where_there_is_one(stage: Stage, connect: Connect) -> None:
    keyed = stage.account("libretranslate", "keyed")
    guard = AddressGuard.configured(keyed.url)
    engine = LibreTranslate(keyed.url, ("en", "es"), guard, key=KEY)
    assert (await engine.translate("hola", "es", "en")).text == "[en] hola"
    await engine.close()
    with pytest.raises(KeyRefused) as caught:
        await connect(keyed).translate("hola", "es", "en")
    assert caught.value.retry_after_s == 3600
    free = stage.account("libretranslate")
    await connect(free).translate("hola", "es", "en")
    assert "api_key" not in free.asked[0].body


async def test_a_pair_without_models_is_not_asked_for(stage: Stage, connect: Connect) -> None:
    account = stage.account("libretranslate")
    with pytest.raises(Unsupported):
        await connect(account).translate("bonjour", "fr", "en")
    assert account.asked == []


def test_a_server_elsewhere_is_a_cloud() -> None:
    guard = AddressGuard()
    assert LibreTranslate("https://libretranslate.com", ("en", "es"), guard).cloud
