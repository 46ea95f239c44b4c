"""Calls that block, on threads that the end of the process does not wait for.

An executor's threads are joined at exit: one that hangs would keep a process from ending.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")


def in_thread(
    call: Callable[[], _T], *, finished: Callable[[], None] | None = None
) -> asyncio.Future[_T]:
    """What `call` gives, from a thread of its own.

    `finished` runs in the loop when the thread has done its work, also where the future was
    cancelled before; not if the loop is closed by then.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(deliver: Callable[[], None]) -> None:
        if finished is not None:
            finished()
        if not future.done():
            deliver()

    def work() -> None:
        deliver = _outcome(call, future)
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, deliver)

    Thread(target=work, name="translation", daemon=True).start()
    return future


def _outcome(call: Callable[[], _T], future: asyncio.Future[_T]) -> Callable[[], None]:
    try:
        result = call()
    except StopIteration:
        # A future cannot carry it, and whoever awaits would wait for ever.
        stopped = RuntimeError("StopIteration")
        return lambda: future.set_exception(stopped)
    except BaseException as error:  # noqa: BLE001 - it belongs to whoever awaits
        failure = error
        return lambda: future.set_exception(failure)
    return lambda: future.set_result(result)
