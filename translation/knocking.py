"""Which providers a network leads to, asked before anybody's text is sent to them."""

import socket
import time
from collections.abc import Iterable
from threading import Thread
from urllib.parse import urlsplit

from translation.engines.providers import PROVIDERS
from translation.net import AddressGuard

FREE = tuple(name for name, provider in PROVIDERS.items() if not provider.needs)
"""Providers that want no key."""
_PORT = 443


def answering(names: Iterable[str] = FREE, *, within_s: float = 1.0) -> tuple[str, ...]:
    """Those of the names whose hosts take a connection in time; blocks no longer than that."""
    found: set[str] = set()
    asked = list(names)
    knocking = [Thread(target=_knock, args=(name, within_s, found), daemon=True) for name in asked]
    for thread in knocking:
        thread.start()
    until = time.monotonic() + within_s
    for thread in knocking:
        thread.join(max(until - time.monotonic(), 0))
    return tuple(name for name in asked if name in found)


def _knock(name: str, within_s: float, found: set[str]) -> None:
    parts = urlsplit(PROVIDERS[name].site)
    assert parts.hostname is not None
    try:
        address = AddressGuard().look_up(parts.hostname, parts.port or _PORT)[0]["host"]
        socket.create_connection((address, parts.port or _PORT), within_s).close()
    except OSError:
        return
    found.add(name)
