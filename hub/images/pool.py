"""Uploaded files to pictures, by workers that may crash, hang or be lied to.

Nothing that decodes is ever loaded into this process.
"""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Self

from hub.errors import Overloaded
from hub.images import answers
from hub.images.answers import BadAnswer, WorkerFailed
from hub.images.crew import Crew, Rules
from hub.images.formats import HEAD_BYTES, recognise
from hub.images.refusals import ImageRefused
from hub.images.result import Picture

WORDS_MEMORY_MB = 2_000
"""rapidocr takes 600 MB and maps much more."""


@dataclass(frozen=True, slots=True)
class Options:
    """What operators decide, for each worker unless said otherwise.

    `memory_mb` (10^6 bytes) is what a picture may take beyond the program itself; `cpu_s` its CPU
    time and `deadline_s` its time by the clock. `waiting` pictures may wait for a worker, `wait_s`
    each. `words_s` is the time for reading words; None: none are read.
    """

    workers: int = max(1, min(4, (os.cpu_count() or 1) // 2))
    memory_mb: int = 700
    cpu_s: float = 10.0
    deadline_s: float = 20.0
    waiting: int = 64
    wait_s: float = 30.0
    idle_s: float = 120.0
    words_s: float | None = None


class Pool:
    """`async with Pool() as pool: await pool.process(path)`; starts workers as they are needed."""

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._pictures = Crew(_picture_rules(self._options))
        self._words = Crew(_word_rules(self._options)) if self._options.words_s else None
        self._copies = Crew(_copy_rules(self._options))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def process(self, source: Path | bytes | BinaryIO) -> Picture:
        """The picture that a file holds; of an open one, all of it, wherever it was read to.

        Raises ImageRefused; Overloaded where the reason is not the picture; WorkerFailed; OSError
        where the file cannot be read or no worker started. Cancelled, it leaves nothing behind.
        """
        with _opened(source) as file:
            recognise(os.pread(file, HEAD_BYTES, 0))
            if self._words:
                self._words.expect()
            head, blobs = await self._pictures.ask(file)
        try:
            picture = answers.picture(head, blobs)
        except BadAnswer as error:
            raise WorkerFailed("no picture in its answer") from error
        return await self._with_words(picture)

    async def copies(self, thumb: bytes) -> tuple[int, ...]:
        """Likenesses of what could be made of a picture of ours (`hub.images.evasions`).

        Raises Overloaded; WorkerFailed; OSError where no worker can be started.
        """
        with _opened(thumb) as file:
            head, _ = await self._copies.ask(file)
        try:
            return answers.copies(head)
        except BadAnswer as error:
            raise WorkerFailed("no likenesses in its answer") from error

    def expect(self) -> None:
        """Start what will be needed, where nothing runs: an upload has begun."""
        self._pictures.expect()
        if self._words:
            self._words.expect()

    async def close(self) -> None:
        """End all workers. Who waits for a picture gets Overloaded."""
        await asyncio.gather(*(crew.close() for crew in self._crews))

    @property
    def waiting(self) -> int:
        """Pictures that wait for a worker."""
        return self._pictures.waiting

    @property
    def working(self) -> int:
        """Pictures that workers have been given."""
        return self._pictures.working

    @property
    def pids(self) -> list[int]:
        """Of the workers that run."""
        return [pid for crew in self._crews for pid in crew.pids]

    @property
    def _crews(self) -> list[Crew]:
        return [self._pictures, self._copies, *([self._words] if self._words else [])]

    async def _with_words(self, picture: Picture) -> Picture:
        """Reading them is a help and no more: no picture is lost for it, or waits for long."""
        if self._words is None:
            return picture
        try:
            with _opened(picture.full.data) as file:
                head, _ = await self._words.ask(file)
            words = answers.words(head)
        except (ImageRefused, Overloaded, WorkerFailed, BadAnswer, OSError):
            return replace(picture, unread=True)
        sightings = (*picture.sightings, *words.lines)
        return replace(picture, sightings=sightings, unread=words.unread)


def _picture_rules(options: Options) -> Rules:
    return Rules(
        kind="pictures",
        workers=options.workers,
        memory_mb=options.memory_mb,
        cpu_s=options.cpu_s,
        deadline_s=options.deadline_s,
        waiting=options.waiting,
        wait_s=options.wait_s,
        idle_s=options.idle_s,
    )


def _word_rules(options: Options) -> Rules:
    """One at a time, and nobody waits longer for a reader than it may take itself."""
    seconds = options.words_s or 0.0
    return Rules(
        kind="words",
        memory_mb=WORDS_MEMORY_MB,
        cpu_s=seconds,
        deadline_s=seconds,
        waiting=options.waiting,
        wait_s=seconds,
        idle_s=options.idle_s,
    )


def _copy_rules(options: Options) -> Rules:
    """Staff ban a picture now and then."""
    return Rules(
        kind="copies", memory_mb=options.memory_mb, deadline_s=options.deadline_s, idle_s=10.0
    )


@contextmanager
def _opened(source: Path | bytes | BinaryIO) -> Iterator[int]:
    """A file to read from, by its number. Bytes are put into one that has no name."""
    if isinstance(source, bytes):
        with TemporaryFile() as file:
            file.write(source)
            file.flush()
            yield file.fileno()
    elif isinstance(source, Path):
        with source.open("rb") as named:
            yield named.fileno()
    else:
        source.flush()
        yield source.fileno()
