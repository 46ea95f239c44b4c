"""DeepL's own ways."""

import pytest

from tests.support.providers import KEY, Stage
from tests.translation.engines.conftest import Connect
from translation.engines.deepl import DeepL
from translation.engines.port import QuotaSpent
from translation.net import AddressGuard


@pytest.mark.parametrize(
    ("key", "url"),
    [(f"{KEY}:fx", "https://api-free.deepl.com"), (KEY, "https://api.deepl.com")],
)
def test_the_key_says_which_host(key: str, url: str) -> None:
    engine = DeepL(key, ("en", "es"), AddressGuard())
    assert engine._http.endpoint.url == url


async def test_the_key_is_nowhere_but_in_its_header(stage: Stage, connect: Connect) -> None:
    account = stage.account("deepl")
    await connect(account).translate("hola", "zh", "en")
    (asked,) = account.asked
    assert (asked.source, asked.target) == ("ZH", "EN-US")
    assert KEY not in str(asked.body)
    assert "tag_handling" not in asked.body


async def test_456_is_a_spent_quota(stage: Stage, connect: Connect) -> None:
    with pytest.raises(QuotaSpent):
        await connect(stage.account("deepl", "spent")).translate("hola", "es", "en")


async def test_tags_are_announced_as_such(stage: Stage, connect: Connect) -> None:
    account = stage.account("deepl")
    engine = connect(account)
    for text in ('Pedido <x id="0"/> &lt;3', "Tom &amp; Jerry"):
        await engine.translate(text, "es", "en")
        assert account.asked[-1].body["tag_handling"] == "xml"
    for text in ("XQZ0 y <3", 'Pedido <x id="0"/> <3', "nada"):
        await engine.translate(text, "es", "en")
        assert "tag_handling" not in account.asked[-1].body
