"""Programs run beside the tests, so that they can be killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.support.timing import seconds

ROOT = Path(__file__).parents[2]


class Program:
    """A running Python program that has said it is ready."""

    def __init__(self, process: Process, ready: str, output: list[str]) -> None:
        self.process = process
        self.ready = ready
        self.output = output

    @property
    def pid(self) -> int:
        return self.process.pid

    async def kill(self) -> None:
        """SIGKILL: no chance to put anything in order."""
        self.process.kill()
        await self.process.wait()

    async def terminate(self) -> int:
        """SIGTERM; the exit status, within 20 units."""
        self.process.terminate()
        async with asyncio.timeout(seconds(20)):
            return await self.process.wait()


@asynccontextmanager
async def python(
    *arguments: str, ready: str, env: Mapping[str, str] | None = None, within: float = 60
) -> AsyncIterator[Program]:
    """Run `python ARGUMENTS` until the block ends, entered when it prints a line with `ready`.

    `env` is added to the environment; an earlier end shows what it printed.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**_environment(), "PYTHONUNBUFFERED": "1", **(env or {})},
        stdout=PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output: list[str] = []
    try:
        line = await _ready_line(process, ready, output, within)
        reader = asyncio.create_task(_collect(process, output))
        try:
            yield Program(process, line, output)
        finally:
            _kill(process)
            await reader
    finally:
        _kill(process)
        await process.wait()


def _environment() -> dict[str, str]:
    """The environment without a developer's own settings of the hub."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)


async def _ready_line(process: Process, ready: str, output: list[str], within: float) -> str:
    assert process.stdout
    try:
        async with asyncio.timeout(seconds(within)):
            async for raw in process.stdout:
                output.append(raw.decode(errors="replace"))
                if ready in output[-1]:
                    return output[-1].strip()
    except TimeoutError:
        raise AssertionError(f"never said {ready!r}:\n{''.join(output)}") from None
    raise AssertionError(f"ended before it said {ready!r}:\n{''.join(output)}")


async def _collect(process: Process, output: list[str]) -> None:
    assert process.stdout
    output.extend([raw.decode(errors="replace") async for raw in process.stdout])
