"""The package and its peers as programs to start; peers are installed at their first use."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench import load_client
from bench.moderation.judging import Subject, last_line
from bench.processes import ROOT, BenchError

PEERS = Path(__file__).parent / "peers"
ENVIRONMENTS = ROOT / "bench/.work/moderation"


def ours(own_hosts: Iterable[str], regions: Iterable[str]) -> Subject:
    """The package, told of the marketplace's hosts and the parties' regions."""
    options = [word for host in own_hosts for word in ("--own-host", host)]
    options += [word for region in regions for word in ("--region", region)]
    command = [sys.executable, "-m", "bench.moderation.ours", *options]
    return Subject("moderation", "this repository's package", command)


def peers(missing: Callable[[str], object]) -> list[Subject]:
    """Those that are installed or can be; `missing` is told of each that is not."""
    found = []
    for make in (_presidio, _obscenity, _stack):
        try:
            found.append(make())
        except BenchError as error:
            missing(str(error))
    return found


def _presidio() -> Subject:
    about = (
        "presidio-analyzer: phone in 15 regions, e-mail, URL, IP, crypto and IBAN recognisers, and "
        "the words as a deny list; a blank spaCy pipeline (trained ones are not on PyPI)"
    )
    return Subject("presidio", about, _python("presidio"))


def _obscenity() -> Subject:
    try:
        load_client.install_modules()
    except (OSError, subprocess.CalledProcessError) as error:
        raise BenchError(f"obscenity is missing, npm failed: {error}") from None
    command = [load_client.node(), str(PEERS / "obscenity.mjs")]
    return Subject("obscenity", "its transformers, and the words as its dataset", command)


def _stack() -> Subject:
    about = "phonenumbers in 15 regions, linkify-it-py and the words, after a confusables fold"
    return Subject("stack", about, _python("stack"))


def _python(name: str) -> Sequence[str]:
    """How to run a Python peer, in an environment with what its lock file names."""
    folder, lock = ENVIRONMENTS / name, PEERS / f"{name}.txt"
    stamp, python = folder / "installed.txt", str(folder / "bin" / "python")
    if not stamp.exists() or stamp.read_text() != lock.read_text():
        sys.stderr.write(f"bench: installing {name} into {folder.relative_to(ROOT)}\n")
        _install(name, folder, lock)
        stamp.write_text(lock.read_text())
    return [python, "-m", f"bench.moderation.peers.{name}"]


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
