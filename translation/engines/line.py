"""What stands under deep-translator in place of `requests`.

deep-translator asks without any time limit, follows redirects, obeys proxies of the environment and
reads whatever comes. A Line takes its calls instead and does none of that. It serves one call at a
time, and another thread may cut that call short.
"""

import json as json_module
import logging
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from translation.engines.http import LONGEST_BODY
from translation.engines.port import BadAnswer, EngineError, Unavailable
from translation.engines.statuses import refusal
from translation.net import AddressGuard

_CONNECT_SECONDS, _READ_SECONDS = 3.0, 10.0
_CHUNK = 16 * 1024
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Parley)", "Accept-Encoding": "identity"}

# Its lines at lower levels are URLs, and these hold messages.
logging.getLogger("urllib3.connectionpool").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Page:
    """As much of a response as deep-translator looks at."""

    text: str
    status_code: int = 200

    def json(self) -> object:
        """The body as JSON; raises BadAnswer."""
        try:
            content: object = json_module.loads(self.text)
        except (ValueError, RecursionError):
            raise BadAnswer("its answer is no JSON") from None
        return content

    def close(self) -> None:
        """Nothing is open: the body has been read."""


class Line:
    """Stands for the module `requests`; raises EngineError, also for statuses of failure."""

    exceptions = requests.exceptions

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard
        self._adapter = _Adapter(self)
        self._twin: socket.socket | None = None
        self._cut = False

    def get(self, url: str, **options: Any) -> Page:
        """As `requests.get`, of whose options `proxies` are ignored."""
        return self._ask("GET", url, **options)

    def post(self, url: str, **options: Any) -> Page:
        """As `requests.post`, of whose options `proxies` are ignored."""
        return self._ask("POST", url, **options)

    def open(self) -> None:
        """Ready for the next call."""
        self._cut = False

    def cut(self) -> None:
        """End the call under way: the thread in it gets an error at once. From any thread."""
        self._cut = True
        self._shut()

    def close(self) -> None:
        """End its connection."""
        self.cut()
        self._adapter.close()
        self._forget()

    def _hang_up(self) -> None:
        """Nothing may come after an answer that was not read to its end."""
        self._shut()
        self._forget()

    def _shut(self) -> None:
        twin = self._twin
        if twin is not None:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """To a checked address of the host; raises OSError, of it Forbidden."""
        sock = self._first_of(host, port, seconds)
        self._forget()
        self._twin = sock.dup()
        if self._cut:
            sock.close()
            raise ConnectionAbortedError
        return sock

    def _first_of(self, host: str, port: int, seconds: float) -> socket.socket:
        failure: OSError = ConnectionError()
        for address in self._guard.look_up(host, port):
            try:
                return socket.create_connection((address["host"], port), seconds)
            except OSError as error:
                failure = error
        raise failure

    def _forget(self) -> None:
        twin, self._twin = self._twin, None
        if twin is not None:
            twin.close()

    def _ask(
        self, method: str, url: str, *, proxies: Mapping[str, str] | None = None, **options: Any
    ) -> Page:
        """No error of requests goes on from here: its words hold the URL, and so the message."""
        del proxies
        headers = _HEADERS | dict(options.pop("headers", None) or {})
        question = requests.Request(method, url, headers=headers, **options).prepare()
        try:
            with self._adapter.send(
                question, stream=True, timeout=(_CONNECT_SECONDS, _READ_SECONDS)
            ) as response:
                error = refusal(response.status_code, response.headers)
                if error is not None:
                    raise error
                return Page(_bounded(response))
        except EngineError:
            self._hang_up()
            raise
        except (requests.RequestException, OSError, ValueError) as error:
            self._hang_up()
            raise Unavailable(type(error).__name__) from None


def _bounded(response: requests.Response) -> str:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > LONGEST_BODY:
            raise BadAnswer("its answer is far too long")
    return body.decode("utf-8", "replace")


class _Adapter(HTTPAdapter):
    """One connection at a time, opened by its Line."""

    def __init__(self, line: Line) -> None:
        self._line = line
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *sizes: Any, **options: Any) -> None:
        super().init_poolmanager(*sizes, **options)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = _pools(self._line)


def _pools(line: Line) -> dict[str, type[HTTPConnectionPool]]:
    """urllib3's own, but for where their sockets come from."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return line.connect(self.host, self.port, _CONNECT_SECONDS)

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return line.connect(self.host, self.port, _CONNECT_SECONDS)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}
