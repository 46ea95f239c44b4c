"""What a worker may do, put on by itself before it reads anything that a stranger sent."""

import math
import os
import resource
from contextlib import suppress
from pathlib import Path

OPEN_FILES = 64
KINDNESS = 10
"""Added niceness: whoever sends a message goes before whoever sends a picture."""
SESSION_KINDNESS = 5
"""Where the kernel lets sessions compete as one each, this counts instead (man 7 sched, autogroup):
a third of an equal share, so that pictures are not starved by a busy database."""

DIES_FIRST = "1000"
"""Where memory runs out, the kernel is to end a worker, and neither the hub nor its database."""


def confine(memory_bytes: int) -> None:
    """No files written, no cores dumped, and so much memory beyond what the program takes."""
    os.nice(KINDNESS)
    _tell("autogroup", str(SESSION_KINDNESS))
    _tell("oom_score_adj", DIES_FIRST)
    _limit(resource.RLIMIT_AS, _address_space() + memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)


def allow_cpu(seconds: float) -> None:
    """From now on; then the kernel ends this process (SIGXCPU)."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(usage.ru_utime + usage.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _tell(file: str, value: str) -> None:
    """The kernel, where it has such a file and lets us."""
    with suppress(OSError):
        Path("/proc/self", file).write_text(value, "ascii")


def _limit(kind: int, most: int) -> None:
    """Never more than there was; not to be lifted again."""
    hard = resource.getrlimit(kind)[1]
    lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (lower, lower))


def _address_space() -> int:
    """Bytes that are taken now; libraries map a multiple of what they use."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()
