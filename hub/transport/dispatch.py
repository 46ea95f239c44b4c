"""One dispatcher: frame -> command -> action -> ack. Every event is acked; no exception leaves.

Nothing is cancelled half-way: what an action waits for has time limits of its own.
"""

import asyncio
import logging
import secrets
from contextlib import suppress
from time import perf_counter
from typing import Any

import structlog

from hub.errors import HubError, Invalid, Overloaded, RateLimited
from hub.protocol import encode, frames, parse
from hub.transport.connections import Connection
from hub.transport.engine import text_frame
from hub.transport.handlers import ASIDES, Handlers
from hub.transport.limits import RateLimiter
from hub.transport.metrics import Metrics

log = structlog.get_logger("hub")

MOST_ASIDES = 32
"""Of one connection at once; further ones are refused."""


class Dispatcher:
    """Answers the events of authenticated connections."""

    def __init__(
        self, handlers: Handlers, event_limit: RateLimiter, metrics: Metrics, frame_bytes: int
    ) -> None:
        self._handlers = handlers.table
        self._event_limit = event_limit
        self._metrics = metrics
        self._frame_bytes = frame_bytes
        self._busy = 0
        self._idle = asyncio.Event()
        self._draining = False
        self._asides: set[asyncio.Task[None]] = set()

    async def answer(self, by: Connection, text: str) -> None:
        """Handle an event's frame and write its ack; raises MalformedFrame.

        What may take long is begun only, and acked in its own time.
        """
        started = perf_counter()
        frame = frames.read_event(text, self._frame_bytes)
        if _name_of(frame) in ASIDES:
            self._begin(by, frame, started)
            return
        self._busy += 1
        try:
            result = await self._result(by, frame)
            if frame.ack_id:
                by.link.answer(text_frame(frames.ack(frame.ack_id, result)))
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()
        self._observe(frame, result, perf_counter() - started)

    async def drain(self, seconds: float) -> None:
        """Take on nothing new, and wait at most this long for what was begun to be acked."""
        self._draining = True
        for aside in self._asides:
            aside.cancel()
        self._idle.clear()
        if self._busy:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), seconds)

    def _begin(
        self, by: Connection, frame: frames.EventFrame | frames.RefusedFrame, started: float
    ) -> None:
        by.asides += 1
        aside = asyncio.get_running_loop().create_task(self._aside(by, frame, started))
        self._asides.add(aside)
        aside.add_done_callback(self._asides.discard)

    async def _aside(
        self, by: Connection, frame: frames.EventFrame | frames.RefusedFrame, started: float
    ) -> None:
        try:
            result = await self._result(by, frame)
        finally:
            by.asides -= 1
        if frame.ack_id:
            by.link.write(text_frame(frames.ack(frame.ack_id, result)))
        self._observe(frame, result, perf_counter() - started)

    async def _result(
        self, by: Connection, frame: frames.EventFrame | frames.RefusedFrame
    ) -> dict[str, Any]:
        try:
            return {"ok": True, "data": await self._handle(by, frame)}
        except HubError as error:
            self._log_refusal(by, frame, error)
            return {"ok": False, "error": encode.error(error)}
        except Exception as error:  # noqa: BLE001 - logged in full, and revealed as an incident id only
            return {
                "ok": False,
                "error": unexpected(error, event_name=_name_of(frame), user=by.who.user),
            }

    async def _handle(self, by: Connection, frame: frames.EventFrame | frames.RefusedFrame) -> Any:  # noqa: ANN401 - one of the acks' data types
        if self._draining:
            raise Overloaded("The service is restarting; please try again in a moment.")
        self._event_limit.take(by.who.user)
        if isinstance(frame, frames.RefusedFrame):
            raise frame.error
        if frame.name in ASIDES and by.asides > MOST_ASIDES:
            raise RateLimited(1.0)
        command = parse.command(frame.name, frame.payload)
        return await self._handlers[frame.name](by, command)

    def _log_refusal(
        self, by: Connection, frame: frames.EventFrame | frames.RefusedFrame, error: HubError
    ) -> None:
        fields = [f["field"] for f in error.data["fields"]] if isinstance(error, Invalid) else None
        # A flood must not flood the log as well; the metrics count it.
        level = logging.DEBUG if isinstance(error, RateLimited) else logging.INFO
        log.log(
            level,
            "event_refused",
            event_name=_name_of(frame),
            user=by.who.user,
            role=by.who.role.value,
            code=error.code,
            fields=fields,
        )

    def _observe(
        self,
        frame: frames.EventFrame | frames.RefusedFrame,
        result: dict[str, Any],
        seconds: float,
    ) -> None:
        name = _name_of(frame)
        known = name if name in self._handlers else "unknown"
        code = "ok" if result["ok"] else result["error"]["code"]
        self._metrics.answered(known, code, seconds)


def unexpected(error: Exception, **context: str) -> dict[str, Any]:
    """Log an exception in full; what its cause may be told is an incident id."""
    incident = secrets.token_hex(6)
    log.error("unexpected_error", incident=incident, exc_info=error, **context)
    return {
        "code": "internal",
        "message": "Something went wrong on our side. Please try again.",
        "data": {"incident": incident},
    }


def _name_of(frame: frames.EventFrame | frames.RefusedFrame) -> str:
    return frame.name[:64] if isinstance(frame, frames.EventFrame) else "malformed"
