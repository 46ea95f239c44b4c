"""Which addresses engines may be reached at.

UnsafeUrl   an engine's URL that is not used at all
Forbidden   a host's name led to an address that it may not have

An engine's host must be public, unless the operator configured that very host. A name is checked
again at every connection, and the address that was checked is the one connected to, so that a name
cannot turn into the inside of the operator's network between the two (DNS rebinding).
"""

import logging
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Self
from urllib.parse import SplitResult, urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

from translation.threads import in_thread

_log = logging.getLogger(__name__)
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
"""A last label like this makes the name an address, written to look like none (2130706433)."""
_INSIDE = ("localhost", "internal", "local", "lan", "home.arpa")
"""Endings that no public name has (RFC 6761, 6762, 8375)."""
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as IPv6 networks reach them (RFC 6052)."""
_SHARED = ip_address("100.64.0.0"), ip_address("100.127.255.255")
"""Between a provider and its customers (RFC 6598)."""


class UnsafeUrl(ValueError):
    """Says what is wrong with the URL, in words for the operator and without repeating it."""


class Forbidden(OSError):
    """The name of an engine's host led to an address that it may not have."""


class Reach(Enum):
    """How far an address reaches. NOWHERE: link-local (cloud metadata), multicast, reserved."""

    PUBLIC = "public"
    PRIVATE = "private"
    NOWHERE = "nowhere"


def reach_of(address: str) -> Reach:
    """Of an IPv4 or IPv6 address; one inside of another counts as the inner one."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return _reach(ip)
    if ip.ipv4_mapped is not None:
        return _reach(ip.ipv4_mapped)
    inner = _tunnelled(ip)
    if inner is not None:
        return Reach.PUBLIC if _reach(inner) is Reach.PUBLIC else Reach.NOWHERE
    return _reach(ip)


def _tunnelled(ip: IPv6Address) -> IPv4Address | None:
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.sixtofour is not None:
        return ip.sixtofour
    return ip.teredo[1] if ip.teredo is not None else None


def _reach(ip: IPv4Address | IPv6Address) -> Reach:
    if ip.is_loopback:
        return Reach.PRIVATE
    if ip.is_multicast or ip.is_link_local or ip.is_unspecified or ip.is_reserved:
        return Reach.NOWHERE
    if isinstance(ip, IPv6Address) and ip.is_site_local:
        return Reach.NOWHERE
    if ip.is_global:
        return Reach.PUBLIC
    return Reach.PRIVATE if _inside(ip) else Reach.NOWHERE


def _inside(ip: IPv4Address | IPv6Address) -> bool:
    """Networks that people run machines in, not those kept for documents and tests."""
    if isinstance(ip, IPv6Address):
        return ip in IPv6Network("fc00::/7")
    octets = ip.packed
    return (
        octets[0] == 10  # noqa: PLR2004 - networks by their first numbers (RFC 1918)
        or (octets[0] == 172 and 16 <= octets[1] < 32)  # noqa: PLR2004
        or octets[:2] == bytes((192, 168))
        or _SHARED[0].packed <= ip.packed <= _SHARED[1].packed
    )


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an engine is: its URL without a slash at the end. `private`: on the operator's side."""

    url: str
    host: str
    private: bool


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Lets through public addresses, and the hosts in `private` wherever they are."""

    private: frozenset[str] = frozenset()

    @classmethod
    def configured(cls, *urls: str, private: Iterable[str] = ()) -> Self:
        """For the URLs that an operator wrote, who meant what they wrote.

        A private address or a name that cannot be public is thereby allowed. A name that could be
        public must be, unless it is in `private`. Raises UnsafeUrl.
        """
        hosts = {_host_of(_split(url)) for url in urls}
        return cls(frozenset(filter(_cannot_be_public, hosts)) | {h.lower() for h in private})

    def endpoint(self, url: str) -> Endpoint:
        """The engine's place, looked at but not looked up; raises UnsafeUrl."""
        parts = _split(url)
        host = _host_of(parts)
        if _cannot_be_public(host) and host not in self.private:
            raise UnsafeUrl("it points into the own network, and that host was not configured")
        if _is_address(host) and reach_of(host) is Reach.NOWHERE:
            raise UnsafeUrl("no engine can be at this address")
        if parts.scheme == "http" and host not in self.private:
            raise UnsafeUrl("it must be https: texts and keys would travel in the open")
        return Endpoint(_rebuilt(parts, host), host, host in self.private)

    def check(self, host: str, addresses: Iterable[str]) -> None:
        """That all of the host's addresses are permitted; raises Forbidden."""
        for address in addresses:
            reach = reach_of(address)
            if reach is Reach.NOWHERE or (reach is Reach.PRIVATE and host not in self.private):
                _log.warning("the translation engine's host %s leads to no public address", host)
                raise Forbidden("the engine's name leads to an address that it may not have")

    def look_up(self, host: str, port: int, family: int = 0) -> list[ResolveResult]:
        """The host's addresses, checked. Blocks; raises OSError, of it Forbidden."""
        found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        results = [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, _, proto, _, address in found
        ]
        self.check(host, (result["host"] for result in results))
        return results


class GuardedResolver(AbstractResolver):
    """Gives aiohttp the checked addresses, and it connects to these."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """On a thread that nobody waits for at exit, as a dead name server takes its time."""
        return await in_thread(lambda: self._guard.look_up(host, port, family))

    async def close(self) -> None:
        """Nothing is kept."""


def _split(url: str) -> SplitResult:
    if not url.isascii() or not url.isprintable() or {" ", "\\"} & set(url):
        raise UnsafeUrl("it has characters that no URL has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UnsafeUrl("it is not a URL") from None
    if parts.scheme not in {"http", "https"} or port == 0:
        raise UnsafeUrl("it must begin with https://")
    if "@" in parts.netloc:
        raise UnsafeUrl("it must not contain a user or password")
    if parts.query or parts.fragment:
        raise UnsafeUrl("it must end with its path")
    return parts


def _host_of(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if _is_address(host):
        return str(ip_address(host))
    if not _NAME.fullmatch(host) or _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise UnsafeUrl("its host is neither a name nor an address in its usual form")
    return host


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _cannot_be_public(host: str) -> bool:
    if _is_address(host):
        return reach_of(host) is Reach.PRIVATE
    return "." not in host or any(host.endswith(f".{ending}") for ending in _INSIDE)


def _rebuilt(parts: SplitResult, host: str) -> str:
    """From what was checked, so that no other reader of URLs sees another host in it."""
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{parts.scheme}://{shown}{port}{parts.path.rstrip('/')}"
