"""Apertium, the real one: installed, or unpacked by tools/ensure-apertium."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.timing import seconds, until
from translation.engines.apertium import HOPS, WHOLE, Apertium
from translation.engines.apertium_modes import CODES, Mode, default_prefix, installed
from translation.engines.apertium_text import STAND_INS, StreamFormat
from translation.engines.pipes import Pipe
from translation.engines.pool import Pool
from translation.engines.port import Edge, Rendering, Unavailable, Unsupported

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIGNS = r"^$/<>{}[]@\*#~+&|%=_\"'`;:!?()😀→·"
PAIRS = [("es", "ca"), ("es", "pt"), ("en", "es")]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def apertium() -> AsyncIterator[Apertium]:
    """One for all tests."""
    engine = Apertium(Pool())
    await engine.warm(PAIRS)
    yield engine
    await engine.close()


def mode(name: str) -> Mode:
    return installed(default_prefix())[name]


@pytest.mark.parametrize(("source", "target"), PAIRS)
async def test_signs_that_mean_something_to_it_come_through(
    apertium: Apertium, source: str, target: str
) -> None:
    for text in [f"abc {SIGNS} xyz", *(f"a{sign}b {sign} 1{sign} {sign}2" for sign in SIGNS)]:
        answer = (await apertium.translate(text, source, target)).text
        assert [sign for sign in answer if sign in SIGNS] == [s for s in text if s in SIGNS]


async def test_lines_and_long_texts_come_through(apertium: Apertium) -> None:
    text = "\n".join(f"La casa {number} es roja." for number in range(200))[:4_000]
    answer = await apertium.translate(text, "es", "ca")
    lines = answer.text.split("\n")
    assert lines[:2] == ["La casa 0 és vermella.", "La casa 1 és vermella."]
    assert len(lines) == text.count("\n") + 1
    assert (await apertium.translate("casa\0roja", "es", "ca")).text == "casa vermella"


async def test_unknown_words_are_told_and_left_as_they_are(apertium: Apertium) -> None:
    answer = await apertium.translate("La zzyzx de *Blorf* roja, XQZ0 #grmpf", "es", "pt")
    words = ("zzyzx", "Blorf", "grmpf")
    assert answer == Rendering("A zzyzx de *Blorf* vermelha, XQZ0 #grmpf", unknown=words)


async def test_texts_without_a_word_are_not_sent(apertium: Apertium) -> None:
    assert await apertium.translate("12.50 € 😀", "fr", "ca") == Rendering("12.50 € 😀")
    assert not apertium._pipes["fr", "ca"].running


async def test_texts_sent_at_once_get_their_own_answers(apertium: Apertium) -> None:
    texts = [f"El perro {number} es rojo." for number in range(50)]
    answers = await asyncio.gather(*(apertium.translate(text, "es", "ca") for text in texts))
    assert [answer.text for answer in answers] == [
        f"El gos {number} és vermell." for number in range(50)
    ]


async def test_a_killed_stage_heals(apertium: Apertium) -> None:
    await apertium.translate("casa", "es", "pt")
    pipe = apertium._pipes["es", "pt"]
    before, group = pipe.pids, pipe._group
    assert group
    os.kill(before[2], signal.SIGKILL)
    await until(lambda: not group.quiet(), "its end is noticed")
    assert (await apertium.translate("casa roja", "es", "pt")).text == "casa vermelha"
    await until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in before), "all are gone")


async def test_one_that_hangs_is_given_up_in_time() -> None:
    pipe = Pipe(mode("pt-es").command, StreamFormat(), answer_s=seconds(0.3))
    await pipe.ask("casa")
    os.kill(pipe.pids[3], signal.SIGSTOP)
    with pytest.raises(Unavailable):
        await pipe.ask("cão")
    assert await pipe.ask("vermelho") == "rojo"
    await pipe.close()


@pytest.mark.parametrize("text", ["x" * 10_001, STAND_INS["*"], "\ud800"])
async def test_what_it_cannot_take_is_refused(apertium: Apertium, text: str) -> None:
    with pytest.raises(Unsupported):
        await apertium.translate(text, "es", "ca")


async def test_other_languages_are_refused(apertium: Apertium) -> None:
    with pytest.raises(Unsupported):
        await apertium.translate("房子", "zh", "en")


async def test_its_edges_are_the_pairs_measured(apertium: Apertium) -> None:
    assert {edge for edge in apertium.edges() if edge.chains} == edges(HOPS)
    assert {edge for edge in apertium.edges() if not edge.chains} == edges(WHOLE, chains=False)


def edges(qualities: Mapping[str, float], *, chains: bool = True) -> set[Edge]:
    return {
        Edge(*_languages_of(name), quality=quality, chains=chains)
        for name, quality in qualities.items()
    }


def _languages_of(name: str) -> tuple[str, str]:
    source, target = (CODES.get(code, code) for code in name.split("-"))
    return source, target


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A prefix that holds what one pair needs, and nothing of the hub's environment."""
    original = mode("spa-cat")
    root = next((one for one in [default_prefix()] if one and _under(one, original)), Path("/"))
    for word in {word for stage in original.command.stages for word in stage if word[0] == "/"}:
        copy = tmp_path / Path(word).relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(word, copy)
    modes = "usr/share/apertium/modes"
    (tmp_path / modes).mkdir()
    shutil.copy2(root / modes / "spa-cat.mode", tmp_path / modes)
    return tmp_path


def _under(root: Path, one: Mode) -> bool:
    return all(stage[0].startswith(str(root)) for stage in one.command.stages)


async def test_a_prefix_is_used_before_the_system(moved: Path) -> None:
    stages = installed(moved)["spa-cat"].command.stages
    named = [word for stage in stages for word in stage if word.startswith("/")]
    assert named
    assert all(word.startswith(f"{moved}/usr/") for word in named)
    engine = Apertium(Pool(), moved)
    assert (await engine.translate("El perro rojo", "es", "ca")).text == "El gos vermell"
    await engine.close()


async def test_its_version_follows_its_data(moved: Path) -> None:
    before = Apertium(Pool(), moved).version
    assert Apertium(Pool(), moved).version == before
    data = moved / "usr/share/apertium/apertium-spa-cat/spa-cat.autobil.bin"
    data.write_bytes(data.read_bytes() + b" ")
    assert Apertium(Pool(), moved).version != before


async def test_secrets_of_the_hub_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_JWT_SECRET", "secret")
    assert "secret" not in mode("spa-cat").command.env.values()


async def test_a_pair_of_which_a_file_is_missing_is_not_offered(tmp_path: Path) -> None:
    modes = tmp_path / "usr/share/apertium/modes"
    modes.mkdir(parents=True)
    (modes / "spa-cat.mode").write_text("lt-proc '/usr/share/apertium/none.bin'")
    (modes / "cat-spa.mode").write_text("no-such-program -w")
    assert not {"spa-cat", "cat-spa"} & installed(tmp_path).keys()
