"""What importing and compiling the package takes: time and memory of fresh processes."""

import subprocess
import sys
from dataclasses import dataclass

from bench.moderation.worker import MB, bare_bytes
from bench.processes import ROOT, BenchError, last_line

RUNS = 5
_SCRIPT = """
import time
wall, start = time.perf_counter(), time.process_time()
import moderation
wall, imported = time.perf_counter() - wall, time.process_time()
engine = moderation.Moderation()
compiled = time.process_time()
from bench.moderation.worker import resident_bytes
print(wall, imported - start, compiled - imported, resident_bytes())
"""


@dataclass(frozen=True)
class Footprint:
    """One process: seconds (of CPU time unless said), megabytes that a bare one does not hold."""

    import_wall_s: float
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
    wall, imported, compiled, resident = map(float, done.stdout.split())
    return Footprint(wall, imported, compiled, (resident - bare) / MB)
