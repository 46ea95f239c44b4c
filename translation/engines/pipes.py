"""A conversation with a program that translates: one question, one answer, and never another's.

The program is started by the first question. Whatever goes wrong with a question (too late, no
answer, not its answer, nobody waits for it any more) ends the program, so that a late answer finds
nobody to mistake it for theirs. The next question starts a new one; after several failures in a
row only when some time has passed.
"""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from translation.engines.port import BadAnswer, Unavailable
from translation.engines.processes import Command, Group, spawn

ANSWER_SECONDS = 5.0
START_SECONDS = 15.0
"""For the first answer: Apertium's largest pair loads for 1.5 s, on a busy machine longer."""

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
GOING_SECONDS = 0.8
"""For giving hundreds of megabytes back; then the kernel does it without being watched."""

CHUNK_BYTES = 65_536
ANSWER_BYTES = 1_000_000
"""No answer is that long: who sends more is not answering."""


class Desynchronised(Exception):
    """What came is not the answer to what was asked."""


class Codec(Protocol):
    """How a program is spoken to."""

    @property
    def end(self) -> bytes:
        """The byte that ends an answer, and is nowhere else in it."""

    def question(self, text: str, number: int) -> bytes: ...

    def answer(self, data: bytes, number: int) -> str:
        """Raises Desynchronised, or BadAnswer when the program says that it cannot."""


@dataclass(slots=True)
class Failures:
    """In a row; the first is forgiven, each further one doubles the pause."""

    count: int = 0
    until: float = 0.0

    def add(self, now: float) -> None:
        self.count += 1
        if self.count > 1:
            pause = FIRST_PAUSE_SECONDS * 2.0 ** min(self.count - 2, 10)
            self.until = now + min(pause, LONGEST_PAUSE_SECONDS)


class Pipe:
    """One program, kept running; questions take turns."""

    def __init__(
        self,
        command: Command,
        codec: Codec,
        *,
        answer_s: float = ANSWER_SECONDS,
        start_s: float = START_SECONDS,
    ) -> None:
        self._command = command
        self._codec = codec
        self._answer_s = answer_s
        self._start_s = start_s
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._number = 0
        self._failures = Failures()
        self._group: Group | None = None
        self._killed: list[Group] = []
        self._unwanted: set[asyncio.Future[Group]] = set()
        self._closed = False

    @property
    def running(self) -> bool:
        return self._group is not None

    @property
    def busy(self) -> bool:
        """Somebody waits for an answer."""
        return self._waiting > 0

    @property
    def pids(self) -> tuple[int, ...]:
        return self._group.pids if self._group else ()

    @property
    def megabytes(self) -> float:
        return self._group.megabytes() if self._group else 0.0

    async def ask(self, text: str) -> str:
        """Raises Unavailable or BadAnswer. Cancelled, it leaves nothing behind."""
        self._waiting += 1
        try:
            async with self._turn:
                return await self._ask(text)
        finally:
            self._waiting -= 1

    def stop(self) -> None:
        """Kill what runs, while nobody waits for an answer; the next question starts it anew."""
        if self._group is not None:
            self._group.hang_up()
            self._killed = [group for group in self._killed if group.dying()]
            self._killed.append(self._group)
            self._group = None

    async def close(self) -> None:
        """Stop for good, and wait until nothing is left; who waits for an answer gets none."""
        self._closed = True
        if self._group is not None:
            self._group.kill()
        async with self._turn:
            self.stop()
        if self._unwanted:
            await asyncio.wait(self._unwanted)
        for group in self._killed:
            await asyncio.to_thread(group.gone, GOING_SECONDS)

    async def _ask(self, text: str) -> str:
        seconds = self._answer_s if self._ready() else self._start_s
        self._number += 1
        try:
            async with asyncio.timeout(seconds):
                data = await self._exchange(self._codec.question(text, self._number))
            answer = self._codec.answer(data, self._number)
        except BadAnswer:
            self._failures = Failures()
            raise
        except (OSError, EOFError, TimeoutError, Desynchronised) as failure:
            self.stop()
            self._failures.add(_now())
            raise Unavailable(f"the program failed: {type(failure).__name__}") from failure
        except BaseException:
            self.stop()
            raise
        self._failures = Failures()
        return answer

    def _ready(self) -> bool:
        """Whether one runs that can be asked; raises Unavailable while none may be started."""
        if self._group is not None and not self._group.quiet():
            self.stop()
        if self._closed:
            raise Unavailable("closed")
        if self._group is None and (left := self._failures.until - _now()) > 0:
            raise Unavailable("the program failed again and again", retry_after_s=left)
        return self._group is not None

    async def _start(self) -> Group:
        """In a thread, for it takes milliseconds; what nobody waits for any more is killed."""
        starting = asyncio.get_running_loop().run_in_executor(None, spawn, self._command)
        try:
            self._group = await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(_discard)
            self._unwanted.add(starting)
            starting.add_done_callback(self._unwanted.discard)
            raise
        return self._group

    async def _exchange(self, question: bytes) -> bytes:
        group = self._group or await self._start()
        if self._closed:
            raise EOFError
        await asyncio.get_running_loop().sock_sendall(group.enter, question)
        body, _end, rest = (await self._read(group)).partition(self._codec.end)
        if rest:
            raise Desynchronised
        return body

    async def _read(self, group: Group) -> bytes:
        answer = chunk = b""
        while self._codec.end not in chunk:
            chunk = await asyncio.get_running_loop().sock_recv(group.leave, CHUNK_BYTES)
            answer += chunk
            if not chunk:
                raise EOFError
            if len(answer) > ANSWER_BYTES:
                raise Desynchronised
        return answer


def _discard(starting: asyncio.Future[Group]) -> None:
    if not starting.cancelled() and starting.exception() is None:
        starting.result().hang_up()


def _now() -> float:
    return asyncio.get_running_loop().time()
