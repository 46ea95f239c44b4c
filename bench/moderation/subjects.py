"""The package and its peers as programs to start; peers are installed at their first use."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench import environments, load_client
from bench.moderation.judging import Subject
from bench.processes import BenchError

PEERS = Path(__file__).parent / "peers"


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
    python = environments.python(PEERS / f"{name}.txt")
    return [python, "-m", f"bench.moderation.peers.{name}"]
