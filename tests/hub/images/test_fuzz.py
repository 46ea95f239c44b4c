"""Two thousand damaged pictures: each is refused, or is a picture that decodes."""

import asyncio
import random
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from hub.images.pool import Pool
from hub.images.refusals import ImageRefused
from hub.images.result import Picture
from tests.support import pictures

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILES = 2_000
AT_ONCE = 8
GROWTH_MB = 16

EXTREMES = (b"\0", b"\xff", b"\x7f\xff", b"\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\xff" * 4)

Damage = Callable[[random.Random, bytes], bytes]


def cut(chance: random.Random, data: bytes) -> bytes:
    """It ends somewhere."""
    return data[: chance.randrange(1, len(data))]


def flip(chance: random.Random, data: bytes) -> bytes:
    """Some bits are others."""
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def lie(chance: random.Random, data: bytes) -> bytes:
    """In the header there is an extreme number in the place of another."""
    number = chance.choice(EXTREMES)
    place = chance.randrange(min(len(data), 256))
    return data[:place] + number + data[place + len(number) :]


def repeat(chance: random.Random, data: bytes) -> bytes:
    """A part comes twice, or not at all."""
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.randrange(2) + data[end + chance.randrange(64) :]


DAMAGES: tuple[Damage, ...] = (cut, flip, lie, repeat)


def corpus() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(5)
    while True:
        for name in pictures.SEEDS:
            data = pictures.seed(name)
            for damage in DAMAGES:
                yield f"{name}/{damage.__name__}", damage(chance, data)


async def outcome(pool: Pool, data: bytes) -> Picture | None:
    """None where it was refused; any other exception fails the test."""
    try:
        return await pool.process(data)
    except ImageRefused:
        return None


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4_096 / 1e6


def failure(data: bytes) -> str | None:
    """Of decoding it; that Pillow finds what stands beside the pixels odd is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pictures.opened(data)
    except Exception as error:  # noqa: BLE001 - whichever it is, it is the finding
        return repr(error)
    return None


async def test_two_thousand_damaged_files(pool: Pool) -> None:
    files = islice(corpus(), FILES)
    accepted: list[tuple[str, bytes, Picture]] = []
    whole = {name: await pool.process(pictures.seed(name)) for name in pictures.SEEDS}

    async def work() -> None:
        for name, data in files:
            if picture := await outcome(pool, data):
                accepted.append((name, data, picture))

    before = resident_mb()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    assert resident_mb() - before < GROWTH_MB + sum(len(data) for _, data, _ in accepted) / 1e6

    assert FILES / 20 < len(accepted) < FILES
    failures = {name: failure(data) for name, data, _ in accepted}
    assert {name: why for name, why in failures.items() if why} == {}
    # What was cut off from an accepted file was none of its pixels.
    cuts = [(name.partition("/")[0], picture) for name, _, picture in accepted if "/cut" in name]
    assert [name for name, picture in cuts if picture.sha256 != whole[name].sha256] == []
    for _, _, picture in accepted:
        assert pictures.opened(picture.full.data).size == (picture.full.width, picture.full.height)
