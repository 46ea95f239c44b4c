"""The loop of a subject: reads messages, judges them, writes what it found and what that cost.

In: one JSON list of texts a line, of one sender, oldest first. Out: `{"action", "rules", "us"}`
for each line, and at the end `{"load_s", "memory_mb"}`. Needs the standard library only, since
peers run it in environments of their own.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MB = 1024 * 1024

Check = Callable[[list[str]], tuple[str, list[str]]]
"""Texts to an action and the rules that objected."""


def serve(load: Callable[[], Check]) -> None:
    """Loads a subject and judges until the input ends."""
    check = load()
    load_s = time.process_time()
    # A server sets what it made at the start aside as well (see hub.app).
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        _write(_judge(check, json.loads(line)))
    _write({"load_s": load_s, "memory_mb": (resident_bytes() - bare_bytes()) / MB})


def _write(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")


def _judge(check: Check, texts: list[str]) -> dict[str, object]:
    # CPU time, so that other programs on the machine do not count.
    before = time.process_time_ns()
    action, rules = check(texts)
    us = (time.process_time_ns() - before) / 1000
    return {"action": action, "rules": rules, "us": us}


def resident_bytes() -> int:
    """Memory that this process holds (RSS)."""
    return _resident(Path("/proc/self/statm").read_text(encoding="ascii"))


def bare_bytes() -> int:
    """Memory that this interpreter holds when it has imported nothing."""
    command = [sys.executable, "-c", "print(open('/proc/self/statm').read())"]
    return _resident(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _resident(statm: str) -> int:
    return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def joined(texts: list[str]) -> str:
    """Several messages as a peer without a notion of conversations sees most in them."""
    return " ".join(texts)
