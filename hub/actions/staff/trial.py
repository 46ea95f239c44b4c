"""What the rules say of a text that staff try."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.actions.engine import Engine
from hub.domain import findings
from hub.domain.findings import Setting
from hub.domain.rules import Tried
from moderation import Context, Finding, Moderation, Verdict, hint


@dataclass(frozen=True, slots=True)
class TryTexts:
    """Nothing is stored: no incident, no strike."""

    engine: Engine
    own_hosts: tuple[str, ...]

    async def __call__(self, texts: Sequence[str], setting: Setting) -> Tried:
        """Texts of one sender, oldest first; the hint is in the setting's language."""
        context = Context(
            stage=setting.stage,
            side=setting.side,
            regions=setting.regions,
            own_hosts=self.own_hosts,
            lang=setting.lang,
        )
        verdict = await asyncio.to_thread(_judge, self.engine.rules.moderation, texts, context)
        return Tried(
            action=verdict.action,
            findings=_from_last(verdict.findings, len(texts)),
            shadow=_from_last(verdict.shadow, len(texts)),
            hint=hint(verdict, setting.lang or "en"),
        )


def _judge(moderation: Moderation, texts: Sequence[str], context: Context) -> Verdict:
    if len(texts) == 1:
        return moderation.check(texts[0], context)
    return moderation.check_conversation(texts, context)


def _from_last(found: Iterable[Finding], texts: int) -> tuple[findings.Finding, ...]:
    """Counted as incidents count: 0 is the last text, -1 the one before it."""
    return tuple(
        findings.Finding(
            start=one.start,
            end=one.end,
            category=one.category,
            rule=one.rule,
            view=one.view,
            certainty=one.certainty,
            message=one.message - texts + 1,
        )
        for one in found
    )
