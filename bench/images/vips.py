"""libvips beside the hub: a process that makes the same renditions of the same photographs."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import environments
from bench.processes import ROOT, BenchError, last_line, stop

LOCK = Path(__file__).parent / "peers" / "vips.txt"
ANSWER_SECONDS = 60.0


@dataclass(frozen=True)
class Rendition:
    """How a picture is saved: the longest side in pixels, and the encoder's settings."""

    side: int
    mime: str
    quality: int
    effort: int


class Vips:
    """The running peer."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._warm = False

    async def milliseconds(self, photo: bytes) -> float:
        """What the renditions of one photograph took; raises BenchError.

        The first of several is not measured: threads start, and what it will need is loaded.
        """
        if not self._warm:
            self._warm = True
            await self.milliseconds(photo)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(len(photo).to_bytes(4) + photo)
        await self._process.stdin.drain()
        async with asyncio.timeout(ANSWER_SECONDS):
            line = await self._process.stdout.readline()
        if not line:
            _, errors = await self._process.communicate()
            raise BenchError(f"libvips ended: {last_line(errors.decode())}")
        return float(json.loads(line)["ms"])


def installed() -> str:
    """The interpreter that has libvips; raises BenchError where it cannot be installed."""
    return environments.python(LOCK)


@contextlib.asynccontextmanager
async def running(python: str, renditions: Sequence[Rendition]) -> AsyncIterator[Vips]:
    """Starts it with the interpreter that has it."""
    process = await asyncio.create_subprocess_exec(
        python,
        "-m",
        "bench.images.peers.vips",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps([asdict(one) for one in renditions]).encode() + b"\n")
        yield Vips(process)
    finally:
        await stop(process)
