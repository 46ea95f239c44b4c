"""Where engines may be, however it is written."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.support.providers import KEY, Stage
from translation.engines.deep_translator import DeepTranslator
from translation.engines.deepl import DeepL
from translation.engines.libretranslate import LibreTranslate
from translation.engines.port import Engine, Unavailable
from translation.net import AddressGuard, Reach, UnsafeUrl, reach_of

LANGUAGES = ("en", "es")

INSIDE = [
    "https://127.0.0.1",
    "https://127.8.9.10:8443/path",
    "https://10.0.0.5",
    "https://172.16.0.1",
    "https://172.31.255.255",
    "https://192.168.1.1",
    "https://100.64.0.1",
    "https://localhost",
    "https://LOCALHOST.",
    "https://libretranslate",
    "https://translate.internal",
    "https://nas.local:5000",
    "https://a.localhost",
    "https://[::1]",
    "https://[fd00::1]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:a00:1]",
]
NOWHERE = [
    "https://169.254.169.254/latest/meta-data",
    "https://[fe80::1]",
    "https://[::ffff:169.254.169.254]",
    "https://[64:ff9b::7f00:1]",
    "https://[2002:7f00:1::]",
    "https://0.0.0.0",
    "https://[::]",
    "https://224.0.0.1",
    "https://[ff02::1]",
    "https://255.255.255.255",
    "https://192.0.2.1",
    "https://[fec0::1]",
]
NO_URLS = [
    "",
    "translate.example.com",
    "//translate.example.com",
    "ftp://translate.example.com",
    "file:///etc/passwd",
    "https://",
    "https://user@translate.example.com",
    "https://user:secret@translate.example.com",
    "https://translate.example.com@127.0.0.1",
    "https://translate.example.com\\@127.0.0.1",
    "https://translate.example.com/?key=1",
    "https://translate.example.com/#a",
    "https://translate.example.com:0",
    "https://translate.example.com:99999",
    "https://translate example.com",
    "https://translate.example.com\n",
    "https://trаnslate.example.com",
    "https://2130706433",
    "https://0x7f000001",
    "https://0177.0.0.1",
    "https://127.1",
    "https://127.0.0.0x1",
    "https://1.2.3.4.5",
    "https://[::1%25eth0]",
    "https://%31%32%37.0.0.1",
    "https://127。0。0。1",
]
PUBLIC = [
    "https://translate.example.com",
    "https://translate.example.com:8443/api",
    "https://93.184.216.34",
    "https://[2606:2800:220:1:248:1893:25c8:1946]",
]


@pytest.mark.parametrize("url", INSIDE)
def test_the_inside_is_for_configured_hosts(url: str) -> None:
    with pytest.raises(UnsafeUrl):
        AddressGuard().endpoint(url)
    guard = AddressGuard.configured(url)
    assert guard.endpoint(url).private
    assert guard.endpoint(url.replace("https:", "http:")).private
    with pytest.raises(UnsafeUrl):
        AddressGuard.configured("http://10.99.99.99:5000").endpoint(url)


@pytest.mark.parametrize("url", [*NOWHERE, *NO_URLS])
def test_what_is_not_even_configured(url: str) -> None:
    with pytest.raises(UnsafeUrl) as caught:
        AddressGuard.configured(url).endpoint(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", PUBLIC)
def test_public_hosts_need_encryption(url: str) -> None:
    endpoint = AddressGuard().endpoint(f"{url}/")
    assert (endpoint.url.rstrip("/"), endpoint.private) == (url, False)
    with pytest.raises(UnsafeUrl):
        AddressGuard.configured(url).endpoint(url.replace("https:", "http:"))


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("8.8.8.8", Reach.PUBLIC),
        ("::ffff:8.8.8.8", Reach.PUBLIC),
        ("64:ff9b::808:808", Reach.PUBLIC),
        ("::ffff:10.0.0.1", Reach.PRIVATE),
        ("2002:a00:1::", Reach.NOWHERE),
        ("fe80::1%eth0", Reach.NOWHERE),
        ("240.0.0.1", Reach.NOWHERE),
        ("198.18.0.1", Reach.NOWHERE),
    ],
)
def test_reach(address: str, reach: Reach) -> None:
    assert reach_of(address) is reach


def _libretranslate(url: str, guard: AddressGuard) -> Engine:
    return LibreTranslate(url, LANGUAGES, guard)


def _deepl(url: str, guard: AddressGuard) -> Engine:
    return DeepL(KEY, LANGUAGES, guard, url=url)


def _google(url: str, guard: AddressGuard) -> Engine:
    return DeepTranslator("google", LANGUAGES, guard, url=url)


@pytest.mark.parametrize("make", [_libretranslate, _deepl, _google])
@pytest.mark.parametrize("answers", [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["169.254.169.254"]])
async def test_a_public_name_that_leads_inside_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[str, AddressGuard], Engine],
    answers: list[str],
) -> None:
    async with _listening() as (port, visitors):
        monkeypatch.setattr(socket, "getaddrinfo", _answering(answers, port))
        url = f"https://rebound.example.com:{port}"
        engine = make(url, AddressGuard.configured(url))
        with pytest.raises(Unavailable):
            await engine.translate("hola", "es", "en")
        await engine.close()
        assert visitors == []


async def test_an_operator_may_say_that_a_name_is_inside(stage: Stage) -> None:
    account = stage.account("libretranslate")
    url = account.url.replace("127.0.0.1", "localhost")
    engine = LibreTranslate(url, LANGUAGES, AddressGuard(frozenset({"localhost"})))
    assert (await engine.translate("hola", "es", "en")).text == "[en] hola"
    assert not engine.cloud
    await engine.close()


@pytest.mark.parametrize("make", [_libretranslate, _google])
async def test_proxies_of_the_environment_are_not_asked(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[str, AddressGuard], Engine],
) -> None:
    async with _listening() as (port, visitors):
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        monkeypatch.delenv("no_proxy", raising=False)
        account = stage.account(make.__name__.removeprefix("_"))
        engine = make(account.url, AddressGuard.configured(account.url))
        assert (await engine.translate("hola", "es", "en")).text == "[en] hola"
        await engine.close()
        assert visitors == []


@asynccontextmanager
async def _listening() -> AsyncIterator[tuple[int, list[object]]]:
    visitors: list[object] = []

    def visit(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visitors.append(writer.get_extra_info("peername"))
        writer.close()

    server = await asyncio.start_server(visit, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], visitors


def _answering(addresses: list[str], port: int) -> Callable[..., Any]:
    """A name server in somebody else's hands."""

    def getaddrinfo(*_question: object, **_options: object) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port))
            for address in addresses
        ]

    return getaddrinfo
