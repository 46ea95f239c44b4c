"""One worker's process, as the hub sees it: given a file, it answers, or it is killed."""

import asyncio
import os
import select
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired

from hub.images import answers
from hub.images.answers import Head

KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR")
"""All that it sees of the environment: the hub's holds secrets."""

ROOT = str(Path(__file__).parents[2])


class Child:
    """Answers one file at a time; whoever asks waits for the answer, or ends it."""

    def __init__(self, process: "Popen[bytes]", pipe: socket.socket) -> None:
        self.asked = 0
        self._process = process
        self._pipe = pipe
        self._ready = False
        self._end: asyncio.Task[int] | None = None

    @property
    def pid(self) -> int:
        return self._process.pid

    def quiet(self) -> bool:
        """It has not ended, and said nothing that nobody asked for."""
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        return not poll.poll(0)

    async def ready(self) -> None:
        """Once it has loaded what it needs. Raises EOFError or OSError when it has ended."""
        if not self._ready:
            await self._answer()
            self._ready = True

    async def ask(self, file: int) -> tuple[Head, Sequence[bytes]]:
        """What it makes of an open file, which it reads from its beginning.

        Raises EOFError or OSError when it has ended, and BadAnswer.
        """
        self.asked += 1
        socket.send_fds(self._pipe, [b"\0"], [file])
        return await self._answer()

    def kill(self) -> None:
        """At once, with whatever it has started; who waits for its answer reads an end of file."""
        if self._end is None:
            _kill(self._process)

    def end(self, *, grace_s: float = 0.0) -> asyncio.Task[int]:
        """Hang up, and kill it where it has not ended in `grace_s`; nobody may wait for its answer.

        The task gives its exit status, or minus the signal that ended it, when nothing is left.
        """
        if self._end is None:
            self._pipe.close()
            self._end = asyncio.create_task(asyncio.to_thread(_reap, self._process, grace_s))
        return self._end

    async def _answer(self) -> tuple[Head, Sequence[bytes]]:
        length = int.from_bytes(await self._read(answers.LENGTH_BYTES))
        if length > answers.HEAD_LIMIT:
            raise answers.BadAnswer
        head = answers.head_of(await self._read(length))
        return head, [await self._read(size) for size in head["blobs"]]

    async def _read(self, count: int) -> bytes:
        data = bytearray(count)
        left = memoryview(data)
        loop = asyncio.get_running_loop()
        while left:
            received = await loop.sock_recv_into(self._pipe, left)
            if not received:
                raise EOFError
            left = left[received:]
        return bytes(data)


def spawn(kind: str, memory_mb: int, seconds: float) -> Child:
    """Start one; blocks for some milliseconds. Raises OSError."""
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            process = _start([kind, str(memory_mb), str(seconds)], theirs)
        except OSError:
            ours.close()
            raise
    ours.setblocking(False)  # noqa: FBT003 - its own signature
    return Child(process, ours)


def _start(arguments: Sequence[str], pipe: socket.socket) -> "Popen[bytes]":
    """Without the hub's open files, and in its own session: a terminal's Ctrl-C is not for it."""
    return Popen(  # noqa: S603 - a module of ours
        [sys.executable, "-P", "-m", "hub.images.worker", *arguments],
        stdin=pipe.fileno(),
        stdout=DEVNULL,
        stderr=DEVNULL,
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # One thread, and so one arena: each takes 64 MB of address space.
    return {**kept, "PYTHONPATH": ROOT, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}


def _kill(process: "Popen[bytes]") -> None:
    """It has not been waited for, so the number of its group is still its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()


def _reap(process: "Popen[bytes]", grace_s: float) -> int:
    try:
        return process.wait(grace_s)
    except TimeoutExpired:
        _kill(process)
        return process.wait()
