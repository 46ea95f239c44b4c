"""Starts the servers under load, reads what they cost from /proc, and stops them by their id."""

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
READY_SECONDS = 60.0
STOP_SECONDS = 20.0
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_READY = re.compile(r"^ready (http://\S+)")


class BenchError(Exception):
    """A measurement that could not be made; says why."""


def last_line(text: str) -> str:
    """Where a traceback says what went wrong."""
    return next(reversed(text.strip().splitlines()), "no word why")


@dataclass(frozen=True)
class Server:
    """A server under load: where it listens and which process it is."""

    name: str
    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time spent so far by the process and its live children."""
        return sum(cpu_seconds(pid) for pid in family(self.pid))

    def resident_bytes(self) -> int:
        """Memory that the process and its live children hold (RSS)."""
        return sum(_resident_bytes(pid) for pid in family(self.pid))

    def own_resident_bytes(self) -> int:
        """The same of the process alone."""
        return _resident_bytes(self.pid)


def cpu_seconds(pid: int) -> float:
    """User and system time of one process so far; 0 when it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND


def _resident_bytes(pid: int) -> int:
    try:
        statm = Path(f"/proc/{pid}/statm").read_text()
    except FileNotFoundError:
        return 0
    return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def shared_resident_bytes(pid: int) -> int:
    """The same with a part only of what it shares with others (PSS)."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return _kilobytes(rollup, "Pss:")


def peak_resident_bytes(pid: int) -> int:
    """The most that a process ever held (RSS)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return _kilobytes(status, "VmHWM:")


def _kilobytes(table: str, key: str) -> int:
    line = next((line for line in table.splitlines() if line.startswith(key)), f"{key} 0 kB")
    return int(line.split()[1]) * 1024


def family(pid: int) -> list[int]:
    """A process and its live children, theirs, and so on."""
    found = [pid]
    for parent in found:
        with contextlib.suppress(FileNotFoundError):
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found.extend(int(child) for child in children.read_text().split())
    return found


@contextlib.asynccontextmanager
async def running(
    name: str, command: Sequence[str], env: Mapping[str, str], log: Path
) -> AsyncIterator[Server]:
    """Runs a server that prints `ready URL`; its other output goes to `log`."""
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env={**os.environ, **env},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            start_new_session=True,  # which the kernel may give its own share of time
        )
    try:
        url = await _ready_url(name, process, log)
        pump = asyncio.create_task(_pump(process, log))
        yield Server(name, url, process.pid)
        pump.cancel()
    finally:
        await stop(process)


async def _ready_url(name: str, process: asyncio.subprocess.Process, log: Path) -> str:
    assert process.stdout is not None
    try:
        async with asyncio.timeout(READY_SECONDS):
            async for line in process.stdout:
                if found := _READY.match(line.decode()):
                    return found[1]
    except TimeoutError:
        raise BenchError(f"{name} was not ready in {READY_SECONDS:.0f} s, see {log}") from None
    raise BenchError(f"{name} ended before it was ready, see {log}")


async def _pump(process: asyncio.subprocess.Process, log: Path) -> None:
    """Keeps reading what the server prints, so that it never blocks on a full pipe."""
    assert process.stdout is not None
    with log.open("ab") as output:
        async for line in process.stdout:
            output.write(line)


async def stop(process: asyncio.subprocess.Process) -> None:
    """Ends a process we started: asks first, then insists."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
