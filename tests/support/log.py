"""The log of a hub that ran as a process of its own."""

import json
from collections.abc import Sequence
from typing import Any


def events_of(output: Sequence[str]) -> list[dict[str, Any]]:
    """Its events, oldest first; every line but `ready URL` must be one."""
    return [json.loads(line) for line in output if not line.startswith("ready ")]
