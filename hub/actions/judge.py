"""The moderation engine, asked in the hub's own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hub.actions.engine import Engine
from hub.domain.findings import Finding, Judgement, Setting
from hub.domain.strikes import StrikePolicy
from moderation import Context, hint
from moderation import Finding as Found


@dataclass(frozen=True, slots=True)
class EngineModerator:
    """Implements `hub.actions.moderation_ports.Moderator` with the rules in force.

    `regions` are where people of this marketplace have their phones, besides what is known of the
    two parties; `own_hosts` may be named in messages.
    """

    engine: Engine
    own_hosts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def judge(self, texts: Sequence[str], setting: Setting) -> Judgement:
        moderation = self.engine.rules.moderation
        context = self._context(setting)
        verdict = moderation.check_last(texts, context)
        return Judgement(
            verdict.action,
            findings_of(verdict.findings, len(texts) - 1),
            hint(verdict, setting.lang or "en"),
            hold=verdict.action == "review" and moderation.policy.on_review(context) == "hold",
        )

    def strike_policy(self) -> StrikePolicy:
        policy = self.engine.rules.moderation.policy.strikes
        return StrikePolicy(
            timedelta(days=policy.half_life_days),
            policy.cool_down_at,
            timedelta(minutes=policy.cool_down_minutes),
            policy.suspend_at,
            timedelta(hours=policy.suspend_hours),
        )

    def _context(self, setting: Setting) -> Context:
        return Context(
            stage=setting.stage,
            side=setting.side,
            regions=tuple(dict.fromkeys((*setting.regions, *self.regions))),
            own_hosts=self.own_hosts,
            lang=setting.lang,
        )


def findings_of(found: Iterable[Found], last: int) -> tuple[Finding, ...]:
    """In the hub's words: 0 is the last of the judged texts, -1 the one before it."""
    return tuple(
        Finding(
            start=one.start,
            end=one.end,
            category=one.category,
            rule=one.rule,
            view=one.view,
            certainty=one.certainty,
            message=one.message - last,
        )
        for one in found
    )
