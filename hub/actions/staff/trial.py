"""What the rules say of a text that staff try."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from hub.actions.engine import Engine, findings_of
from hub.domain.findings import Setting
from hub.domain.rules import Tried
from moderation import Context, Moderation, Verdict, hint


@dataclass(frozen=True, slots=True)
class TryTexts:
    """Nothing is stored: no incident, no strike."""

    engine: Engine

    async def __call__(self, texts: Sequence[str], setting: Setting) -> Tried:
        """Texts of one sender, oldest first; the hint is in the setting's language."""
        moderation, context = self.engine.rules.moderation, self.engine.context(setting)
        verdict = await asyncio.to_thread(_judge, moderation, texts, context)
        last = len(texts) - 1
        return Tried(
            action=verdict.action,
            findings=findings_of(verdict.findings, last),
            shadow=findings_of(verdict.shadow, last),
            hint=hint(verdict, setting.lang or "en"),
        )


def _judge(moderation: Moderation, texts: Sequence[str], context: Context) -> Verdict:
    if len(texts) == 1:
        return moderation.check(texts[0], context)
    return moderation.check_conversation(texts, context)
