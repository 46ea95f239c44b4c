"""HTTP to an engine's API: JSON there and back, bounded in time and size, without redirects."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from translation.engines.port import BadAnswer, Unavailable
from translation.engines.statuses import refusal
from translation.net import AddressGuard, Endpoint, GuardedResolver

LONGEST_BODY = 256 * 1024
_TIMES = aiohttp.ClientTimeout(total=20.0, connect=4.0, sock_connect=3.0, sock_read=15.0)
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Parley"}
_CHUNK = 16 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        """The body as JSON; raises BadAnswer."""
        try:
            content: object = json.loads(self.body)
        except (ValueError, RecursionError):
            raise BadAnswer("its answer is no JSON") from None
        return content

    def content(self) -> object:
        """The JSON of a success; raises the error that the status means, or BadAnswer."""
        error = refusal(self.status, self.headers)
        if error is not None:
            raise error
        return self.json()


class Http:
    """One engine's connections, opened when first needed. `headers` may hold a key."""

    def __init__(
        self, endpoint: Endpoint, guard: AddressGuard, headers: Mapping[str, str] | None = None
    ) -> None:
        self.endpoint = endpoint
        self._guard = guard
        self._headers = _HEADERS | dict(headers or {})
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str) -> Reply:
        """Raises Unavailable and BadAnswer, not for statuses."""
        return await self._ask("GET", path, None)

    async def post(self, path: str, payload: object) -> Reply:
        """The same, with `payload` as JSON."""
        return await self._ask("POST", path, payload)

    async def close(self) -> None:
        """End the connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _ask(self, method: str, path: str, payload: object) -> Reply:
        """No error of aiohttp goes on from here: its words may hold the URL."""
        try:
            async with self._opened().request(
                method, f"{self.endpoint.url}{path}", json=payload, allow_redirects=False
            ) as response:
                body = await _bounded(response)
                return Reply(response.status, response.headers, body)
        except TimeoutError:
            raise Unavailable("no answer in time") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Unavailable(type(error).__name__) from None

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=GuardedResolver(self._guard), limit=16),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=self._headers,
                timeout=_TIMES,
                trust_env=False,
                auto_decompress=False,
            )
        return self._session


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > LONGEST_BODY:
            raise BadAnswer("its answer is far too long")
    return bytes(body)
