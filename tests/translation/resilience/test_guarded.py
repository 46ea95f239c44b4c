"""Engines at their worst, and what others notice of it."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.timing import seconds, until
from translation.engines.port import (
    BadAnswer,
    Edge,
    EngineError,
    KeyRefused,
    NoMatch,
    QuotaSpent,
    Rendering,
    Unavailable,
    Unsupported,
)
from translation.resilience import Guarded, Quota, State

SECRET = "mi teléfono es 600 123 456"

Do = Callable[[str], Awaitable[Any]]


class Worst:
    """An engine that does whatever a test wants of it."""

    name, version, cloud, by_heart, schemes = "worst", "1", True, False, ("letters",)

    def __init__(self, do: Do) -> None:
        self.do = do
        self.running = 0
        self.most = 0
        self.closed = 0

    def edges(self) -> Sequence[Edge]:
        return [Edge("es", "en", 0.5), Edge("en", "es", 0.5)]

    async def translate(self, text: str, source: str, target: str) -> Rendering:
        assert {source, target} == {"es", "en"}
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            rendering: Rendering = await self.do(text)
            return rendering
        finally:
            self.running -= 1

    async def close(self) -> None:
        self.closed += 1


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def _well(text: str) -> Rendering:
    await asyncio.sleep(0)
    return Rendering(f"[{text}]")


async def _hangs(_text: str) -> Rendering:
    await asyncio.Event().wait()
    raise AssertionError


def _raises(error: BaseException) -> Do:
    async def fail(_text: str) -> Rendering:
        raise error

    return fail


async def test_answers_are_each_callers_own() -> None:
    engine = Worst(_well)
    guarded = Guarded(engine, concurrency=3, waiting=100)
    texts = [f"hola {n}" for n in range(100)]
    answers = await asyncio.gather(*(guarded.translate(text, "es", "en") for text in texts))
    assert [answer.text for answer in answers] == [f"[{text}]" for text in texts]
    assert engine.most == 3
    health = guarded.health()
    assert (health.calls, health.failures, health.running, health.waiting) == (100, 0, 0, 0)
    assert health.characters_today == sum(map(len, texts))


async def test_a_hung_engine_is_given_up_and_then_left_alone() -> None:
    clock = Clock()
    guarded = Guarded(Worst(_hangs), concurrency=10, timeout_s=0.05, clock=clock)
    calls = [guarded.translate(SECRET, "es", "en") for _ in range(10)]
    failures = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(failure, Unavailable) for failure in failures)
    assert not guarded.available("es", "en")
    with pytest.raises(Unavailable):
        await guarded.translate(SECRET, "es", "en")
    health = guarded.health()
    assert (health.calls, health.failures, health.timeouts, health.refused) == (10, 10, 10, 1)
    assert (health.running, health.pairs_open) == (0, ("es>en",))


async def test_one_probe_after_the_pause_and_all_is_well_again() -> None:
    clock = Clock()
    engine = Worst(_raises(Unavailable("down")))
    guarded = Guarded(engine, clock=clock)
    for _ in range(4):
        with pytest.raises(Unavailable):
            await guarded.translate("hola", "es", "en")
    assert guarded.health().pairs_open == ("es>en",)
    assert guarded.available("en", "es")
    clock.now += 5.0
    go = asyncio.Event()

    async def waits(text: str) -> Rendering:
        await go.wait()
        return Rendering(text)

    engine.do = waits
    assert guarded.available("es", "en")
    probe = asyncio.create_task(guarded.translate("hola", "es", "en"))
    await until(lambda: engine.running, "the probe is there")
    assert not guarded.available("es", "en")
    with pytest.raises(Unavailable):
        await guarded.translate("otra", "es", "en")
    go.set()
    assert (await probe).text == "hola"
    assert guarded.available("es", "en")
    assert guarded.health().pairs_open == ()


async def test_a_cancelled_probe_leaves_its_place_to_the_next() -> None:
    clock = Clock()
    engine = Worst(_raises(Unavailable("down")))
    guarded = Guarded(engine, clock=clock)
    for _ in range(4):
        with pytest.raises(Unavailable):
            await guarded.translate("hola", "es", "en")
    clock.now += 5.0
    engine.do = _hangs
    probe = asyncio.create_task(guarded.translate("hola", "es", "en"))
    await until(lambda: engine.running, "the probe is there")
    probe.cancel()
    await asyncio.wait({probe})
    await until(lambda: not engine.running, "nothing runs")
    engine.do = _well
    assert (await guarded.translate("hola", "es", "en")).text == "[hola]"


@pytest.mark.parametrize(
    ("error", "seconds_off"),
    [(QuotaSpent("too much"), 60), (QuotaSpent("too much", 900), 900), (Unavailable("", 30), 30)],
)
async def test_an_engine_that_says_when_is_left_alone_until_then(
    error: EngineError, seconds_off: float
) -> None:
    clock = Clock()
    guarded = Guarded(Worst(_raises(error)), clock=clock)
    with pytest.raises(Unavailable):
        await guarded.translate("hola", "es", "en")
    assert not guarded.available("en", "es")
    assert guarded.health().state is State.OPEN
    with pytest.raises(Unavailable) as caught:
        await guarded.translate("hola", "en", "es")
    clock.now += seconds_off - 1
    assert not guarded.available("en", "es")
    clock.now += 1
    assert guarded.available("en", "es")
    assert caught.value.retry_after_s in {seconds_off, None}


@pytest.mark.parametrize("error", [Unsupported("no"), NoMatch("no")])
async def test_not_to_know_is_no_failure(error: EngineError) -> None:
    guarded = Guarded(Worst(_raises(error)))
    for _ in range(50):
        with pytest.raises(type(error)):
            await guarded.translate("hola", "es", "en")
    assert guarded.available("es", "en")
    assert guarded.health().failures == 0


async def test_a_key_that_is_refused_is_told_when_that_begins() -> None:
    clock, told = Clock(), list[str]()
    engine = Worst(_raises(KeyRefused("status 403", 3_600.0)))
    guarded = Guarded(engine, key_refused=told.append, clock=clock)

    async def ask() -> None:
        with suppress(EngineError):
            await guarded.translate("hola", "es", "en")
        clock.now += 3_600.0

    await asyncio.gather(ask(), ask(), ask())
    await ask()
    engine.do = _raises(Unavailable("no answer"))
    await ask()
    engine.do = _raises(KeyRefused("status 403", 3_600.0))
    await ask()
    assert told == ["worst"]
    engine.do = _well
    await ask()
    assert guarded.health().state is State.CLOSED
    engine.do = _raises(KeyRefused("status 401", 3_600.0))
    await ask()
    assert told == ["worst", "worst"]


async def test_an_engine_that_talks_nonsense_in_one_pair_is_there_for_others() -> None:
    guarded = Guarded(Worst(_raises(BadAnswer("a page"))))
    for _ in range(4):
        with pytest.raises(BadAnswer):
            await guarded.translate("hola", "es", "en")
    assert not guarded.available("es", "en")
    assert guarded.available("en", "es")


@pytest.mark.parametrize("error", [RuntimeError(SECRET), ValueError(SECRET), StopAsyncIteration()])
async def test_a_crash_is_told_without_the_text(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    guarded = Guarded(Worst(_raises(error)))
    with pytest.raises(Unavailable) as caught:
        await guarded.translate(SECRET, "es", "en")
    assert type(error).__name__ in caplog.text
    assert SECRET not in caplog.text + repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("lie", [None, "text", 7, Rendering(""), Rendering(" \n"), Rendering(b"x")])  # type: ignore[arg-type]
async def test_what_is_no_rendering(lie: Any) -> None:
    async def lies(_text: str) -> Any:
        return lie

    with pytest.raises(BadAnswer):
        await Guarded(Worst(lies)).translate("hola", "es", "en")


async def test_the_waiting_room_is_not_endless() -> None:
    engine = Worst(_hangs)
    guarded = Guarded(engine, concurrency=2, waiting=3)
    calls = [asyncio.create_task(guarded.translate("hola", "es", "en")) for _ in range(5)]
    await until(lambda: guarded.health().waiting == 3, "the waiting room is full")
    assert not guarded.available("es", "en")
    with pytest.raises(Unavailable):
        await guarded.translate("hola", "es", "en")
    for call in calls:
        call.cancel()
    await asyncio.wait(calls)
    await until(lambda: guarded.health().running == 0, "all places are free")
    engine.do = _well
    assert (await guarded.translate("hola", "es", "en")).text == "[hola]"


async def test_whoever_waits_too_long_is_turned_away_and_the_engine_not_blamed() -> None:
    guarded = Guarded(Worst(_hangs), concurrency=1, timeout_s=0.1)
    calls = [guarded.translate("hola", "es", "en") for _ in range(2)]
    failures = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(failure, Unavailable) for failure in failures)
    health = guarded.health()
    assert health.timeouts + health.refused == 2
    assert health.running == 0


async def test_cancelled_calls_in_any_order_lose_no_place() -> None:
    go = asyncio.Event()

    async def waits(text: str) -> Rendering:
        await go.wait()
        return Rendering(text)

    guarded = Guarded(Worst(waits), concurrency=3, waiting=100)
    calls = [asyncio.create_task(guarded.translate(f"{n}", "es", "en")) for n in range(40)]
    await until(lambda: guarded.health().waiting == 37, "the others wait")
    for n in (0, 2, 5, 38, 39, 20):
        calls[n].cancel()
    go.set()
    answers = await asyncio.gather(*calls, return_exceptions=True)
    kept = [n for n, answer in enumerate(answers) if isinstance(answer, Rendering)]
    assert kept == [n for n in range(40) if n not in {0, 2, 5, 38, 39, 20}]
    assert all(answers[n] == Rendering(f"{n}") for n in kept)
    assert (guarded.health().running, guarded.health().waiting) == (0, 0)


async def test_an_engine_that_does_not_stop_keeps_its_place_and_nobody_waiting() -> None:
    go = asyncio.Event()

    async def stubborn(text: str) -> Rendering:
        while not go.is_set():
            try:
                await go.wait()
            except asyncio.CancelledError:
                continue
        return Rendering(text)

    engine = Worst(stubborn)
    guarded = Guarded(engine, concurrency=2, timeout_s=0.05)
    with pytest.raises(Unavailable):
        await guarded.translate("hola", "es", "en")
    assert guarded.health().running == 1
    async with asyncio.timeout(seconds(5)):
        await guarded.close()
    assert engine.closed == 1
    go.set()
    await until(lambda: guarded.health().running == 0, "it came to its end")


async def test_closing_ends_what_runs() -> None:
    engine = Worst(_hangs)
    guarded = Guarded(engine)
    calls = [asyncio.create_task(guarded.translate("hola", "es", "en")) for _ in range(9)]
    await until(lambda: engine.running == 4, "four run, the others wait")
    await guarded.close()
    ends = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(end, Unavailable) for end in ends)
    with pytest.raises(Unavailable):
        await guarded.translate("hola", "es", "en")
    health = guarded.health()
    assert (engine.closed, health.calls, health.running, health.waiting) == (1, 4, 0, 0)


class Stuck(Worst):
    async def close(self) -> None:
        raise RuntimeError(SECRET)


async def test_an_engine_that_cannot_even_close(caplog: pytest.LogCaptureFixture) -> None:
    await Guarded(Stuck(_well)).close()
    await until(lambda: "did not close" in caplog.text, "it is told")
    assert SECRET not in caplog.text


async def test_late_failures_are_nobodys_surprise(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def late(_text: str) -> Rendering:
        try:
            await asyncio.Event().wait()
        finally:
            raise RuntimeError(SECRET)

    guarded = Guarded(Worst(late), timeout_s=0.05)
    with pytest.raises(Unavailable):
        await guarded.translate("hola", "es", "en")
    await until(lambda: guarded.health().running == 0, "it ended")
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_quotas_by_day_and_month() -> None:
    now = datetime(2026, 1, 30, 23, tzinfo=UTC)
    quota = Quota(by_day=10, by_month=25, today=lambda: now)
    guarded = Guarded(Worst(_well), quota=quota)
    await guarded.translate("12345678", "es", "en")
    with pytest.raises(QuotaSpent):
        await guarded.translate("123", "es", "en")
    await guarded.translate("12", "es", "en")
    now += timedelta(days=1)
    await guarded.translate("1234567890", "es", "en")
    assert quota.spent() == (10, 20)
    now += timedelta(days=1)
    await guarded.translate("1234567890", "es", "en")
    assert quota.spent() == (10, 10)
    assert guarded.health().refused == 1
