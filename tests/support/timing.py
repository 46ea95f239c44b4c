"""Waiting in tests: always for a condition, never for a time.

Every deadline is a multiple of one unit, so that a slow machine needs one variable:
`PARLEY_TEST_TIME_UNIT=3` allows three times as long.
"""

import asyncio
import functools
import os
from collections.abc import Callable, Coroutine
from inspect import isawaitable
from typing import Any

UNIT = float(os.environ.get("PARLEY_TEST_TIME_UNIT", "1"))
POLL_SECONDS = 0.01


def seconds(count: float) -> float:
    """A deadline of `count` seconds on an ordinary machine."""
    return count * UNIT


async def until(condition: Callable[[], Any], what: str, *, within: float = 10) -> Any:
    """The first truthy value (awaited, where it can be) of `condition`.

    Fails with `what` after `within` units.
    """
    try:
        async with asyncio.timeout(seconds(within)):
            while True:
                value = condition()
                value = await value if isawaitable(value) else value
                if value:
                    return value
                await asyncio.sleep(POLL_SECONDS)
    except TimeoutError:
        raise AssertionError(f"not within {seconds(within)} s: {what}") from None


def with_deadline(
    test: Callable[..., Coroutine[Any, Any, None]], count: float
) -> Callable[..., Coroutine[Any, Any, None]]:
    """The same test, failing where it waits when `count` units have passed."""

    @functools.wraps(test)
    async def limited(*arguments: Any, **fixtures: Any) -> None:
        async with asyncio.timeout(seconds(count)):
            await test(*arguments, **fixtures)

    return limited
