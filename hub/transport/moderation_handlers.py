"""Checks, appeals and reports: each of these events, from its typed command to its ack's data."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from hub.actions.appeal import AppealMessage
from hub.actions.report import ReportMessage
from hub.actions.send import CheckMessage, Composed
from hub.domain import text
from hub.domain.limits import tokens_to_check
from hub.protocol import encode
from hub.protocol.events import moderation
from hub.transport.connections import Connection
from hub.transport.limits import RateLimiter

APPEAL_GRAPHEMES = 500
"""Length of what a sender says to an appeal."""

Handler = Callable[[Connection, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class ParticipantModeration:
    """What a participant can do about what is allowed."""

    check: CheckMessage
    appeal: AppealMessage
    report: ReportMessage


class ModerationHandlers:
    """Its table is a part of `hub.transport.handlers.Handlers`'."""

    def __init__(
        self, actions: ParticipantModeration, clean: Callable[[str], str], checks: RateLimiter
    ) -> None:
        self._do = actions
        self._clean = clean
        self._checks = checks
        self.table: dict[str, Handler] = {
            "message:check": self._check,
            "message:appeal": self._appeal,
            "message:report": self._report,
        }

    async def _check(self, by: Connection, asked: moderation.CheckMessage) -> moderation.CheckData:
        self._checks.take(by.who.user, tokens_to_check(asked.text))
        composed = Composed(asked.conversation_id, "", self._clean(asked.text))
        judgement = await self._do.check(by.who, composed)
        findings = [encode.finding(one) for one in judgement.own_findings]
        return {"action": judgement.action, "findings": findings, "hint": judgement.hint}

    async def _appeal(
        self, by: Connection, asked: moderation.AppealMessage
    ) -> moderation.AppealData:
        comment = text.clean(asked.comment, limit=APPEAL_GRAPHEMES, field="comment")
        return {"outcome": await self._do.appeal(by.who, asked.incident_id, comment)}

    async def _report(
        self, by: Connection, asked: moderation.ReportMessage
    ) -> moderation.ReportData:
        report_id = await self._do.report(
            by.who, asked.conversation_id, asked.seq, asked.reason, asked.note
        )
        return {"report_id": report_id}
