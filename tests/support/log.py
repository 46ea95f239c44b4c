"""The log of a hub that ran as a process of its own."""

import json
from collections.abc import Sequence
from typing import Any

from tests.support.programs import Program
from tests.support.timing import until


def events_of(output: Sequence[str]) -> list[dict[str, Any]]:
    """Its events, oldest first; every line but `ready URL` must be one."""
    return [json.loads(line) for line in output if not line.startswith("ready ")]


async def whole_log(program: Program) -> list[dict[str, Any]]:
    """End a hub and return all of its events."""
    assert await program.terminate() == 0
    await until(lambda: any("hub_draining" in line for line in program.output), "the log's end")
    return events_of(program.output)
