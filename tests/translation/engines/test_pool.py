"""How much memory programs may hold."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest

from tests.support.timing import seconds, until
from translation.engines.fast_translate import JsonLines
from translation.engines.pipes import Pipe
from translation.engines.pool import Budget, Holding, Pool, surplus
from translation.engines.processes import Command

BUDGET = Budget(in_all_mb=1_000, idle_mb=400, programs=4, idle_after_s=60, kept_s=900)


@pytest.mark.parametrize(
    ("holdings", "stopped"),
    [
        ([], []),
        ([Holding(900, 5), Holding(100, 6)], []),
        ([Holding(500, 5), Holding(300, 2), Holding(300, 9)], [2]),
        ([Holding(300, 70), Holding(300, 65)], [0]),
        ([Holding(401, 61)], [0]),
        ([Holding(500, 61), Holding(300, 65)], [0]),
        ([Holding(10, 901)], [0]),
        ([Holding(2_000, 0), Holding(10, 1)], [0]),
        ([Holding(2_000, 950, busy=True), Holding(10, 1)], [1]),
        ([Holding(1, place) for place in range(6)], [4, 5]),
    ],
    ids=[
        "nothing runs",
        "all in use and within the budget",
        "the one used longest ago goes",
        "of the idle ones the one used last stays",
        "too large to be kept idle",
        "what is too large makes room for others",
        "nothing is kept for ever",
        "too large for all",
        "who is answering is not stopped, and counts",
        "too many",
    ],
)
def test_what_is_too_much(holdings: list[Holding], stopped: list[int]) -> None:
    assert sorted(surplus(holdings, BUDGET)) == stopped


@pytest.fixture
async def pipes() -> AsyncIterator[list[Pipe]]:
    """Three programs that give back what they are told."""
    command = Command((("cat",),), {"PATH": os.environ["PATH"]})
    made = [Pipe(command, JsonLines()) for _ in range(3)]
    yield made
    for pipe in made:
        await pipe.close()


async def test_the_one_used_longest_ago_makes_room(pipes: list[Pipe]) -> None:
    pool = Pool(Budget(programs=2))
    for pipe in (pipes[0], pipes[1], pipes[0], pipes[2]):
        assert await pool.ask(pipe, "text") == "text"
    assert [pipe.running for pipe in pipes] == [True, False, True]
    assert await pool.ask(pipes[1], "again") == "again"


async def test_what_nobody_asks_is_stopped(pipes: list[Pipe]) -> None:
    pool = Pool(Budget(idle_after_s=seconds(0.1), kept_s=seconds(0.2)))
    await pool.ask(pipes[0], "text")
    assert pipes[0].running
    assert pool.megabytes > 0
    await until(lambda: not pipes[0].running, "it is stopped")
    assert pool.megabytes == 0


async def test_what_is_answering_is_not_stopped(pipes: list[Pipe]) -> None:
    pool = Pool(Budget(in_all_mb=0.0))
    await pipes[0].ask("running, for the pool did not start it")
    os.kill(pipes[0].pids[0], signal.SIGSTOP)
    asked = [asyncio.create_task(pool.ask(pipes[0], text)) for text in ("first", "second")]
    await until(lambda: pipes[0].busy, "it is asked")
    pool.trim()
    os.kill(pipes[0].pids[0], signal.SIGCONT)
    assert await asyncio.gather(*asked) == ["first", "second"]
    pool.trim()
    assert not pipes[0].running


async def test_closing_one_engine_leaves_the_others(pipes: list[Pipe]) -> None:
    pool = Pool()
    await pool.warm(pipes)
    await pool.close(pipes[:2])
    assert [pipe.running for pipe in pipes] == [False, False, True]
    await pool.close(pipes)
    assert not any(pipe.running for pipe in pipes)
