"""Whether a provider can be reached is known soon, and no text is needed for it."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.timing import seconds
from translation.knocking import answering

PUBLIC = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))


def _network(monkeypatch: pytest.MonkeyPatch, look_up: Callable[[str], list[Any]]) -> None:
    """One whose name server answers like this, and where google alone takes connections."""

    def connect(address: tuple[str, int], _timeout: float) -> socket.socket:
        if address[0] != "8.8.8.8":
            raise TimeoutError
        return socket.socket()

    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_rest: look_up(host))
    monkeypatch.setattr(socket, "create_connection", connect)


def test_those_that_take_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str) -> list[Any]:
        other = (*PUBLIC[:4], ("9.9.9.9", 443))
        return [PUBLIC if host == "translate.google.com" else other]

    _network(monkeypatch, look_up)
    assert answering() == ("google",)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(_host: str) -> list[Any]:
        raise socket.gaierror

    _network(monkeypatch, look_up)
    assert answering() == ()


def test_a_network_that_leads_everything_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    _network(monkeypatch, lambda _host: [(*PUBLIC[:4], ("10.0.0.1", 443))])
    assert answering() == ()


def test_a_name_server_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(_host: str) -> list[Any]:
        time.sleep(seconds(3))
        return [PUBLIC]

    _network(monkeypatch, look_up)
    started = time.monotonic()
    assert answering(within_s=0.1) == ()
    assert time.monotonic() - started < seconds(2)
