"""A running hub as the tests see it: its address, its people, its back end."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp

from hub.config import Settings
from tests.support import wire
from tests.support.people import Person, records
from tests.support.service import Http, Service
from tests.support.wire import Wire


class RunningHub:
    """`connect` people, `call` HTTP as them, and feed the marketplace through `service`."""

    def __init__(self, url: str, settings: Settings | None, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.settings = settings
        self.session = session
        self.service = Service(session, url)
        self._stack = AsyncExitStack()

    async def connect(self, who: Person | str, **options: Any) -> Wire:
        """A connection of a person (or a token), open until the test ends. Raises Refused."""
        token = who if isinstance(who, str) else who.token()
        return await self.connect_with({"token": token}, **options)

    async def connect_with(self, auth: Any, **options: Any) -> Wire:
        """The same with any `auth` payload."""
        connection = wire.connected(self.session, self.url, auth, **options)
        return await self._stack.enter_async_context(connection)

    async def open_socket(self, **options: Any) -> Wire:
        """A WebSocket on which nothing has been said yet."""
        return await self._stack.enter_async_context(wire.opened(self.session, self.url, **options))

    def http(self, who: Person | None) -> Http:
        """HTTP as somebody, or as nobody."""
        return Http(self.session, self.url, who)

    async def fill(self) -> None:
        """Mirror the small marketplace of `people`."""
        outcome = await self.service.import_(records())
        assert outcome == {"imported": len(records()), "failed": []}

    async def aclose(self) -> None:
        """Close every connection made."""
        await self._stack.aclose()


@asynccontextmanager
async def reached(url: str, settings: Settings | None = None) -> AsyncIterator[RunningHub]:
    """Clients for the hub at `url`."""
    async with aiohttp.ClientSession() as session:
        hub = RunningHub(url, settings, session)
        try:
            yield hub
        finally:
            await hub.aclose()
