"""Places, and the moments in which one could get lost."""

import asyncio

import pytest

from translation.engines.port import Unavailable
from translation.resilience.room import Room


async def _taken(room: Room, waiters: int) -> list[asyncio.Task[None]]:
    await room.enter(10)
    waiting = [asyncio.create_task(room.enter(10)) for _ in range(waiters)]
    await asyncio.sleep(0)
    assert room.waiting == waiters
    return waiting


async def test_who_waits_longest_comes_next() -> None:
    room = Room(1, 2)
    first, second = await _taken(room, 2)
    with pytest.raises(Unavailable):
        await room.enter(10)
    room.leave()
    await first
    assert not second.done()
    room.leave()
    await second
    room.leave()
    assert (room.taken, room.waiting) == (0, 0)


async def test_a_place_given_to_one_who_just_goes_is_passed_on() -> None:
    room = Room(1, 2)
    first, second = await _taken(room, 2)
    room.leave()
    first.cancel()
    await asyncio.wait({first})
    await second
    assert first.cancelled()
    room.leave()
    assert room.taken == 0


async def test_who_goes_while_waiting_leaves_nothing() -> None:
    room = Room(1, 2)
    first, second = await _taken(room, 2)
    first.cancel()
    await asyncio.wait({first})
    assert room.waiting == 1
    room.leave()
    await second


async def test_a_place_that_does_not_come_free() -> None:
    room = Room(1, 2)
    await room.enter(10)
    with pytest.raises(Unavailable):
        await room.enter(0.01)
    assert (room.taken, room.waiting) == (1, 0)
