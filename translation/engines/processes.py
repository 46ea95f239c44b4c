"""Programs in a row, each reading what the one before it writes; started and killed as one."""

import os
import select
import signal
import socket
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

KINDNESS = 10
"""Added niceness: whoever sends a message goes before whoever reads a translation."""

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Command:
    """`stages` are programs with their arguments; `env` is all of the environment they get."""

    stages: tuple[tuple[str, ...], ...]
    env: Mapping[str, str] = field(default_factory=dict)


class Group:
    """A running command. Its two ends are sockets, so that an event loop can wait on them."""

    def __init__(
        self, processes: Sequence[Popen[bytes]], enter: socket.socket, leave: socket.socket
    ) -> None:
        self.enter = enter
        self.leave = leave
        self._processes = processes
        self._reaper: threading.Thread | None = None

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(process.pid for process in self._processes)

    def quiet(self) -> bool:
        """Nobody in the row has died, and nothing is left of an earlier answer."""
        poll = select.poll()
        poll.register(self.leave, select.POLLIN)
        return not poll.poll(0)

    def megabytes(self) -> float:
        """Memory that nobody else has a share in."""
        return sum(_private_pages(pid) for pid in self.pids) * PAGE_BYTES / 1e6

    def kill(self) -> None:
        """At once, without waiting for their end; who waits for an answer reads an end of file."""
        if self._reaper is None:
            _kill(self._processes)
            self._reaper = threading.Thread(target=_reap, args=(self._processes,), daemon=True)
            self._reaper.start()

    def hang_up(self) -> None:
        """Kill it and close both ends, which nobody may be waiting on."""
        self.kill()
        self.enter.close()
        self.leave.close()

    def dying(self) -> bool:
        """Killed, and not yet gone."""
        return self._reaper is not None and self._reaper.is_alive()

    def gone(self, seconds: float) -> None:
        """Wait, at most so long, until nothing is left of a killed group."""
        if self._reaper is not None:
            self._reaper.join(seconds)


def spawn(command: Command) -> Group:
    """Blocks for about a millisecond a stage. Raises OSError; nothing is left running then."""
    enter, first = socket.socketpair()
    leave, last = socket.socketpair()
    with first, last:
        try:
            processes = _row(command, first.fileno(), last.fileno())
        except OSError:
            enter.close()
            leave.close()
            raise
    for end in (enter, leave):
        end.setblocking(False)  # noqa: FBT003 - its own signature
    return Group(processes, enter, leave)


def _row(command: Command, first: int, last: int) -> list[Popen[bytes]]:
    processes: list[Popen[bytes]] = []
    try:
        for place, stage in enumerate(command.stages, start=1):
            out = last if place == len(command.stages) else PIPE
            processes.append(_stage(stage, command.env, processes, first, out))
        os.setpriority(os.PRIO_PGRP, processes[0].pid, KINDNESS)
    except OSError:
        _kill(processes)
        _reap(processes)
        raise
    return processes


def _stage(
    stage: Sequence[str],
    env: Mapping[str, str],
    before: Sequence[Popen[bytes]],
    first: int,
    out: int,
) -> Popen[bytes]:
    """The next in the row, of the same process group; reads what the last of them writes."""
    writes = before[-1].stdout if before else None
    process = Popen(  # noqa: S603 - programs of the mode files, without a shell
        stage,
        stdin=writes or first,
        stdout=out,
        stderr=DEVNULL,  # complaints quote the text, and nobody would bound them
        env=env,
        process_group=before[0].pid if before else 0,
    )
    if writes:
        writes.close()
    return process


def _kill(processes: Sequence[Popen[bytes]]) -> None:
    """Nobody has been waited for yet, so the number of the group is still theirs."""
    if processes:
        with suppress(ProcessLookupError):
            os.killpg(processes[0].pid, signal.SIGKILL)


def _reap(processes: Sequence[Popen[bytes]]) -> None:
    for process in processes:
        process.wait()
        if process.stdout:
            process.stdout.close()


def _private_pages(pid: int) -> int:
    """0 where the system does not say."""
    with suppress(OSError, ValueError):
        _size, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text("ascii").split()
        return int(resident) - int(shared)
    return 0
