"""What importing and compiling the package takes: time and memory of fresh processes."""

import subprocess
import sys
from dataclasses import dataclass

from bench.moderation.judging import last_line
from bench.moderation.worker import MB, bare_bytes
from bench.processes import ROOT, BenchError

RUNS = 5
_SCRIPT = """
import time
start = time.perf_counter()
import moderation
imported = time.perf_counter()
engine = moderation.Moderation()
compiled = time.perf_counter()
from bench.moderation.worker import resident_bytes
print(imported - start, compiled - imported, resident_bytes())
"""


@dataclass(frozen=True)
class Footprint:
    """One process: seconds of wall time, and megabytes more than a bare interpreter holds."""

    import_s: float
    compile_s: float
    memory_mb: float


def measure() -> list[Footprint]:
    """One for each of several processes; raises BenchError."""
    bare = bare_bytes()
    return [_once(bare) for _ in range(RUNS)]


def _once(bare: int) -> Footprint:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchError(f"moderation cannot be imported: {last_line(done.stderr)}")
    imported, compiled, resident = map(float, done.stdout.split())
    return Footprint(imported, compiled, (resident - bare) / MB)
