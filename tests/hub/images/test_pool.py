"""Workers that crash, hang, starve or are no longer wanted: what it costs is one picture."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image

from hub.errors import Overloaded
from hub.images.confine import DIES_FIRST, KINDNESS, SESSION_KINDNESS
from hub.images.pool import Options, Pool
from hub.images.refusals import ImageRefused, Reason
from tests.support import bombs, pictures
from tests.support.timing import seconds, until


@asynccontextmanager
async def stopped(**options: float) -> AsyncIterator[tuple[Pool, int]]:
    """A pool whose one worker has been stopped, and its process number."""
    async with Pool(Options(workers=1, **options)) as pool:  # type: ignore[arg-type]
        await pool.process(pictures.jpeg())
        [pid] = pool.pids
        os.kill(pid, signal.SIGSTOP)
        yield pool, pid


def runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def begun(pool: Pool) -> "asyncio.Task[object]":
    """A picture that the worker has been given."""
    task = asyncio.create_task(pool.process(pictures.png()))
    await until(lambda: pool.working, "the worker has it")
    return task


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGSEGV, Reason.BROKEN),
        (signal.SIGABRT, Reason.BROKEN),
        (signal.SIGXCPU, Reason.TOO_SLOW),
    ],
)
async def test_a_crash_costs_that_picture_alone(number: signal.Signals, reason: Reason) -> None:
    async with stopped() as (pool, pid):
        task = await begun(pool)
        os.kill(pid, number)
        os.kill(pid, signal.SIGCONT)
        with pytest.raises(ImageRefused) as refused:
            await task
        assert refused.value.reason is reason
        assert (await pool.process(pictures.jpeg())).full.width == 96
        assert pid not in pool.pids


async def test_a_worker_that_was_killed_leaves_the_picture_to_be_sent_again() -> None:
    async with stopped() as (pool, pid):
        task = await begun(pool)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(Overloaded):
            await task
        assert (await pool.process(pictures.jpeg())).full.width == 96


async def test_a_worker_that_hangs_is_killed_and_replaced() -> None:
    async with stopped(deadline_s=2) as (pool, pid):
        with pytest.raises(Overloaded):
            await pool.process(pictures.jpeg())
        assert (await pool.process(pictures.jpeg())).full.width == 96
        await until(lambda: not runs(pid), "the one that hung is gone")


async def test_a_worker_that_died_while_idle_costs_nothing() -> None:
    async with Pool(Options(workers=1)) as pool:
        first = await pool.process(pictures.jpeg())
        [pid] = pool.pids
        os.kill(pid, signal.SIGKILL)
        await until(lambda: Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z", "it is dead")
        assert await pool.process(pictures.jpeg()) == first


async def test_a_picture_that_takes_too_much_time_is_refused() -> None:
    async with Pool(Options(workers=1, cpu_s=0.1)) as pool:
        with pytest.raises(ImageRefused) as refused:
            await pool.process(bombs.slow_jpeg(90, 6_000))
        assert refused.value.reason is Reason.TOO_SLOW
        assert (await pool.process(pictures.jpeg())).full.width == 96


async def test_a_picture_that_takes_too_much_memory_is_refused() -> None:
    large = pictures.saved(Image.new("L", (5_000, 4_900)), "PNG", compress_level=1)
    async with Pool(Options(workers=1, memory_mb=10)) as pool:
        with pytest.raises(ImageRefused) as refused:
            await pool.process(large)
        assert refused.value.reason in {Reason.TOO_MANY_PIXELS, Reason.BROKEN}
        assert (await pool.process(pictures.jpeg())).full.width == 96


async def test_cancelling_ends_the_work_and_nothing_else() -> None:
    async with stopped() as (pool, pid):
        working = await begun(pool)
        waiting, staying = [asyncio.create_task(pool.process(pictures.jpeg())) for _ in range(2)]
        await until(lambda: pool.waiting == 2, "two wait")
        waiting.cancel()
        await until(lambda: pool.waiting == 1, "one waits no longer")
        assert runs(pid)
        working.cancel()
        assert (await staying).full.width == 96
        assert waiting.cancelled()
        assert working.cancelled()
        await until(lambda: not runs(pid), "its worker is gone")


async def test_more_than_may_wait_are_told_so_at_once() -> None:
    async with stopped(waiting=2) as (pool, pid):
        tasks = [asyncio.create_task(pool.process(pictures.jpeg())) for _ in range(3)]
        await until(lambda: pool.waiting == 2, "one works, two wait")
        with pytest.raises(Overloaded) as refused:
            await pool.process(pictures.jpeg())
        assert refused.value.data["retry_after_s"] > 0
        os.kill(pid, signal.SIGCONT)
        assert len({picture.sha256 for picture in await asyncio.gather(*tasks)}) == 1


async def test_nobody_waits_for_ever() -> None:
    async with stopped(wait_s=0.1) as (pool, pid):
        working = await begun(pool)
        with pytest.raises(Overloaded):
            await pool.process(pictures.jpeg())
        os.kill(pid, signal.SIGCONT)
        await working


async def test_closing_ends_every_worker_and_tells_who_waits() -> None:
    pool = Pool(Options(workers=2))
    large = pictures.jpeg(2_000, 1_500)
    tasks = [asyncio.create_task(pool.process(large)) for _ in range(4)]
    await until(lambda: len(pool.pids) == 2 and pool.waiting == 2, "two work, two wait")
    pids = pool.pids
    async with asyncio.timeout(seconds(5)):
        await pool.close()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {Overloaded}
    assert [pid for pid in pids if runs(pid)] == []
    with pytest.raises(Overloaded):
        await pool.process(pictures.jpeg())


async def test_a_worker_is_there_before_the_picture_that_is_expected() -> None:
    async with Pool(Options(workers=2)) as pool:
        pool.expect()
        pool.expect()
        await until(lambda: pool.pids and not pool.working, "it waits for work")
        [pid] = pool.pids
        pool.expect()
        await pool.process(pictures.jpeg())
        assert pool.pids == [pid]


async def test_closing_ends_a_worker_that_is_still_starting() -> None:
    pool = Pool(Options(workers=1))
    pool.expect()
    await until(lambda: pool.pids, "it starts")
    [pid] = pool.pids
    async with asyncio.timeout(seconds(5)):
        await pool.close()
    assert not runs(pid)


async def test_a_worker_ends_when_it_is_idle() -> None:
    async with Pool(Options(workers=1, idle_s=0.05)) as pool:
        assert pool.pids == []
        await pool.process(pictures.jpeg())
        await until(lambda: not pool.pids, "it has ended")


async def test_a_worker_goes_last_and_dies_first() -> None:
    async with Pool(Options(workers=1)) as pool:
        await pool.process(pictures.jpeg())
        [pid] = pool.pids
        process = Path(f"/proc/{pid}")
        assert os.getpriority(os.PRIO_PROCESS, pid) >= KINDNESS
        assert (process / "oom_score_adj").read_text().strip() == DIES_FIRST
        autogroup = process / "autogroup"
        if autogroup.exists() and (said := autogroup.read_text()):
            assert said.split()[-1] == str(SESSION_KINDNESS)


async def test_a_worker_sees_no_secrets_and_no_files_of_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_JWT_SECRET", "not for workers")
    with (tmp_path / "log").open("w") as log:
        os.set_inheritable(log.fileno(), True)  # noqa: FBT003 - its own signature
        async with Pool(Options(workers=1)) as pool:
            await pool.process(pictures.jpeg())
            process = Path(f"/proc/{pool.pids[0]}")
            assert b"HUB_" not in (process / "environ").read_bytes()
            files = {str(file.readlink()) for file in (process / "fd").iterdir()}
            assert str(tmp_path / "log") not in files
            assert os.getsid(pool.pids[0]) == pool.pids[0]
            limits = (process / "limits").read_text()
            assert "Max file size             0 " in limits
            assert "Max core file size        0 " in limits
