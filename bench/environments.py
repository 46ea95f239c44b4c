"""Peers written in Python: each in an environment of its own, at the versions of its lock file."""

import os
import subprocess
import sys
from pathlib import Path

from bench.processes import ROOT, BenchError, last_line

FOLDER = ROOT / "bench/.work"


def python(lock: Path) -> str:
    """The interpreter that has what `bench/PART/peers/NAME.txt` names; installed at its first use.

    Raises BenchError where it cannot be installed.
    """
    name = lock.stem
    folder = FOLDER / lock.parent.parent.name / name
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != lock.read_text():
        sys.stderr.write(f"bench: installing {name} into {folder.relative_to(ROOT)}\n")
        _install(name, folder, lock)
        stamp.write_text(lock.read_text())
    return str(folder / "bin" / "python")


def _install(name: str, folder: Path, lock: Path) -> None:
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", "--require-hashes"]
    env = {**os.environ, "PYTHON": sys.executable, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    for command in (["tools/make-venv", str(folder)], [*pip, "-r", str(lock)]):
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BenchError(
                f"{name} is missing, its installation failed: {last_line(done.stderr)}"
            )
