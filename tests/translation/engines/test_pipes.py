"""Conversations with programs, whatever the programs do. Small ones of the system, run for real."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.support.timing import seconds, until
from translation.engines.fast_translate import JsonLines
from translation.engines.pipes import LONGEST_PAUSE_SECONDS, Failures, Pipe
from translation.engines.port import Unavailable
from translation.engines.processes import Command

PATH = {"PATH": os.environ["PATH"]}
ECHO = (("cat",), ("cat",), ("cat",))  # gives a question back, which is an answer, too
SHORT = seconds(0.3)

Make = Callable[..., Pipe]


@pytest.fixture
async def make() -> AsyncIterator[Make]:
    """A pipe of these stages; closed when the test ends."""
    pipes: list[Pipe] = []

    def made(
        *stages: tuple[str, ...], answer_s: float = seconds(5), start_s: float = seconds(10)
    ) -> Pipe:
        pipes.append(Pipe(Command(stages, PATH), JsonLines(), answer_s=answer_s, start_s=start_s))
        return pipes[-1]

    yield made
    for pipe in pipes:
        await pipe.close()


def gone(pids: tuple[int, ...]) -> bool:
    """Ended, and waited for: not even a zombie is left."""
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


async def test_questions_asked_at_once_get_their_own_answers(make: Make) -> None:
    pipe = make(*ECHO)
    texts = [f"text {number} ¿qué? 😀\n" for number in range(50)]
    assert await asyncio.gather(*map(pipe.ask, texts)) == texts


async def test_all_stages_are_one_process_group_and_give_way_to_the_hub(make: Make) -> None:
    pipe = make(*ECHO)
    await pipe.ask("text")
    assert len(pipe.pids) == len(ECHO)
    assert {os.getpgid(pid) for pid in pipe.pids} == {pipe.pids[0]}
    assert all(os.getpriority(os.PRIO_PROCESS, pid) > 0 for pid in pipe.pids)
    assert pipe.megabytes > 0


async def test_one_that_hangs_is_replaced(make: Make) -> None:
    pipe = make(*ECHO, answer_s=SHORT)
    await pipe.ask("before")
    before = pipe.pids
    os.kill(before[1], signal.SIGSTOP)
    with pytest.raises(Unavailable):
        await pipe.ask("lost")
    assert await pipe.ask("after") == "after"
    await until(lambda: gone(before), "the hung ones are gone")


async def test_one_that_dies_between_questions_is_replaced_unnoticed(make: Make) -> None:
    pipe = make(*ECHO)
    await pipe.ask("before")
    before, group = pipe.pids, pipe._group
    assert group
    os.kill(before[1], signal.SIGKILL)
    await until(lambda: not group.quiet(), "its end is noticed")
    assert await pipe.ask("after") == "after"
    await until(lambda: gone(before), "the others of the row are gone")


async def test_nobody_gets_the_answer_to_a_question_given_up(make: Make) -> None:
    pipe = make(*ECHO)
    await pipe.ask("before")
    before = pipe.pids
    os.kill(before[1], signal.SIGSTOP)
    given_up = asyncio.create_task(pipe.ask("secret"))
    await until(lambda: pipe.busy, "it is asked")
    waiting = asyncio.create_task(pipe.ask("other"))
    given_up.cancel()
    assert await waiting == "other"
    assert not set(before) & set(pipe.pids)


async def test_who_gives_up_waiting_for_a_turn_disturbs_nobody(make: Make) -> None:
    pipe = make(*ECHO)
    asked = [asyncio.create_task(pipe.ask(str(number))) for number in range(3)]
    await until(lambda: pipe.running, "the first is being answered")
    before = pipe.pids
    asked[2].cancel()
    assert await asyncio.gather(*asked[:2]) == ["0", "1"]
    assert await pipe.ask("after") == "after"
    assert pipe.pids == before


@pytest.mark.parametrize(
    "stage",
    [
        ("sed", "-u", 's/"id": [0-9]*/"id": 77/'),
        ("sed", "-u", "s/.*/<html>/"),
        ("sed", "-u", "s/.*/[]/"),
        ("head", "-c", "9"),
        ("tr", "-d", "\\n"),
        ("cat", "/dev/zero"),
        ("false",),
        ("no-such-program",),
    ],
    ids=" ".join,
)
async def test_what_is_no_answer_is_not_taken_for_one(make: Make, stage: tuple[str, ...]) -> None:
    pipe = make(("cat",), stage, start_s=SHORT)
    with pytest.raises(Unavailable) as raised:
        await pipe.ask("a text of somebody")
    assert "somebody" not in str(raised.value)
    assert not pipe.running


async def test_one_that_says_more_than_asked_is_not_asked_again(make: Make) -> None:
    # A moment later, because what comes in one piece is refused at once.
    pipe = make(("sh", "-c", 'while read -r line; do echo "$line"; sleep 0.3; echo more; done'))
    assert await pipe.ask("one") == "one"
    before, group = pipe.pids, pipe._group
    assert group
    await until(lambda: not group.quiet(), "it goes on")
    assert await pipe.ask("two") == "two"
    assert pipe.pids != before


async def test_what_fails_again_and_again_is_left_alone_for_a_while(make: Make) -> None:
    pipe = make(("false",))
    for _ in range(2):
        with pytest.raises(Unavailable) as failed:
            await pipe.ask("text")
        assert failed.value.retry_after_s is None
    with pytest.raises(Unavailable) as refused:
        await pipe.ask("text")
    assert refused.value.retry_after_s
    assert 0 < refused.value.retry_after_s <= 1


def test_pauses_are_bounded() -> None:
    failures, pauses = Failures(), []
    for _ in range(20):
        failures.add(now=100.0)
        pauses.append(max(failures.until - 100.0, 0.0))
    assert pauses[:4] == [0, 1, 2, 4]
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


async def test_closing_waits_for_nobody(make: Make) -> None:
    pipe = make(*ECHO)
    await pipe.ask("before")
    pids = pipe.pids
    os.kill(pids[1], signal.SIGSTOP)
    asked = [asyncio.create_task(pipe.ask("text")) for _ in range(3)]
    await until(lambda: pipe.busy, "they are asked")
    async with asyncio.timeout(seconds(1)):
        await pipe.close()
    assert gone(pids)
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
    with pytest.raises(Unavailable):
        await pipe.ask("after")
