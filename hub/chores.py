"""What a hub does again and again beside its traffic."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from hub.errors import Overloaded

log = structlog.get_logger("hub")


async def repeated(name: str, every_s: float, work: Callable[[], Awaitable[object]]) -> None:
    """Do it until cancelled. While the database is away it is left out."""
    while True:
        await asyncio.sleep(every_s)
        try:
            await work()
        except Overloaded:
            log.warning("chore_delayed", chore=name)
        except Exception as error:
            log.error("chore_failed", chore=name, exc_info=error)
