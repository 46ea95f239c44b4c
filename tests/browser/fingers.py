"""Fingers on a touch screen, at the times that a test says, however slow the machine is."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import CDPSession

from tests.browser.people import Person

Point = tuple[float, float]
STEPS = 6
TAP_S, BETWEEN_TAPS_S, LATER_S = 0.04, 0.1, 1.0


@dataclass
class Fingers:
    """One or two fingers; `now` is when they do the next thing, in seconds since 1970."""

    session: CDPSession
    now: float

    async def tap(self, at: Point) -> None:
        await self._touch("touchStart", at)
        self.now += TAP_S
        await self._touch("touchEnd")

    async def double_tap(self, at: Point) -> None:
        await self.tap(at)
        self.now += BETWEEN_TAPS_S
        await self.tap(at)
        self.now += LATER_S

    async def drag(self, start: Point, end: Point) -> None:
        await self.pinch((start,), (end,))

    async def pinch(self, start: tuple[Point, ...], end: tuple[Point, ...]) -> None:
        """Each finger from one point to another, straight."""
        await self._touch("touchStart", *start)
        for step in range(1, STEPS + 1):
            self.now += TAP_S
            part = step / STEPS
            await self._touch(
                "touchMove",
                *(
                    (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part)
                    for (x0, y0), (x1, y1) in zip(start, end, strict=True)
                ),
            )
        await self._touch("touchEnd")
        self.now += LATER_S

    async def _touch(self, kind: str, *points: Point) -> None:
        touches = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(points)]
        event = {"type": kind, "touchPoints": touches, "timestamp": self.now}
        await self.session.send("Input.dispatchTouchEvent", event)


@asynccontextmanager
async def fingers(person: Person) -> AsyncIterator[Fingers]:
    session = await person.context.new_cdp_session(person.page)
    yield Fingers(session, time.time())
    await session.detach()
