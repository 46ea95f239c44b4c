"""The moderation engine, asked in the hub's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from hub.actions.engine import Engine
from hub.domain.findings import Finding, Judgement, Setting
from hub.domain.strikes import StrikePolicy
from moderation import Context, Verdict, hint
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
            _findings(verdict, len(texts) - 1),
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


def _findings(verdict: Verdict, last: int) -> tuple[Finding, ...]:
    return tuple(_finding(found, last) for found in verdict.findings)


def _finding(found: Found, last: int) -> Finding:
    return Finding(
        found.start,
        found.end,
        found.category,
        found.rule,
        found.view,
        found.certainty,
        message=found.message - last,
    )
