"""What deep-translator does by itself, and does not do here."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from contextlib import suppress
from typing import Any

import deep_translator.google
import pytest
import requests

from tests.support.providers import SPENT, Stage
from tests.support.timing import seconds, until
from tests.translation.engines.conftest import Connect
from translation.engines.deep_translator import DeepTranslator
from translation.engines.port import BadAnswer, QuotaSpent, Unsupported
from translation.net import AddressGuard

PUBLIC = AddressGuard()


@pytest.mark.parametrize(
    ("provider", "wait_s"), [("mymemory", 9 * 3600 + 30 * 60 + 5), ("baidu", None)]
)
async def test_a_spent_quota_that_comes_with_success(
    stage: Stage, connect: Connect, provider: str, wait_s: float | None
) -> None:
    engine = connect(stage.account(provider, "spent"))
    with pytest.raises(QuotaSpent) as caught:
        await engine.translate("hola", "es", "en")
    assert caught.value.retry_after_s == wait_s


@pytest.mark.parametrize("provider", ["google", "mymemory"])
@pytest.mark.parametrize(
    "notice",
    [
        SPENT,
        "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
        "INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT USING 2 LETTER ISO",
        "PLEASE SELECT TWO DISTINCT LANGUAGES",
        "Error 500 (Server Error)!!1500.That’s an error.There was an error.",
        "<html><body>Our systems have detected unusual traffic</body></html>",
        "a" * 1_000,
        "Hello \ufffd\ufffd",
        " ",
    ],
)
async def test_notices_are_no_translations(
    stage: Stage, connect: Connect, provider: str, notice: str
) -> None:
    engine = connect(stage.account(provider, says=lambda _question: notice))
    with pytest.raises((BadAnswer, QuotaSpent)):
        await engine.translate("Hola", "es", "en")


async def test_people_may_write_of_quotas(stage: Stage, connect: Connect) -> None:
    text = "Me dice «too many requests» y <p>nada</p>"
    engine = connect(stage.account("google", says=lambda question: question.text + "!"))
    assert (await engine.translate(text, "es", "en")).text == text + "!"


async def test_a_long_text_given_back_was_not_translated(stage: Stage, connect: Connect) -> None:
    engine = connect(stage.account("mymemory", says=lambda question: question.text))
    assert (await engine.translate("Zara Home", "es", "en")).text == "Zara Home"
    with pytest.raises(BadAnswer):
        await engine.translate("no quiero esperar más " * 6, "es", "en")


async def test_entities_are_characters(stage: Stage, connect: Connect) -> None:
    engine = connect(stage.account("mymemory", says=lambda _question: 'it\'s "here" & now'))
    assert (await engine.translate("aquí", "es", "en")).text == 'it\'s "here" & now'


async def test_texts_longer_than_the_provider_takes_are_not_sent(
    stage: Stage, connect: Connect
) -> None:
    account = stage.account("mymemory")
    with pytest.raises(Unsupported):
        await connect(account).translate("灯" * 167, "zh", "en")
    assert account.asked == []


async def test_mymemory_is_asked_in_secret() -> None:
    engine = DeepTranslator("mymemory", ("en", "es"), PUBLIC)
    address = engine._desks[0]._translator(source="en-GB", target="es-ES")._base_url
    assert address == "https://api.mymemory.translated.net/get"


async def test_an_address_to_write_to_is_passed_on(stage: Stage) -> None:
    account = stage.account("mymemory")
    engine = DeepTranslator(
        "mymemory",
        ("en", "es"),
        AddressGuard.configured(account.url),
        credentials={"email": "ops@market.example"},
        url=account.url,
    )
    await engine.translate("hola", "es", "en")
    assert account.asked[0].body["de"] == "ops@market.example"
    await engine.close()


@pytest.mark.parametrize("credentials", [{}, {"appid": "1"}, {"appid": "1", "appkey": ""}])
def test_missing_credentials_are_named(credentials: dict[str, str]) -> None:
    with pytest.raises(KeyError, match="appkey"):
        DeepTranslator("baidu", ("en", "zh"), PUBLIC, credentials=credentials)


def test_the_module_that_others_import_stays_as_it_is() -> None:
    module: Any = deep_translator.google
    before = dict(vars(module))
    DeepTranslator("google", ("en", "es"), PUBLIC)
    assert vars(module)["requests"] is requests
    assert vars(module) == before


async def test_more_calls_than_lines_wait_and_one_that_goes_gives_up_its_place(
    stage: Stage,
) -> None:
    account = stage.account("google")
    guard = AddressGuard.configured(account.url)
    engine = DeepTranslator("google", ("en", "es"), guard, url=account.url, lines=1)
    calls = [asyncio.create_task(engine.translate(f"hola {n}", "es", "en")) for n in range(6)]
    await asyncio.sleep(0)
    for call in calls[1:4]:
        call.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*calls)
    answers = await asyncio.gather(*calls, return_exceptions=True)
    kept = [(await calls[n]).text for n in (0, 4, 5)]
    assert kept == ["[en] hola 0", "[en] hola 4", "[en] hola 5"]
    assert sum(isinstance(answer, asyncio.CancelledError) for answer in answers) == 3
    await engine.close()


async def test_a_hung_call_does_not_keep_a_process_from_ending(stage: Stage) -> None:
    account = stage.account("google", "slow")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _HANGS.format(url=account.url), stdin=PIPE, stdout=PIPE, stderr=STDOUT
    )
    try:
        await until(lambda: account.arrived, "the call is under way", within=60)
        async with asyncio.timeout(seconds(20)):
            told, _ = await process.communicate(b"\n")
    finally:
        if process.returncode is None:
            process.kill()
    assert (told, process.returncode) == (b"", 0)


_HANGS = """
import asyncio, sys
from translation.engines.deep_translator import DeepTranslator
from translation.net import AddressGuard

async def main():
    url = {url!r}
    engine = DeepTranslator("google", ("en", "es"), AddressGuard.configured(url), url=url)
    engine._desks[0].line.cut = lambda: None  # hangs where nobody can cut it short
    call = asyncio.ensure_future(engine.translate("hola", "es", "en"))
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)

asyncio.run(main())
"""
