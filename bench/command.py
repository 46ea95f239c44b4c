"""A measurement as a command: what it is told, and how it ends."""

import asyncio
import logging
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractContextManager
from os import PathLike
from pathlib import Path
from typing import Any

import structlog

from bench.processes import BenchError

Write = Callable[[str], object]
Measure = Callable[[Path, Write], Coroutine[Any, Any, None]]
Folder = AbstractContextManager[str | PathLike[str]]


def parser(name: str, about: str | None, parts: Sequence[str]) -> ArgumentParser:
    """Of `python -m name`, which measures these parts."""
    made = ArgumentParser(prog=f"python -m {name}", description=about)
    made.add_argument("--only", action="append", choices=parts, help="measure this part only")
    made.add_argument("--quick", action="store_true", help="a short run that proves it works")
    return made


def outcome(measure: Measure, folder: Folder) -> int:
    """Measures with a folder for databases and logs, and prints.

    1 when something could not be measured; what it was is told at the end.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        with folder as work:
            asyncio.run(measure(Path(work), sys.stdout.write))
    except BenchError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    return 0
