"""Places at an engine, and a waiting room that is not endless."""

import asyncio
from collections import deque

from translation.engines.port import Unavailable


class Room:
    """`places` calls at a time, `waiting` more in the order they came, the others turned away."""

    def __init__(self, places: int, waiting: int) -> None:
        self._places = places
        self._most_waiting = waiting
        self._queue: deque[asyncio.Future[None]] = deque()
        self.taken = 0

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return len(self._queue)

    @property
    def full(self) -> bool:
        """Whether `enter` would turn one away."""
        return self.taken >= self._places and self.waiting >= self._most_waiting

    async def enter(self, longest_s: float) -> None:
        """Take a place; raises Unavailable where there is none, or none comes free in time."""
        if self.taken < self._places:
            self.taken += 1
            return
        if self.full:
            raise Unavailable("too many wait for it")
        await self._wait(longest_s)

    def leave(self) -> None:
        """Give the place to whoever waits longest."""
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.taken -= 1

    async def _wait(self, longest_s: float) -> None:
        """A place that comes just as the wait ends is passed on."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(longest_s):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self.leave()
            elif turn in self._queue:
                self._queue.remove(turn)
            if isinstance(error, TimeoutError):
                raise Unavailable("no place at it came free in time") from None
            raise
