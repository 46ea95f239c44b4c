"""Lets a session hold what lives on an event loop, while every test has a loop of its own."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def in_background(manager: Callable[[], AbstractAsyncContextManager[T]]) -> Iterator[T]:
    """Hold an async context manager open on a thread of its own."""
    entered: Future[tuple[T, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def hold() -> None:
        leave = asyncio.Event()
        async with manager() as value:
            entered.set_result((value, asyncio.get_running_loop(), leave))
            await leave.wait()

    def run() -> None:
        try:
            asyncio.run(hold())
        except BaseException as error:
            if entered.done():
                raise
            entered.set_exception(error)

    thread = threading.Thread(target=run, name="held for the session")
    thread.start()
    value, loop, leave = entered.result()
    try:
        yield value
    finally:
        loop.call_soon_threadsafe(leave.set)
        thread.join()
