"""Some workers of one kind: who asks waits for a free one, for a bounded time in a bounded queue.

A worker starts when it is needed, ends when it was idle for a while or has seen many pictures, and
is killed when it takes too long, answers nonsense, or nobody waits for its answer any more. A
picture is never given to a second worker: what ended the first would end that one too.
"""

import asyncio
import errno
import signal
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from hub.errors import Overloaded
from hub.images.answers import BadAnswer, Head, WorkerFailed, check
from hub.images.child import Child, spawn
from hub.images.refusals import ImageRefused, Reason

Done = TypeVar("Done")

RETRY_AFTER_S = 5.0
GRACE_S = 1.0
"""For a worker that has hung up to end by itself, so that its status tells why."""

GIVEN_UP = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT})
"""Signals by which others end a worker: the kernel short of memory, an operator."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a crew keeps to.

    `memory_mb` (10^6 bytes) and `cpu_s` are a worker's, the latter for one picture; `deadline_s` is
    by the clock. `waiting` is how many may wait for a free worker, `wait_s` how long. A worker ends
    after `pictures`, or `idle_s` without one.
    """

    kind: str
    workers: int = 1
    memory_mb: int = 700
    cpu_s: float = 10.0
    deadline_s: float = 20.0
    start_s: float = 20.0
    waiting: int = 64
    wait_s: float = 30.0
    pictures: int = 500
    idle_s: float = 120.0


SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM})
"""Why no worker can be started now, and may be later: files, processes, memory are used up."""


class Crew:
    """Starts nothing before it is asked."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._free = asyncio.Semaphore(rules.workers)
        self._idle: dict[Child, asyncio.TimerHandle] = {}
        self._busy: set[Child] = set()
        self._ending: set[asyncio.Task[int]] = set()
        self._starting: set[asyncio.Future[Child]] = set()
        self._expecting: asyncio.Task[None] | None = None
        self._closed = False
        self.waiting = 0

    @property
    def working(self) -> int:
        """Who waits for a worker's answer."""
        return len(self._busy)

    @property
    def pids(self) -> Sequence[int]:
        """Of the workers that run."""
        return [child.pid for child in (*self._idle, *self._busy)]

    async def ask(self, file: int) -> tuple[Head, Sequence[bytes]]:
        """What a worker says to an open file.

        Raises ImageRefused, Overloaded (too many wait; no answer in time; it was killed) or
        WorkerFailed; OSError where no worker can be started now.
        """
        async with self._ready() as child:
            head, blobs = await self._bounded(child, child.ask(file), self._rules.deadline_s)
        check(head)
        return head, blobs

    def expect(self) -> None:
        """Start a worker, if there is none: somebody will ask soon."""
        if not (self._closed or self._idle or self._busy or self._expecting):
            self._expecting = asyncio.create_task(self._expected())

    async def close(self) -> None:
        """End all workers; returns when none is left. Who waits for one gets Overloaded."""
        self._closed = True
        for child in self._busy:
            child.kill()
        for child in tuple(self._idle):
            self._retire(child)
        for _ in range(self._rules.workers):
            await self._free.acquire()
        if self._expecting:
            await self._expecting
        while self._starting or self._ending:
            await asyncio.gather(*self._starting, *self._ending, return_exceptions=True)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """One of the places beside a worker."""
        if self._closed or self.waiting >= self._rules.waiting:
            raise _overloaded()
        self.waiting += 1
        try:
            async with asyncio.timeout(self._rules.wait_s):
                await self._free.acquire()
        except TimeoutError:
            raise _overloaded() from None
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self._free.release()

    @asynccontextmanager
    async def _ready(self) -> AsyncIterator[Child]:
        """A worker that can be asked; it stays, unless something goes wrong meanwhile."""
        async with self._turn():
            child = await self._worker()
            self._busy.add(child)
            try:
                await self._bounded(child, child.ready(), self._rules.start_s)
                yield child
            except BaseException:
                self._end(child)
                raise
            self._keep(child)

    async def _expected(self) -> None:
        """Who asks afterwards is told what went wrong, if it does so again."""
        try:
            async with self._ready():
                pass
        except (ImageRefused, Overloaded, WorkerFailed, OSError):
            pass
        finally:
            self._expecting = None

    async def _worker(self) -> Child:
        """The one used last, so that those that are not needed become idle; or a new one."""
        while self._idle:
            child, timer = self._idle.popitem()
            timer.cancel()
            if child.quiet():
                return child
            self._end(child)
        if self._closed:
            raise _overloaded()
        return await self._started()

    async def _started(self) -> Child:
        """In a thread, for it takes milliseconds; one that nobody waits for any more is ended."""
        rules, loop = self._rules, asyncio.get_running_loop()
        starting = loop.run_in_executor(None, spawn, rules.kind, rules.memory_mb, rules.cpu_s)
        self._starting.add(starting)
        starting.add_done_callback(self._starting.discard)
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(self._unwanted)
            raise
        except OSError as error:
            if error.errno in SCARCE:
                raise
            raise WorkerFailed(f"it could not be started: {error}") from error

    def _unwanted(self, starting: asyncio.Future[Child]) -> None:
        if not starting.cancelled() and starting.exception() is None:
            self._end(starting.result())

    async def _bounded(self, child: Child, work: Awaitable[Done], seconds: float) -> Done:
        """What a worker does, in so many seconds; raises what its failure means."""
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError as error:
            raise _overloaded() from error
        except BadAnswer as error:
            raise WorkerFailed("it did not answer as agreed") from error
        except (EOFError, OSError) as error:
            raise _why(await self._end(child, grace_s=GRACE_S)) from error

    def _keep(self, child: Child) -> None:
        """For the next picture, unless it has seen enough of them."""
        self._busy.discard(child)
        if self._closed or child.asked >= self._rules.pictures:
            self._end(child)
            return
        loop = asyncio.get_running_loop()
        self._idle[child] = loop.call_later(self._rules.idle_s, self._retire, child)

    def _retire(self, child: Child) -> None:
        self._idle.pop(child).cancel()
        self._end(child)

    def _end(self, child: Child, *, grace_s: float = 0.0) -> asyncio.Task[int]:
        self._busy.discard(child)
        ending = child.end(grace_s=grace_s)
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        return ending


def _why(status: int) -> Exception:
    """What a worker's end means for the picture that it had."""
    if status == -signal.SIGXCPU:
        return ImageRefused(Reason.TOO_SLOW)
    if -status in GIVEN_UP:
        return _overloaded()
    if status < 0:
        return ImageRefused(Reason.BROKEN)  # native code crashed on it, and would again
    return WorkerFailed(f"it ended with status {status}")


def _overloaded() -> Overloaded:
    return Overloaded(retry_after_s=RETRY_AFTER_S)
